from odoo import api, models
from odoo.tools import SQL

from odoo.addons.aig_base.concurrency import retry_if_duplicate

from ..tools.receivables import counted_parts, planned_collection, receivable_of
from .aig_sales_plan_precompute import Books

PLACE = (
    "line_id",
    "plan_id",
    "partner_id",
    "user_id",
    "territory_id",
    "period_id",
    "company_id",
    "create_uid",
    "write_uid",
    "create_date",
    "write_date",
)
RECEIVABLE_COLUMNS = (
    *PLACE,
    "move_line_id",
    "name",
    "date_maturity",
    "amount",
    "counted_amount",
    "is_due",
    "counted",
    "planned_date",
)
SOURCE_COLUMNS = (
    *PLACE,
    "figure",
    "lead_id",
    "sale_line_id",
    "booking_id",
    "name",
    "amount",
    "planned_date",
    "is_chosen",
)

# a receivable that stays keeps the promise somebody typed
KEEP_PROMISES = """
    ON CONFLICT (line_id, move_line_id) DO UPDATE
    SET name = EXCLUDED.name,
        date_maturity = EXCLUDED.date_maturity,
        amount = EXCLUDED.amount,
        counted_amount = EXCLUDED.counted_amount,
        is_due = EXCLUDED.is_due,
        counted = EXCLUDED.counted,
        planned_date = COALESCE(
            aig_sales_plan_receivable.promise_date, EXCLUDED.planned_date),
        write_uid = EXCLUDED.write_uid,
        write_date = EXCLUDED.write_date
"""


def _receivable_row(item, parts, first_day, wait):
    return (
        item.id,
        item.name,
        item.date_maturity,
        item.residual,
        parts.get(item.id, 0),
        item.is_due,
        item.id in parts,
        planned_collection(None, item.date_maturity, first_day, wait),
    )


