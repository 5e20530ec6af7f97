from odoo import fields, models


class AigCareLog(models.Model):
    """Asking for the customer's opinion on a row (A37)."""

    _inherit = "aig.care.log"  # pylint: disable=consider-merging-classes-inherited

    feedback_ids = fields.One2many(
        "aig.care.feedback", "log_id", string="Customer's Opinions", readonly=True
    )

    def action_feedback(self):
        """Ask what the customer thinks of it."""
        self.ensure_one()
        view = self.env.ref("aig_customer_care.aig_care_feedback_view_form")
        return {
            "name": self.env._("Customer's Opinion"),
            "type": "ir.actions.act_window",
            "res_model": "aig.care.feedback",
            "views": [(view.id, "form")],
            "target": "new",
            "context": {"default_log_id": self.id},
        }
