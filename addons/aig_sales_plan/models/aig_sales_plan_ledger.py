from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from odoo import api, models
from odoo.tools import SQL

from ..tools.receivables import OpenItem, Receivable, receivable

# what decides which books are read
LEDGER_KEYS = ("plan_id.year", "plan_id.company_id", "partner_id")
INVOICE_TYPES = ("out_invoice", "out_refund", "out_receipt")


NO_DEBT = Receivable()


@dataclass(frozen=True, slots=True)
class BookItem(OpenItem):
    """An open receivable as the books have it."""

    id: int
    name: str
    date_maturity: date | None
    # the plan line that counts it, if one does
    counted_by: int | None


@dataclass(frozen=True, slots=True)
class LedgerFigures:
    """What the invoices of one customer say; without any, all is zero.

    ``items`` are all open receivables, ``receivable`` what those make that no other
    plan counts, ``carried`` the rest.
    """

    annual_revenue: float = 0.0
    invoice_count: int = 0
    receivable: Receivable = NO_DEBT
    carried: float = 0.0
    items: tuple[BookItem, ...] = ()


class AigSalesPlanLine(models.Model):
    """Figures (1) and (2) of plan lines, read from posted customer invoices."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    @api.depends(*LEDGER_KEYS)
    def _compute_ledger_figures(self):
        ledger = self._read_own_ledger()
        for line in self:
            line.update(line._prepare_ledger_vals(ledger[line]))

    # One method per figure: a method shared with the sources would overwrite what
    # was typed while the sums of a new line are computed.

    @api.depends(*LEDGER_KEYS)
    def _compute_annual_revenue(self):
        self._take_from_ledger("annual_revenue")

    @api.depends(*LEDGER_KEYS)
    def _compute_receivable_due(self):
        self._take_from_ledger("receivable_due")

    @api.depends(*LEDGER_KEYS)
    def _compute_receivable_not_due(self):
        self._take_from_ledger("receivable_not_due")

    def _take_from_ledger(self, figure):
        for line in self:
            line[figure] = line._get_proposal(figure)

    def _read_own_ledger(self):
        """The :class:`LedgerFigures` of each line; two queries per company and year."""
        result = {}
        for (company, year), lines in self.grouped(
            lambda line: (line.plan_id.company_id, line.plan_id.year)
        ).items():
            customers = lines.partner_id.commercial_partner_id
            own = lines._origin.ids
            ledger = self._read_ledger(company, year, customers, own) if company else {}
            for line in lines:
                customer = line.partner_id.commercial_partner_id
                result[line] = ledger.get(customer.id, LedgerFigures())
        return result

    @api.model
    def _prepare_ledger_vals(self, ledger):
        """Values of the sources of figures (1) and (2)."""
        return {
            "ledger_annual_revenue": ledger.annual_revenue,
            "ledger_receivable_due": float(ledger.receivable.due),
            "ledger_receivable_not_due": float(ledger.receivable.not_due),
            "ledger_carried_amount": ledger.carried,
            "ledger_invoice_count": ledger.invoice_count,
        }

    @api.model
    def _read_ledger(self, company, year, partners, line_ids=()):
        """Return the :class:`LedgerFigures` of commercial partners, by partner id.

        Two queries, however many partners: year revenue (A22) and open receivables
        as of today in the company's time zone (A23).

        :param line_ids: plan lines whose counted receivables are theirs to count
        """
        revenue = self._read_annual_revenue(company, year, partners)
        items = self._read_open_items(company, partners)
        own = {None, *line_ids}
        count = partial(
            receivable,
            untaxed=not company.aig_plan_with_tax,
            digits=company.currency_id.decimal_places,
        )
        figures = {}
        for partner in partners:
            theirs = items[partner.id]
            carried = count(item for item in theirs if item.counted_by not in own)
            figures[partner.id] = LedgerFigures(
                *revenue.get(partner.id, (0.0, 0)),
                receivable=count(item for item in theirs if item.counted_by in own),
                carried=float(carried.due + carried.not_due),
                items=tuple(theirs),
            )
        return figures

    @api.model
    def _get_revenue_domain(self, company, year, partners):
        """The posted customer invoices that make up figure (1)."""
        return [
            ("company_id", "=", company.id),
            ("state", "=", "posted"),
            ("move_type", "in", INVOICE_TYPES),
            ("invoice_date", ">=", f"{year}-01-01"),
            ("invoice_date", "<=", f"{year}-12-31"),
            ("commercial_partner_id", "in", partners.ids),
        ]

    @api.model
    def _read_annual_revenue(self, company, year, partners):
        amount = "total" if company.aig_plan_with_tax else "untaxed"
        # figures of one's own customers count also where a colleague invoiced them
        groups = (
            self.env["account.move"]
            .sudo()
            ._read_group(
                self._get_revenue_domain(company, year, partners),
                ["commercial_partner_id"],
                [f"amount_{amount}_signed:sum", "__count"],
            )
        )
        return {partner.id: (total, count) for partner, total, count in groups}

    @api.model
    def _read_open_items(self, company, partners):
        """Every open receivable of commercial partners, the oldest first."""
        self._flush_models(
            "account.move.line",
            "account.move",
            "res.partner",
            "aig.sales.plan.receivable",
        )
        items = defaultdict(list)
        for partner_id, residual, untaxed, total, *rest in self.env.execute_query(
            SQL(
                """
                SELECT partner.commercial_partner_id,
                       item.amount_residual,
                       CASE WHEN move.move_type IN %(invoice_types)s
                            THEN move.amount_untaxed_signed ELSE 0 END,
                       CASE WHEN move.move_type IN %(invoice_types)s
                            THEN move.amount_total_signed ELSE 0 END,
                       COALESCE(item.date_maturity, item.date) <= %(today)s,
                       item.id,
                       item.move_name,
                       COALESCE(item.date_maturity, item.date) AS maturity,
                       counting.line_id
                  FROM account_move_line item
                  JOIN account_move move ON move.id = item.move_id
                  JOIN account_account account ON account.id = item.account_id
                  JOIN res_partner partner ON partner.id = item.partner_id
             LEFT JOIN aig_sales_plan_receivable counting
                    ON counting.move_line_id = item.id AND counting.counted
                 WHERE item.company_id = %(company)s
                   AND item.parent_state = 'posted'
                   AND item.reconciled IS NOT TRUE
                   AND item.amount_residual <> 0
                   AND account.account_type = 'asset_receivable'
                   AND partner.commercial_partner_id IN %(partners)s
              ORDER BY maturity, item.id
                """,
                today=company._aig_today(),
                invoice_types=INVOICE_TYPES,
                company=company.id,
                partners=tuple(partners.ids) or (None,),
            )
        ):
            money = (Decimal(str(part)) for part in (residual, untaxed, total))
            items[partner_id].append(BookItem(*money, *rest))
        return items

    @api.model
    def _flush_models(self, *names):
        """Send pending changes to the database: raw SQL flushes nothing by itself."""
        for name in names:
            self.env[name].flush_model()
