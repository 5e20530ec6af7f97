from odoo import models


class ResPartner(models.Model):
    """Writing to a customer from its form, or to one of its contacts from theirs."""

    # pylint: disable-next=consider-merging-classes-inherited
    _name = "res.partner"
    _inherit = ["res.partner", "aig.care.written.mixin"]

    def _care_partner(self):
        self.ensure_one()
        return self.commercial_partner_id

    def _care_preferred(self):
        return self
