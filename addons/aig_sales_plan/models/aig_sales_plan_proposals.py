from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.sources import sums_by_figure
from .aig_sales_plan_line import LEDGER_SOURCES, RECORD_SOURCES

# figure of a source -> field of the line
FIGURE_FIELDS = {name.removesuffix("_revenue"): name for name in RECORD_SOURCES}
# what decides which orders and deals are read
RECORD_KEYS = ("plan_id.period_id", "plan_id.company_id", "partner_id")
SOURCES = LEDGER_SOURCES | RECORD_SOURCES


@dataclass(frozen=True, slots=True)
class Proposal:
    """An order or booking that ends, or a deal: what could be a source of a line."""

    figure: str
    lead_id: int | None
    sale_line_id: int | None
    name: str
    amount: Decimal
    planned_date: date | None
    booking_id: int | None = None

    @property
    def key(self):
        """The record that is proposed."""
        return self.lead_id, self.sale_line_id, self.booking_id

    def as_row(self):
        """Its columns in ``aig.sales.plan.source``, chosen at first."""
        return (
            self.figure,
            self.lead_id,
            self.sale_line_id,
            self.booking_id,
            self.name,
            self.amount,
            self.planned_date or None,
            True,
        )


class AigSalesPlanLine(models.Model):
    """What orders and deals propose for (3) and (6), and what was made of it."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    receivable_ids = fields.One2many(
        "aig.sales.plan.receivable", "line_id", string="Receivables"
    )
    source_ids = fields.One2many("aig.sales.plan.source", "line_id", string="Sources")
    source_renewal_revenue = fields.Monetary(
        "Renewal by ending orders",
        compute="_compute_record_sources",
        store=True,
        precompute=True,
    )
    source_expected_revenue = fields.Monetary(
        "Expected by deals",
        compute="_compute_record_sources",
        store=True,
        precompute=True,
    )
    source_development_revenue = fields.Monetary(
        "Development by deals",
        compute="_compute_record_sources",
        store=True,
        precompute=True,
    )
    is_overridden = fields.Boolean(
        compute="_compute_is_overridden",
        help="A figure differs from what its source says.",
    )

    @api.depends(*RECORD_KEYS)
    def _compute_record_sources(self):
        proposals = self._read_own_proposals()
        for line in self:
            line.update(line._prepare_record_vals(proposals[line]))

    @api.model
    def _prepare_record_vals(self, proposals):
        """Values of the sources of figures (3), (4) and (6)."""
        return self._prepare_source_vals(
            (proposal.figure, proposal.amount) for proposal in proposals
        )

    @api.model
    def _prepare_source_vals(self, amounts):
        sums = sums_by_figure(amounts)
        return {
            RECORD_SOURCES[name]: float(sums.get(figure, 0))
            for figure, name in FIGURE_FIELDS.items()
        }

    @api.depends(*RECORD_KEYS)
    def _compute_renewal_revenue(self):
        for line in self:
            line.renewal_revenue = line._get_proposal("renewal_revenue")

    @api.depends(*RECORD_KEYS)
    def _compute_development_revenue(self):
        for line in self:
            line.development_revenue = line._get_proposal("development_revenue")

    def _get_proposal(self, figure):
        """What the source of a figure proposes, never less than 0.

        A year with more credit notes than invoices is planned with 0.
        """
        return max(self[SOURCES[figure]], 0)

    @api.depends(*SOURCES, *SOURCES.values())
    def _compute_is_overridden(self):
        for line in self:
            line.is_overridden = any(
                figure in LEDGER_SOURCES or line._get_proposal(figure)
                for figure in line._get_typed_figures()
            )

    def _get_typed_figures(self, among=tuple(SOURCES)):
        """The figures that somebody typed: they differ from what is proposed."""
        self.ensure_one()
        # a new row that is in no plan yet has no company
        currency = self.currency_id or self.env.company.currency_id
        return [
            figure
            for figure in among
            if (typed := self[figure]) != (proposed := self._get_proposal(figure))
            and currency.compare_amounts(typed, proposed)
        ]

    @api.onchange("source_ids")
    def _onchange_source_ids(self):
        """Show at once what ticking a source will do to the figures when saved."""
        if not self._origin:  # its sources are chosen when it is saved
            return
        typed = self._get_typed_figures(tuple(RECORD_SOURCES))
        self.update(
            self._prepare_source_vals(
                (source.figure, Decimal(str(source.amount)))
                for source in self.source_ids
                if source.is_chosen
            )
        )
        for figure in RECORD_SOURCES:
            if figure not in typed:
                self[figure] = self._get_proposal(figure)

    def _take_sources(self):
        """Let figures that nobody has typed follow the chosen sources."""
        chosen = defaultdict(list)
        for line, figure, amount in self.env["aig.sales.plan.source"]._read_group(
            [("line_id", "in", self.ids), ("is_chosen", "=", True)],
            ["line_id", "figure"],
            ["amount:sum"],
        ):
            chosen[line].append((figure, Decimal(str(amount))))
        for line in self:
            line._renew(self._prepare_source_vals(chosen[line]))

    def _renew(self, sources, anyway=()):
        """Write what sources say now, and the figures nobody has typed over.

        :param dict sources: values of ``ledger_...`` and ``source_...`` fields
        :param anyway: figures that follow although somebody typed them
        """
        self.ensure_one()
        typed = set(self._get_typed_figures()).difference(anyway)
        # the sources are guarded against typing; the plan is the user's own draft
        self.sudo().write(sources)
        self.write(
            {
                figure: self._get_proposal(figure)
                for figure, source in SOURCES.items()
                if source in sources and figure not in typed
            }
        )

    # Reading ----------------------------------------------------------------------

    def _read_own_proposals(self):
        """The :class:`Proposal` rows of each line; two queries per company, quarter."""
        result = {}
        for (company, period), lines in self.grouped(
            lambda line: (line.plan_id.company_id, line.plan_id.period_id)
        ).items():
            partners = lines.partner_id.commercial_partner_id
            known = bool(company and period and partners)
            where = (company, period, partners, lines._origin.ids)
            renewals = known and self._read_renewals(*where)
            deals = known and self._read_deals(*where)
            for line in lines:
                partner = line.partner_id.commercial_partner_id.id
                user = line.plan_id.user_id.id
                result[line] = (
                    known
                    and [
                        *renewals[partner],
                        *(
                            deal
                            for owner, deal in deals[partner]
                            if owner in (None, user)
                        ),
                    ]
                ) or []
        return result

    @api.model
    def _read_proposals(self, plan, partners):
        """The :class:`Proposal` rows for new lines of a plan, in two queries.

        :return: dict of commercial partner id to list
        """
        where = (plan.company_id, plan.period_id, partners)
        renewals, deals = self._read_renewals(*where), self._read_deals(*where)
        owners = (None, plan.user_id.id)
        return {
            partner_id: [
                *renewals[partner_id],
                *(deal for owner, deal in deals[partner_id] if owner in owners),
            ]
            for partner_id in partners.ids
        }

    @api.model
    def _read_deals(self, company, period, partners, line_ids=()):
        """Open opportunities that should close in a quarter, as development (A27).

        :return: dict of commercial partner id to pairs of salesperson id and
            :class:`Proposal`
        """
        self._flush_models("crm.lead", "res.partner", "aig.sales.plan.source")
        in_time = SQL("lead.date_deadline BETWEEN %s AND %s", *period_days(period))
        if company.aig_plan_deals == "open":
            in_time = SQL(
                "(lead.date_deadline IS NULL OR lead.date_deadline <= %s)",
                period.date_to,
            )
        deals = defaultdict(list)
        for partner_id, user_id, lead_id, name, amount, day in self.env.execute_query(
            SQL(
                """
                SELECT partner.commercial_partner_id, lead.user_id, lead.id, lead.name,
                       lead.expected_revenue, lead.date_deadline
                  FROM crm_lead lead
                  JOIN res_partner partner ON partner.id = lead.partner_id
                 WHERE lead.type = 'opportunity'
                   AND lead.active
                   AND lead.won_status = 'pending'
                   AND (lead.company_id = %(company)s OR lead.company_id IS NULL)
                   AND %(in_time)s
                   AND partner.commercial_partner_id IN %(partners)s
                   AND NOT EXISTS (
                        SELECT FROM aig_sales_plan_source source
                         WHERE source.lead_id = lead.id AND source.is_chosen
                           AND source.period_id = %(period)s
                           AND source.company_id = %(company)s
                           AND source.line_id <> ALL(%(own)s))
              ORDER BY lead.date_deadline, lead.id
                """,
                in_time=in_time,
                period=period.id,
                company=company.id,
                partners=tuple(partners.ids),
                own=list(line_ids),
            )
        ):
            amount = Decimal(str(amount or 0))
            deals[partner_id].append(
                (user_id, Proposal("development", lead_id, None, name, amount, day))
            )
        return deals


def period_days(period):
    """First and last day of a quarter."""
    return period.date_from, period.date_to
