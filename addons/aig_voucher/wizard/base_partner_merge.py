from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Merged customers bring their opening balances together."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        # two balances with one last day would be two rows of one customer
        balances = self.env["aig.voucher.balance"]
        balances._forget(src_partners | dst_partner)
        result = super()._update_foreign_keys(src_partners, dst_partner)
        balances._rebuild(dst_partner)
        return result
