from odoo import models


class AigVoucher(models.Model):
    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    def action_aig_timeline(self):
        """Open everything between us and the voucher's customer (S09)."""
        return self.partner_id.action_aig_timeline()
