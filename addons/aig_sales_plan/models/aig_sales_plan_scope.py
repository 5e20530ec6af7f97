from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

#: What the plan's header says beside its figures.
SCOPE = {"scope_resources", "scope_budget", "scope_time"}


class AigSalesPlan(models.Model):
    """What the plan takes, and what it serves (A08, A10, A13)."""

    _inherit = "aig.sales.plan"  # pylint: disable=consider-merging-classes-inherited

    scope_resources = fields.Text(
        "Resources", help="People, positions and partners that the plan needs."
    )
    scope_budget = fields.Monetary(
        "Budget", help="Money the plan may cost, beside the gifts of its vouchers."
    )
    scope_time = fields.Text(
        "Time", help="What is to be done when: visits, campaigns, busy weeks."
    )
    goal_ids = fields.Many2many(
        "aig.sales.goal", string="Company goals", compute="_compute_goal_ids"
    )
    idea_ids = fields.One2many("aig.sales.plan.idea", "plan_id", string="Ideas")
    idea_count = fields.Integer(compute="_compute_ideas")
    accepted_budget = fields.Monetary(
        "Budget of accepted ideas", compute="_compute_ideas"
    )

    _scope_budget_check = models.Constraint(
        "CHECK (scope_budget >= 0)", "A budget cannot be negative: type 0 or more."
    )

    @api.depends("year", "company_id")
    def _compute_goal_ids(self):
        """The company's goals of the year, in each person's plan (A13)."""
        goals = self.env["aig.sales.goal"]
        found = goals.search(
            Domain("year", "in", self.mapped("year"))
            & Domain("company_id", "in", self.company_id.ids)
        ).grouped(lambda goal: (goal.year, goal.company_id))
        for plan in self:
            plan.goal_ids = found.get((plan.year, plan.company_id), goals)

    @api.depends("idea_ids.state", "idea_ids.budget")
    def _compute_ideas(self):
        ideas = self.env["aig.sales.plan.idea"]._read_group(
            [("plan_id", "in", self.ids)],
            ["plan_id", "state"],
            ["__count", "budget:sum"],
        )
        counts, budgets = {}, {}
        for plan, state, count, budget in ideas:
            counts[plan.id] = counts.get(plan.id, 0) + count
            if state == "accepted":
                budgets[plan.id] = budget
        for plan in self:
            plan.idea_count = counts.get(plan._origin.id, 0)
            plan.accepted_budget = budgets.get(plan._origin.id, 0)

    def write(self, vals):
        if SCOPE & vals.keys() and self.filtered(lambda plan: plan.state != "draft"):
            raise UserError(
                self.env._(
                    "Resources, budget and time of a plan that was handed in are "
                    "fixed: send it back or adjust it first."
                )
            )
        return super().write(vals)

    def action_open_ideas(self):
        """Open the ideas of this plan; whoever reads it may add one (A10)."""
        self.ensure_one()
        return self.env["ir.actions.act_window"]._aig_open_for(
            "aig_sales_plan.aig_sales_plan_idea_action_plan",
            self,
            self.env._("Ideas for %(plan)s", plan=self.display_name),
        )
