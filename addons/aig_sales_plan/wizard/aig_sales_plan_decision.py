from odoo import fields, models


class AigSalesPlanDecision(models.TransientModel):
    """A manager's answer to submitted plans, with a comment."""

    _name = "aig.sales.plan.decision"
    _description = "Answer to a Sales Plan"

    plan_ids = fields.Many2many("aig.sales.plan", string="Plans", required=True)
    decision = fields.Selection(
        [("approve", "Approve"), ("send_back", "Send back")], required=True
    )
    comment = fields.Text(help="The salesperson reads it.")

    def action_decide(self):
        """Approve or send back, and tell the salespeople why."""
        self.ensure_one()
        if self.decision == "approve":
            self.plan_ids._approve(self.comment)
        else:
            self.plan_ids._send_back(self.comment)
        return {"type": "ir.actions.act_window_close"}
