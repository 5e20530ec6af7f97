from collections import namedtuple
from decimal import Decimal

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.aig_base.concurrency import retry_if_duplicate

from ..tools.figures import SixFigures
from .aig_sales_plan_build import PLACE
from .aig_sales_plan_line import FIGURES
from .aig_sales_plan_proposals import SOURCES

# what a plan is made from: customer id -> ledger figures, proposals, line of before
Facts = namedtuple("Facts", "ledger proposals before")
CARRIED = ("expected_revenue", "expectation_multiplier")


class AigSalesPlan(models.Model):
    """A plan made from the period before and from what the records say (A21)."""

    _inherit = "aig.sales.plan"  # pylint: disable=consider-merging-classes-inherited

    def _fill_from_records(self):
        """Add the customers that this plan lacks, with all their figures.

        They are those of the person's plan before, and those of the person's
        territories with open debt, orders that end in the quarter or open deals, unless
        a colleague looks after them or has planned them. What is in the plan already
        stays as it is.

        :return: the new lines
        """
        self.ensure_one()
        self._check_state("draft")
        before = self._get_plan_before().line_ids
        known = self.line_ids.partner_id
        # a customer who went to another territory is not the person's any more
        former = before.partner_id._filtered_access("read").filtered("active")
        candidates = former | self._get_candidates()
        facts = self._read_facts(candidates - known, before)
        return self.env["aig.sales.plan.line"]._create_from_facts(self, facts)

    def _get_plan_before(self):
        """The person's last plan before this one."""
        return self.search(
            [
                ("user_id", "=", self.user_id.id),
                ("company_id", "=", self.company_id.id),
                ("date_from", "<", self.date_from),
            ],
            order="date_from desc",
            limit=1,
        )

    def _get_candidates(self):
        """Customers of the person's territories that no colleague has."""
        # sudo: a customer is a colleague's also where his plan cannot be read
        taken = (
            self.env["aig.sales.plan.line"]
            .sudo()
            ._read_group(
                [
                    ("period_id", "=", self.period_id.id),
                    ("company_id", "=", self.company_id.id),
                    ("plan_id", "!=", self.id),
                ],
                [],
                ["partner_id:array_agg"],
            )[0][0]
        )
        return self.env["res.partner"].search(
            Domain("aig_territory_id", "in", self.user_id.aig_own_territory_ids.ids)
            & Domain("parent_id", "=", False)
            & Domain("user_id", "in", [False, self.user_id.id])
            & Domain("company_id", "in", [False, self.company_id.id])
            & Domain("id", "not in", taken or [])
        )

    def _read_facts(self, partners, before):
        """The :class:`Facts` of customers that have any, by customer."""
        Line = self.env["aig.sales.plan.line"]
        ledger = Line._read_ledger(self.company_id, self.year, partners)
        proposals = Line._read_proposals(self, partners)
        lines = {line.partner_id: line for line in before}
        facts = {}
        for partner in partners:
            found = proposals[partner.id]
            figures = ledger[partner.id]
            if partner in lines or found or figures.items:
                facts[partner] = Facts(figures, found, lines.get(partner))
        return facts


class AigSalesPlanLine(models.Model):
    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _create_from_facts(self, plan, facts):
        """Make the lines of new customers of a plan, whose sources have been read.

        Thousands at a time: the figures go straight into the database, what others
        compute from them is left to the ORM.

        :param dict facts: customer -> :class:`Facts`
        """
        self.check_access("create")
        plan.check_access("write")
        vals_list = [
            {"partner_id": partner.id, **self._prepare_facts(plan, fact)}
            for partner, fact in facts.items()
        ]
        lines = self._insert_lines(plan, vals_list)
        pairs = list(zip(lines, facts.values(), strict=True))
        lines._insert_receivables({line: fact.ledger for line, fact in pairs})
        lines._insert_sources({line: fact.proposals for line, fact in pairs})
        return lines

    @api.model
    def _prepare_facts(self, plan, fact):
        """Values of a new line: every figure as its sources say, and its sums."""
        sources = self._prepare_ledger_vals(fact.ledger)
        sources |= self._prepare_record_vals(fact.proposals)
        figures = {"expectation_multiplier": 1.0}
        figures |= {figure: max(sources[name], 0) for figure, name in SOURCES.items()}
        if fact.before:
            figures |= {name: fact.before[name] for name in CARRIED}
        exact = {name: Decimal(str(figures[name])) for name in FIGURES}
        digits = plan.currency_id.decimal_places
        return sources | figures | self._prepare_sums(SixFigures(**exact), digits)

    @api.model
    def _insert_lines(self, plan, vals_list):
        if not vals_list:
            return self.browse()
        common = dict(zip(PLACE[1:], self._get_plan_place(plan), strict=True))
        common["currency_id"] = plan.currency_id.id
        common |= self._get_column_defaults(common.keys() | vals_list[0].keys())
        del common["partner_id"]
        columns = [*common, *vals_list[0]]
        with retry_if_duplicate(self.env.cr):
            ids = self.env.cr.execute_values(
                f"INSERT INTO {self._table} ({', '.join(columns)}) VALUES %s"
                " RETURNING id",
                [(*common.values(), *vals.values()) for vals in vals_list],
                page_size=1000,
                fetch=True,
            )
        lines = self.browse(line_id for (line_id,) in ids)
        plan.invalidate_recordset(["line_ids"])
        written = [self._fields[name] for name in columns if name in self._fields]
        with self.env.protecting(written, lines):
            lines.modified(self._fields, create=True)
        return lines

    @api.model
    def _get_column_defaults(self, written):
        """Columns that have a default and that nobody else fills."""
        names = [
            name
            for name, field in self._fields.items()
            if field.store
            and field.column_type
            and not field.compute
            and name not in written
        ]
        return {
            name: self._fields[name].convert_to_column_insert(value, self)
            for name, value in self.default_get(names).items()
        }

    def _get_engagement(self, period=None):
        """What was sent to and done with the customers of lines in a quarter (A21).

        :param period: ``aig.period``; by default the quarter before each plan's
        :return: dict of line to dict of care type to count, without zeros; rows of the
            care log that the user may not read are not counted
        """
        result = {line: {} for line in self}
        for (company, quarter), lines in self.grouped(
            lambda line: (
                line.company_id,
                period._as_quarter()
                if period
                else line.period_id._as_quarter().previous(),
            )
        ).items():
            counts = self.env["aig.care.log"]._count_sent(
                "partner_id",
                lines.partner_id.ids,
                [
                    ("date", ">=", company._aig_day_start_utc(quarter.first_day)),
                    ("date", "<", company._aig_day_start_utc(quarter.next().first_day)),
                    ("company_id", "=", company.id),
                ],
            )
            line_of = {line.partner_id.id: line for line in lines}
            for (partner_id, care_type), count in counts.items():
                result[line_of[partner_id]][care_type] = count
        return result
