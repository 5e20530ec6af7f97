from odoo import models


class AigCareContactPlan(models.Model):
    _inherit = "aig.care.contact.plan"

    def _get_candidates(self):
        """Also the customers of the salesperson's sales plan of that quarter (A48)."""
        lines = self.env["aig.sales.plan.line"].search(
            [
                ("user_id", "=", self.user_id.id),
                ("company_id", "=", self.company_id.id),
                ("plan_id.date_from", "<=", self.week_start),
                ("plan_id.date_to", ">=", self.week_start),
            ]
        )
        return super()._get_candidates() | lines.partner_id
