from odoo import fields, models


class AigVoucherRefusal(models.TransientModel):
    """Refuse a voucher above the policy's limits, with a reason."""

    _name = "aig.voucher.refusal"
    _description = "Refuse Voucher"

    voucher_id = fields.Many2one("aig.voucher", required=True, ondelete="cascade")
    approval_reason = fields.Char(related="voucher_id.approval_reason")
    reason = fields.Char(required=True, help="The salesperson reads it.")

    def action_refuse(self):
        """Refuse it, and tell the salesperson why.

        :raises AccessError: the user is no manager of the voucher's territory
        """
        self.ensure_one()
        self.voucher_id._refuse(self.reason)
        return True
