from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Merged customers bring their opening balances together."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        result = super()._update_foreign_keys(src_partners, dst_partner)
        # two balances with one last day are one: core leaves out the second
        self.env["aig.voucher.balance"]._rebuild(dst_partner)
        return result
