import tempfile

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, split_every

from ..report.plan_workbook import Column, PlanWorkbook, Sheet

#: rows that are read at once
BATCH = 2000
#: an address names them all, and servers cut long addresses
MOST_PLANS = 1000

SIX_FIGURES = (
    "annual_revenue",
    "receivable_due",
    "receivable_not_due",
    "renewal_revenue",
    "expected_revenue",
    "development_revenue",
)


class AigSalesPlan(models.Model):
    """Plans as a workbook for Excel, with the reader's own rights (A11)."""

    _inherit = "aig.sales.plan"

    def action_export_xlsx(self):
        """Download the rows of these plans.

        :raises UserError: more plans than one address can name
        """
        self.check_access("read")
        if len(self) > MOST_PLANS:
            raise UserError(
                self.env._(
                    "%(count)s plans are too many for one file: choose %(most)s at "
                    "most.",
                    count=len(self),
                    most=MOST_PLANS,
                )
            )
        ids = ",".join(map(str, self.ids))
        return {
            "type": "ir.actions.act_url",
            "url": f"/aig/sales-plan/xlsx?ids={ids}",
            "target": "download",
        }

    def _write_xlsx(self, file):
        """Write the rows of these plans into a file; return their number."""
        columns = self._get_xlsx_columns()
        book = PlanWorkbook(file, columns)
        return book.write(self._get_xlsx_sheet(), self._read_xlsx_rows(columns))

    def _make_xlsx(self):
        """The workbook in a temporary file, to be read from its beginning."""
        file = tempfile.TemporaryFile()  # noqa: SIM115 - who reads it closes it
        self._write_xlsx(file)
        file.seek(0)
        return file

    @api.model
    def _get_xlsx_columns(self):
        """The columns; override to add more."""
        line = self.env["aig.sales.plan.line"]

        def money(name, formula=""):
            label = line._fields[name]._description_string(self.env)
            return Column(name, label, "money", formula)

        multiplier = line._fields["expectation_multiplier"]
        rounded = "ROUND({expected_revenue}*{expectation_multiplier},%s)"
        digits = self.env.company.currency_id.decimal_places
        return (
            Column("partner", self.env._("Customer"), "text"),
            Column("salesperson", self.env._("Salesperson"), "text"),
            Column("period", self.env._("Quarter"), "text"),
            *(money(name) for name in SIX_FIGURES[:5]),
            Column(
                "expectation_multiplier",
                multiplier._description_string(self.env),
                "number",
            ),
            money("development_revenue"),
            money(
                "secured_revenue",
                "{receivable_due}+{receivable_not_due}+{renewal_revenue}"
                "+{development_revenue}",
            ),
            money("stretch_revenue", rounded % digits),
            money(
                "planned_revenue",
                "{renewal_revenue}+{expected_revenue}+{development_revenue}",
            ),
            money("month_1_revenue"),
            money("month_2_revenue"),
            money("month_3_revenue"),
        )

    def _get_xlsx_sheet(self):
        title = self.env._("Financial plan")
        facts = []
        if len(self) == 1:
            states = dict(self._fields["state"]._description_selection(self.env))
            title = self.display_name
            facts = [
                (self.env._("Territory"), self.territory_id.name or ""),
                (self.env._("State"), states[self.state]),
                (self.env._("Revision"), str(self.revision)),
            ]
        currency = self.company_id.currency_id[:1] or self.env.company.currency_id
        facts.append((self.env._("Currency"), currency.name))
        return Sheet(
            self.env._("Plan"),
            title,
            tuple(facts),
            self.env._("Total"),
            currency.decimal_places,
        )

    def _read_xlsx_rows(self, columns):
        """Yield the rows, some thousand at a time, as the user may read them."""
        lines = self.env["aig.sales.plan.line"]
        found = lines.search([("plan_id", "in", self.ids)], order="plan_id, id")
        facts = {
            plan.id: {
                "salesperson": plan.user_id.name,
                "period": plan.period_id.display_name,
            }
            for plan in self
        }
        stored = [column.name for column in columns if column.name in lines._fields]
        for ids in split_every(BATCH, found._ids):
            for row_id, plan_id, partner, *values in self._read_xlsx_batch(ids, stored):
                row = dict(zip(stored, values, strict=True))
                row |= facts[plan_id] | {"id": row_id, "partner": partner}
                yield tuple(row[column.name] for column in columns)

    def _read_xlsx_batch(self, ids, names):
        lines = self.env["aig.sales.plan.line"]
        query = lines._search(Domain("id", "in", ids), order="plan_id, id")
        alias = lines._table
        partner = query.join(alias, "partner_id", "res_partner", "id", "partner_id")
        columns = (
            lines._field_to_sql(alias, name, query)
            for name in ("id", "plan_id", *names)
        )
        row_id, plan_id, *values = columns
        name = SQL.identifier(partner, "complete_name")
        return self.env.execute_query(query.select(row_id, plan_id, name, *values))
