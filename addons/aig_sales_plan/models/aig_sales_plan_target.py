from odoo import api, fields, models

from .aig_sales_plan_months import MONTHS
from .shown_figure import show_figure

PLAN_TARGET_STATES = [
    ("not_set", "Target not set"),
    ("below", "Below target"),
    ("met", "Target met"),
]


class AigSalesPlanTargetMixin(models.AbstractModel):
    """What is planned for a quarter beside the target of it (A05).

    A target that is not set, or that the user may not read, has no figure: the state
    says which.
    """

    _name = "aig.sales.plan.target.mixin"
    _description = "Planned Sales and Target"

    # the models that inherit this say whose currency it is
    currency_id = fields.Many2one("res.currency")
    target_revenue = fields.Monetary(
        "Target",
        compute="_compute_target",
        aggregator=None,
        help="The target of the quarter. It is set for the year, by managers.",
    )
    target_gap = fields.Monetary(
        "Against target",
        compute="_compute_target",
        aggregator=None,
        help="Planned sales less the target: below 0 the plan is too small.",
    )
    target_state = fields.Selection(
        PLAN_TARGET_STATES, string="Target state", compute="_compute_target"
    )

    @api.depends("planned_revenue", "period_id", "company_id", "user_id")
    @api.depends_context("uid")
    def _compute_target(self):
        """Read the targets of all records in one query."""
        places = {record: record._get_target_place() for record in self}
        amounts = self.env["aig.sales.target"]._read_quarters(set(places.values()))
        knows_all = self.env.su or self.env.user.has_group(
            "aig_base.group_sales_manager"
        )
        # a colleague's target is not shown, nor is that there is none
        mine = self.env.user
        known = self if knows_all else self.filtered(lambda one: one.user_id == mine)
        known.target_state = "not_set"
        (self - known).target_state = False
        self.target_revenue = self.target_gap = 0
        for record, place in places.items():
            if place in amounts:
                record._set_target(amounts[place])

    def _set_target(self, quarters):
        target = quarters[int(self._get_target_plan().quarter or 1) - 1]
        gap = self.currency_id.round(self.planned_revenue - target)
        show_figure(self, "target_revenue", target)
        show_figure(self, "target_gap", gap)
        self.target_state = "below" if gap < 0 else "met"

    def _get_target_plan(self):
        """The plan, which says the quarter and whose target it is."""
        raise NotImplementedError

    def _get_target_place(self):
        """Ids of company, year, territory, salesperson and customer."""
        plan = self._get_target_plan()
        return (
            plan.company_id.id,
            plan.year,
            plan.territory_id.id,
            plan.user_id.id,
            False,
        )


class AigSalesPlan(models.Model):
    """The plan beside the salesperson's target of the quarter."""

    _name = "aig.sales.plan"
    _inherit = ["aig.sales.plan", "aig.sales.plan.target.mixin"]

    def _get_target_plan(self):
        return self

    def action_open_months(self):
        """Open the plan's customers by the months of the quarter, ready to type."""
        return self.env["ir.actions.act_window"]._aig_open_for(
            "aig_sales_plan.aig_sales_plan_line_action_months", self
        )


class AigSalesPlanLine(models.Model):
    """The customer's line beside the customer's target of the quarter."""

    _name = "aig.sales.plan.line"
    _inherit = ["aig.sales.plan.line", "aig.sales.plan.target.mixin", "aig.grid.mixin"]

    def _get_target_plan(self):
        return self.plan_id

    def _get_target_place(self):
        return (*super()._get_target_place()[:-1], self.partner_id.id)

    def _get_month_weights(self):
        """The company's season says how planned sales spread; without it, evenly."""
        # sudo: how a company spreads its year is no secret, its settings may be
        season = self.company_id.sudo().aig_sales_distribution_id
        first = (int(self.period_id.quarter or 1) - 1) * len(MONTHS)
        return season._get_month_weights()[first : first + len(MONTHS)]

    @api.model
    def _get_grid_fields(self):
        return MONTHS

    def _write_grid(self, values):
        return super(AigSalesPlanLine, self._hold_plans())._write_grid(values)
