from datetime import timedelta

from odoo import api, fields, models


class AigContentRoadmap(models.Model):
    """The plan's row that a customer's roadmap belongs to (A45).

    Not stored: the row may be made after the roadmap, and a week be moved into
    another quarter.
    """

    _inherit = "aig.content.roadmap"

    plan_line_id = fields.Many2one(
        "aig.sales.plan.line",
        string="Plan Row",
        compute="_compute_plan_line_id",
        groups="aig_base.group_sales_user",
        help="The customer's row in the plan of the quarter in which it is sent.",
    )

    @api.depends("partner_id", "week_planned", "sent_date", "company_id")
    @api.depends_context("uid")
    def _compute_plan_line_id(self):
        lines = self.env["aig.sales.plan.line"].search(
            [
                ("partner_id", "in", self.partner_id.ids),
                ("company_id", "in", self.company_id.ids),
            ],
            order="id desc",
        )
        plans = {}
        for line in lines:
            key = (line.partner_id.id, line.company_id.id)
            plans.setdefault(key, []).append(
                (line.plan_id.date_from, line.plan_id.date_to, line)
            )
        for row in self:
            day = row._get_day()
            found = plans.get((row.partner_id.id, row.company_id.id), ())
            row.plan_line_id = next(
                (line for first, last, line in found if first <= day <= last), False
            )

    def _get_day(self):
        """The day by which the row belongs to a quarter; of a week, its Thursday.

        A week that two quarters share is the quarter's that has most of it.
        """
        self.ensure_one()
        if self.week_planned:
            return self.week_planned + timedelta(3)
        if self.sent_date:
            return self.company_id._aig_local(self.sent_date).date()
        return self.company_id._aig_today()
