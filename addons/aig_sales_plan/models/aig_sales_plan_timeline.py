from odoo import models


class AigSalesPlanLine(models.Model):
    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    def action_aig_timeline(self):
        """Open everything between us and the row's customer (S09)."""
        return self.partner_id.action_aig_timeline()
