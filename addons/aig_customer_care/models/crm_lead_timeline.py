from odoo import models


class CrmLead(models.Model):
    _inherit = "crm.lead"  # pylint: disable=consider-merging-classes-inherited

    def action_aig_timeline(self):
        """Open all papers of this deal (C08)."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "aig_customer_care.aig_timeline_action_deal"
        )
        return {**action, "params": {"resId": self.id}}
