from odoo import api, fields, models


class AigSalesPlanLine(models.Model):
    """What the customer of a row was told of it (A19)."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    letter_ids = fields.One2many("aig.sales.plan.letter", "plan_line_id", readonly=True)
    letter_count = fields.Integer("Plans sent", compute="_compute_letter_count")

    @api.depends("letter_ids.state")
    def _compute_letter_count(self):
        groups = self.env["aig.sales.plan.letter"]._read_group(
            [("plan_line_id", "in", self.ids), ("state", "=", "sent")],
            ["plan_line_id"],
            ["__count"],
        )
        counts = {line.id: count for line, count in groups}
        for line in self:
            line.letter_count = counts.get(line._origin.id, 0)

    def action_send_plan(self):
        """Open the ready mail with the plan for this customer (A19)."""
        self.ensure_one()
        return self.env["aig.sales.plan.letter"]._for_line(self).action_care_compose()

    def action_preview_plan(self):
        """Open the plan as this customer would see it."""
        self.ensure_one()
        return self.env["aig.sales.plan.letter"]._for_line(self).action_preview()

    def action_open_letters(self):
        """Open what this customer was sent for the quarter."""
        return self._prepare_records_action(
            "aig.sales.plan.letter",
            [("plan_line_id", "in", self.ids)],
            self.env._("Plans for the customer"),
        )
