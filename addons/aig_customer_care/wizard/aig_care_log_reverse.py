from odoo import fields, models


class AigCareLogReverse(models.TransientModel):
    """Asks why a row of the care log is wrong."""

    _name = "aig.care.log.reverse"
    _description = "Reverse a Care Log Row"

    log_id = fields.Many2one("aig.care.log", required=True, ondelete="cascade")
    reason = fields.Char(required=True)

    def action_confirm(self):
        """Write the reversal row and close.

        :raises UserError: the row does not count any more
        """
        self.ensure_one()
        self.log_id._reverse(self.reason)
        return {"type": "ir.actions.act_window_close"}