class AigSalesPlanLine(models.Model):
    """The rows behind the figures, written set-wise when a line is made or refreshed.

    They come straight from the books, orders and deals, thousands at a time: by SQL,
    after the line has passed the rights of its user. What another transaction has
    counted meanwhile makes the server run the request again, and is carried over.
    """

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        books = Books()
        keeping = self.with_context(aig_plan_books=books)
        lines = super(AigSalesPlanLine, keeping).create(vals_list).with_env(self.env)
        lines._build_new_details(books)
        return lines

    def write(self, vals):
        result = super().write(vals)
        if {"plan_id", "partner_id"} & vals.keys():
            self._build_details()
        return result

    def _build_details(self):
        """Write receivables and sources of lines anew, as the records say now."""
        self._sync_receivables(self._read_own_ledger())
        self._delete_rows("aig.sales.plan.source")
        sources = self._insert_sources(self._read_own_proposals())
        for line in self:
            line._correct(line._prepare_record_vals(sources[line]))

    def _build_new_details(self, books):
        """Write the rows of new lines, by the books that gave them their figures."""
        places = {line: (line.plan_id.id, line.partner_id.id) for line in self}
        ledger = {line: books.ledger[place] for line, place in places.items()}
        counted = self._insert_receivables(ledger)
        for line in self:
            if items := ledger[line].items:
                line._correct(line._prepare_debt_vals(items, counted[line]))
        got = self._insert_sources(
            {line: books.proposals[place] for line, place in places.items()}
        )
        for line, place in places.items():
            if len(got[line]) < len(books.proposals[place]):
                line._correct(line._prepare_record_vals(got[line]))

    def _sync_receivables(self, ledger):
        """Leave the lines with the open receivables there are, and with no others.

        :param dict ledger: line -> ``LedgerFigures``
        """
        open_ids = {item.id for line in self for item in ledger[line].items}
        self._delete_rows(
            "aig.sales.plan.receivable",
            SQL("move_line_id = ANY(%s)", list(open_ids)),
        )
        counted = self._insert_receivables(ledger)
        for line in self:
            line._correct(line._prepare_debt_vals(ledger[line].items, counted[line]))

    def _insert_receivables(self, ledger):
        """Write the open receivables of each line; the first line to ask counts one.

        :param dict ledger: line -> ``LedgerFigures``
        :return: dict of line to the ids of the items it counts
        """
        rows, taken, counted = [], set(), {}
        for line, place in self._get_places().items():
            mine = [
                item
                for item in ledger[line].items
                if item.counted_by in (None, line.id) and item.id not in taken
            ]
            parts = dict(
                zip((item.id for item in mine), line._count(mine), strict=True)
            )
            taken.update(parts)
            counted[line] = set(parts)
            first_day = line.plan_id.date_from
            wait = line.company_id.aig_collect_after_days
            rows += [
                (*place, *_receivable_row(item, parts, first_day, wait))
                for item in ledger[line].items
            ]
        self._insert_rows(
            "aig.sales.plan.receivable", RECEIVABLE_COLUMNS, rows, KEEP_PROMISES
        )
        return counted

    def _count(self, items):
        if not items:
            return []
        return counted_parts(
            items,
            untaxed=not self.company_id.aig_plan_with_tax,
            digits=self.currency_id.decimal_places,
        )

    def _prepare_debt_vals(self, items, counted_ids):
        """Figure (2) of the items that count, and what is carried over."""
        mine = [item for item in items if item.id in counted_ids]
        carried = [item for item in items if item.id not in counted_ids]
        debt = receivable_of(mine, self._count(mine))
        return {
            "ledger_receivable_due": float(debt.due),
            "ledger_receivable_not_due": float(debt.not_due),
            "ledger_carried_amount": float(sum(self._count(carried))),
        }

    def _insert_sources(self, proposals):
        """Add rows of what orders and deals propose; the first line to ask takes one.

        :param dict proposals: line -> list of ``Proposal``
        :return: dict of line to those it has got
        """
        rows, taken, got = [], set(), {}
        for line, place in self._get_places().items():
            got[line] = [
                proposal for proposal in proposals[line] if proposal.key not in taken
            ]
            taken.update(proposal.key for proposal in got[line])
            rows += [(*place, *proposal.as_row()) for proposal in got[line]]
        self._insert_rows("aig.sales.plan.source", SOURCE_COLUMNS, rows)
        return got

    def _correct(self, sources):
        """Renew what differs, because another line took something just before."""
        changed = {
            name: value
            for name, value in sources.items()
            if self.currency_id.compare_amounts(self[name], value)
        }
        if changed:
            self._renew(changed)

    def _get_places(self):
        """What every row below a line says of where it lies, in the order of PLACE.

        :return: dict of line to values
        """
        places = {}
        for plan, lines in self.grouped("plan_id").items():
            plan_id, _partner, *rest = self._get_plan_place(plan)
            for line in lines:
                places[line] = (line.id, plan_id, line.partner_id.id, *rest)
        return {line: places[line] for line in self}

    @api.model
    def _get_plan_place(self, plan):
        """The same of a plan, which is of no customer."""
        now = self.env.cr.now()
        return (
            plan.id,
            None,
            plan.user_id.id,
            plan.territory_id.id or None,
            plan.period_id.id,
            plan.company_id.id,
            self.env.uid,
            self.env.uid,
            now,
            now,
        )

    def _delete_rows(self, model, keep=None):
        """Delete rows of the lines, but those that fulfil a condition."""
        self.env[model].flush_model()
        self.env.cr.execute(
            SQL(
                "DELETE FROM %s WHERE line_id = ANY(%s) AND %s IS NOT TRUE",
                SQL.identifier(self.env[model]._table),
                self.ids,
                keep or SQL("FALSE"),
            )
        )
        self._forget_rows(model)

    def _insert_rows(self, model, columns, rows, on_conflict=""):
        if not rows:
            return
        table = self.env[model]._table
        with retry_if_duplicate(self.env.cr):
            self.env.cr.execute_values(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES %s {on_conflict}",
                rows,
                page_size=1000,
            )
        self._forget_rows(model)

    def _forget_rows(self, model):
        self.env[model].invalidate_model(flush=False)
        self.invalidate_recordset(["receivable_ids", "source_ids"], flush=False)
