from odoo import models


class AccountMove(models.Model):
    """What was invoiced is read for each row of a plan."""

    _inherit = "account.move"

    # read by: actual sales of plans and their rows, one salesperson and one quarter
    _aig_actual_idx = models.Index(
        "(invoice_user_id, invoice_date) WHERE state = 'posted'"
        " AND move_type IN ('out_invoice', 'out_refund')"
    )
