from odoo import api, models


class AccountPartialReconcile(models.Model):
    """Paid, or no longer: points of the invoice are looked at soon."""

    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        partials = super().create(vals_list)
        partials._aig_vest_soon()
        return partials

    def unlink(self):
        self._aig_vest_soon()
        return super().unlink()

    def _aig_vest_soon(self):
        """Run the job once this is committed, if an invoice of it feeds a voucher."""
        # sudo: whoever books a payment need not know of vouchers
        causes = self.env["aig.voucher.cause"].sudo()
        items = self.debit_move_id
        if items and causes.search_count(
            [("move_line_id", "in", items.ids), ("is_live", "=", True)], limit=1
        ):
            cron = self.env.ref(
                "aig_voucher.ir_cron_aig_voucher_vest", raise_if_not_found=False
            )
            if cron:
                # sudo: see above
                cron.sudo()._trigger()
