from odoo import models
from odoo.exceptions import UserError


class CrmLead(models.Model):
    """Writing to the customer of a deal; the answer comes back to the deal."""

    # pylint: disable-next=consider-merging-classes-inherited
    _name = "crm.lead"
    _inherit = ["crm.lead", "aig.care.written.mixin"]

    def _care_preferred(self):
        return self.partner_id

    def _care_subject(self):
        return self.name or ""

    def _care_check_ready(self):
        if not self.partner_id:
            raise UserError(self.env._("Choose the customer of this deal first."))
        return super()._care_check_ready()
