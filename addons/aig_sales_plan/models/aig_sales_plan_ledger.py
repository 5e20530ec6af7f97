from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from odoo import api, models
from odoo.tools import SQL

from ..tools.receivables import OpenItem, Receivable, receivable
from .aig_sales_plan_line import LEDGER_SOURCES

# what decides which books are read
LEDGER_KEYS = ("plan_id.year", "plan_id.company_id", "partner_id")
INVOICE_TYPES = ("out_invoice", "out_refund", "out_receipt")


NO_DEBT = Receivable()


@dataclass(frozen=True, slots=True)
class LedgerFigures:
    """What the invoices of one customer say; without any, all is zero."""

    annual_revenue: float = 0.0
    invoice_count: int = 0
    receivable: Receivable = NO_DEBT


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
            line[figure] = line._get_ledger_figure(figure)

    def _get_ledger_figure(self, figure):
        """What the books propose for a figure.

        A year with more credit notes than invoices is planned with 0.
        """
        return max(self[LEDGER_SOURCES[figure]], 0)

    @api.depends(*LEDGER_SOURCES, *LEDGER_SOURCES.values())
    def _compute_is_overridden(self):
        for line in self:
            line.is_overridden = bool(line._get_overridden_figures())

    def _get_overridden_figures(self):
        """The figures that somebody typed over what the books say."""
        self.ensure_one()
        # a new row that is in no plan yet has no company
        currency = self.currency_id or self.env.company.currency_id
        return [
            figure
            for figure in LEDGER_SOURCES
            if currency.compare_amounts(self[figure], self._get_ledger_figure(figure))
        ]

    def _refresh_ledger_figures(self):
        """Renew the sources, and every figure that nobody has typed over."""
        self.check_access("write")
        ledger = self._read_own_ledger()
        for line in self._hold_plans():
            typed = line._get_overridden_figures()
            # the sources are guarded against typing; the plan is the user's own draft
            line.sudo().write(line._prepare_ledger_vals(ledger[line]))
            line.write(
                {
                    figure: line._get_ledger_figure(figure)
                    for figure in LEDGER_SOURCES
                    if figure not in typed
                }
            )

    def _read_own_ledger(self):
        """The :class:`LedgerFigures` of each line; two queries per company and year."""
        result = {}
        for (company, year), lines in self.grouped(
            lambda line: (line.plan_id.company_id, line.plan_id.year)
        ).items():
            customers = lines.partner_id.commercial_partner_id
            ledger = self._read_ledger(company, year, customers) if company else {}
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
            "ledger_invoice_count": ledger.invoice_count,
        }

    @api.model
    def _read_ledger(self, company, year, partners):
        """Return the :class:`LedgerFigures` of commercial partners, by partner id.

        Two grouped queries, however many partners: year revenue (A22) and open
        receivables as of today in the company's time zone (A23).
        """
        revenue = self._read_annual_revenue(company, year, partners)
        debts = self._read_receivables(company, partners)
        return {
            partner.id: LedgerFigures(
                *revenue.get(partner.id, (0.0, 0)),
                receivable=debts.get(partner.id, NO_DEBT),
            )
            for partner in partners
        }

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
    def _read_receivables(self, company, partners):
        # raw SQL flushes nothing by itself
        self.env["account.move.line"].flush_model()
        self.env["account.move"].flush_model()
        items = defaultdict(list)
        for partner_id, is_due, residual, untaxed, total in self.env.execute_query(
            SQL(
                """
                SELECT partner.commercial_partner_id,
                       COALESCE(item.date_maturity, item.date) <= %(today)s AS is_due,
                       SUM(item.amount_residual),
                       CASE WHEN move.move_type IN %(invoice_types)s
                            THEN move.amount_untaxed_signed ELSE 0 END,
                       CASE WHEN move.move_type IN %(invoice_types)s
                            THEN move.amount_total_signed ELSE 0 END
                  FROM account_move_line item
                  JOIN account_move move ON move.id = item.move_id
                  JOIN account_account account ON account.id = item.account_id
                  JOIN res_partner partner ON partner.id = item.partner_id
                 WHERE item.company_id = %(company)s
                   AND item.parent_state = 'posted'
                   AND item.reconciled IS NOT TRUE
                   AND item.amount_residual <> 0
                   AND account.account_type = 'asset_receivable'
                   AND partner.commercial_partner_id IN %(partners)s
              GROUP BY partner.commercial_partner_id, is_due, move.id
                """,
                today=company._aig_today(),
                invoice_types=INVOICE_TYPES,
                company=company.id,
                partners=tuple(partners.ids) or (None,),
            )
        ):
            items[partner_id].append(
                OpenItem(
                    Decimal(str(residual)),
                    Decimal(str(untaxed)),
                    Decimal(str(total)),
                    is_due,
                )
            )
        digits = company.currency_id.decimal_places
        untaxed_only = not company.aig_plan_with_tax
        return {
            partner_id: receivable(rest, untaxed=untaxed_only, digits=digits)
            for partner_id, rest in items.items()
        }
