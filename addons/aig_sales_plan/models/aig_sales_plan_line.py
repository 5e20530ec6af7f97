from decimal import Decimal

from odoo import api, fields, models

from ..tools.figures import (
    SixFigures,
    planned_revenue,
    receivable_amount,
    secured_revenue,
    stretch_revenue,
)

# figure -> what the invoices say of it
LEDGER_SOURCES = {
    "annual_revenue": "ledger_annual_revenue",
    "receivable_due": "ledger_receivable_due",
    "receivable_not_due": "ledger_receivable_not_due",
}
# figure -> what orders and deals say of it
RECORD_SOURCES = {
    "renewal_revenue": "source_renewal_revenue",
    "expected_revenue": "source_expected_revenue",
    "development_revenue": "source_development_revenue",
}
MONEY_FIGURES = (
    *LEDGER_SOURCES,
    "renewal_revenue",
    "expected_revenue",
    "development_revenue",
)
FIGURES = (*MONEY_FIGURES, "expectation_multiplier")


class AigSalesPlanLine(models.Model):
    """One customer in one plan: the six figures and their sums (A22-A29).

    No chatter here: it would double the cost of every line. Changes of approved
    figures are kept by the plan's revisions.
    """

    _name = "aig.sales.plan.line"
    _description = "Sales Plan Line"
    _inherit = ["aig.guard.mixin"]
    _guarded_parents = ("plan_id",)
    # of the plan its id only: by its quarter, a page would sort the whole table
    _order = "plan_id.id desc, id"
    _rec_names_search = ("partner_id", "period_id")

    plan_id = fields.Many2one(
        "aig.sales.plan",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self._default_plan_id(),
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="restrict",
        help="The company that is invoiced: branches and contacts count with it.",
    )
    user_id = fields.Many2one(
        related="plan_id.user_id",
        string="Salesperson",
        store=True,
        precompute=True,
        index=True,
    )
    territory_id = fields.Many2one(
        related="plan_id.territory_id", store=True, precompute=True
    )
    period_id = fields.Many2one(
        related="plan_id.period_id", store=True, precompute=True
    )
    company_id = fields.Many2one(
        related="plan_id.company_id", store=True, precompute=True
    )
    # stored: every amount that is written asks for it
    currency_id = fields.Many2one(
        related="company_id.currency_id", store=True, precompute=True
    )
    plan_state = fields.Selection(related="plan_id.state", string="Plan state")

    annual_revenue = fields.Monetary(
        "(1) Year revenue",
        compute="_compute_annual_revenue",
        store=True,
        precompute=True,
        readonly=False,
        help="Sales invoiced to the customer and its branches in the year of the "
        "plan. For orientation: it enters no sum.",
    )
    receivable_due = fields.Monetary(
        "(2) Debt due",
        compute="_compute_receivable_due",
        store=True,
        precompute=True,
        readonly=False,
        help="Open receivables whose date has come.",
    )
    receivable_not_due = fields.Monetary(
        "(2) Debt not yet due",
        compute="_compute_receivable_not_due",
        store=True,
        precompute=True,
        readonly=False,
        help="Open receivables whose date is still to come.",
    )
    receivable_amount = fields.Monetary(
        "(2) Debt", compute="_compute_sums", store=True, precompute=True
    )
    renewal_revenue = fields.Monetary(
        "(3) Renewal",
        compute="_compute_renewal_revenue",
        store=True,
        precompute=True,
        readonly=False,
        help="Sales of contracts that come due and will be renewed.",
    )
    expected_revenue = fields.Monetary(
        "(4) Expected",
        help="Sales above the safe threshold that are aimed at.",
    )
    expectation_multiplier = fields.Float(
        "(5) Multiplier",
        digits=(6, 2),
        default=1.0,
        aggregator=None,
        help="How many times expected sales count: 300 million at 2 count as "
        "600 million.",
    )
    development_revenue = fields.Monetary(
        "(6) Development",
        compute="_compute_development_revenue",
        store=True,
        precompute=True,
        readonly=False,
        help="New sales the salesperson commits to.",
    )
    secured_revenue = fields.Monetary(
        "Secured",
        compute="_compute_sums",
        store=True,
        precompute=True,
        help="(2) debt + (3) renewal + (6) development",
    )
    stretch_revenue = fields.Monetary(
        "Stretch",
        compute="_compute_sums",
        store=True,
        precompute=True,
        help="(4) expected x (5) multiplier",
    )
    planned_revenue = fields.Monetary(
        "Planned sales",
        compute="_compute_sums",
        store=True,
        precompute=True,
        help="(3) renewal + (4) expected + (6) development: what is to be signed in "
        "the quarter.",
    )
    ledger_annual_revenue = fields.Monetary(
        "Year revenue invoiced",
        compute="_compute_ledger_figures",
        store=True,
        precompute=True,
    )
    ledger_receivable_due = fields.Monetary(
        "Debt due by the books",
        compute="_compute_ledger_figures",
        store=True,
        precompute=True,
    )
    ledger_receivable_not_due = fields.Monetary(
        "Debt not yet due by the books",
        compute="_compute_ledger_figures",
        store=True,
        precompute=True,
    )
    ledger_carried_amount = fields.Monetary(
        "Debt carried over",
        compute="_compute_ledger_figures",
        store=True,
        precompute=True,
        help="Open receivables that another plan counts already: they are collected, "
        "but not counted again.",
    )
    ledger_invoice_count = fields.Integer(
        "Invoices of the year",
        compute="_compute_ledger_figures",
        store=True,
        precompute=True,
    )

    _plan_partner_uniq = models.UniqueIndex(
        "(plan_id, partner_id)",
        "A customer stands once in a plan: edit the line that is there.",
    )
    # read by the list of a quarter, in its order, where the rule leaves out little
    _period_order_idx = models.Index("(period_id, plan_id DESC, id)")
    # read by the list of a quarter under the territory rule
    _territory_period_idx = models.Index("(territory_id, period_id)")
    _money_check = models.Constraint(
        "CHECK (annual_revenue >= 0 AND receivable_due >= 0"
        " AND receivable_not_due >= 0 AND renewal_revenue >= 0"
        " AND expected_revenue >= 0 AND development_revenue >= 0)",
        "Figures of a plan cannot be negative: type 0 where there is nothing.",
    )
    _multiplier_check = models.Constraint(
        "CHECK (expectation_multiplier > 0)",
        "The multiplier must be greater than 0: type 1 when expected sales count once.",
    )

    def _default_plan_id(self):
        """My own draft of the present quarter, where I have one."""
        period = self.env["aig.period"]._current()
        return self.env["aig.sales.plan"].search(
            [
                ("user_id", "=", self.env.uid),
                ("period_id", "=", period.id),
                ("company_id", "=", self.env.company.id),
                ("state", "=", "draft"),
            ],
            limit=1,
        )

    # Computes ---------------------------------------------------------------------

    @api.depends(*FIGURES)
    def _compute_sums(self):
        for line in self:
            line._set_changed(
                self._prepare_sums(line._six_figures(), line.currency_id.decimal_places)
            )

    def _set_changed(self, vals):
        """Set computed values, rounded already, where they differ.

        To be called by the method that computes them, with all its fields. A saved
        row takes them as they are: assigned, each amount would be rounded again and
        compared again.
        """
        if not self.id:
            self.update(vals)
            return
        for name, value in vals.items():
            if self[name] != value:
                self._fields[name]._update_cache(self, value, dirty=True)

    @api.model
    def _prepare_sums(self, figures, digits):
        """The sums of six figures, as values of a line."""
        return {
            "receivable_amount": float(receivable_amount(figures)),
            "secured_revenue": float(secured_revenue(figures)),
            "stretch_revenue": float(stretch_revenue(figures, digits)),
            "planned_revenue": float(planned_revenue(figures)),
        }

    @api.depends("partner_id", "period_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for line in self:
            line.display_name = (
                f"{line.partner_id.display_name or ''} - "
                f"{line.period_id.display_name or ''}"
            )

    def _six_figures(self):
        self.ensure_one()
        return SixFigures(**{name: Decimal(str(self[name])) for name in FIGURES})

    @api.model
    def _get_kept_fields(self):
        """Names of the figures that a revision keeps; override to add more."""
        return [*FIGURES, "receivable_amount", "secured_revenue", "stretch_revenue"]
