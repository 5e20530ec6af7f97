from odoo import fields, models


class AigVoucherAdvance(models.TransientModel):
    """Vest points before what they were promised for has happened, with a reason."""

    _name = "aig.voucher.advance"
    _description = "Advance Points"

    voucher_id = fields.Many2one("aig.voucher", required=True, ondelete="cascade")
    open_points = fields.Float(related="voucher_id.open_points")
    points = fields.Float(digits=(16, 2), required=True)
    reason = fields.Char(required=True)

    def action_advance(self):
        """Advance the points; they are to be recovered until their causes happen.

        :raises AccessError: the user is no manager of the voucher's territory
        :raises UserError: when fewer points are open
        """
        self.ensure_one()
        self.voucher_id._advance(self.points, self.reason)
        return True
