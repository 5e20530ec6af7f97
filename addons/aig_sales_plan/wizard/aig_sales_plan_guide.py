from odoo import api, fields, models


class AigSalesPlanGuide(models.TransientModel):
    """One page for whoever is new: goals, open plans, how a plan is made (A12)."""

    _name = "aig.sales.plan.guide"
    _description = "Goals and Plans"

    goal_ids = fields.Many2many(
        "aig.sales.goal", string="Company goals", compute="_compute_page"
    )
    plan_ids = fields.Many2many(
        "aig.sales.plan", string="Open plans", compute="_compute_page"
    )
    to_approve_count = fields.Integer("To approve", compute="_compute_page")

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_page(self):
        """What the reader may see: the rules of plans decide which are the team's."""
        plans = self.env["aig.sales.plan"]
        today = self.env.company._aig_today()
        goals = self.env["aig.sales.goal"].search(
            [("year", ">=", today.year), ("company_id", "in", self.env.companies.ids)],
            order="year, sequence, id",
        )
        open_plans = plans.search(
            [("state", "!=", "closed"), ("date_to", ">=", today)],
            order="date_from, user_id",
        )
        count = plans.search_count(plans._get_queue_domain())
        for guide in self:
            guide.goal_ids = goals
            guide.plan_ids = open_plans
            guide.to_approve_count = count

    @api.depends_context("lang")
    def _compute_display_name(self):
        for guide in self:
            guide.display_name = self.env._("Goals and plans")

    @api.model
    def action_open_guide(self):
        """Open the page, of one's own."""
        guide = self.create({})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Goals and plans"),
            "res_model": self._name,
            "res_id": guide.id,
            "views": [(False, "form")],
        }

    def action_open_queue(self):
        """Open the plans that wait for the reader's approval."""
        return self.env["ir.actions.actions"]._for_xml_id(
            "aig_sales_plan.aig_sales_plan_action_to_approve"
        )
