from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def action_aig_timeline(self):
        """Open everything between us and this customer (S09)."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "aig_customer_care.aig_timeline_action_customer"
        )
        return {**action, "params": {"resId": self.commercial_partner_id.id}}
