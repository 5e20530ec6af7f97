from odoo import api, fields, models


class AigCareLog(models.Model):
    _inherit = "aig.care.log"

    plan_line_id = fields.Many2one(
        "aig.sales.plan.line",
        readonly=True,
        index="btree_not_null",  # read by aig.sales.plan.line._compute_sent_counts
        ondelete="restrict",
    )

    @api.model
    def _care_log_vals(self, document):
        """Log what is sent from a plan's row on that row, too (A50)."""
        return super()._care_log_vals(document) | {
            "plan_line_id": document._care_plan_line_id()
        }
