from odoo import models


class AccountMove(models.Model):
    """What customers were invoiced is read for each of their vouchers."""

    _inherit = "account.move"

    # read by: sales before and after a voucher was sent
    _aig_customer_idx = models.Index(
        "(commercial_partner_id, invoice_date) WHERE state = 'posted'"
        " AND move_type IN ('out_invoice', 'out_refund', 'out_receipt')"
    )
