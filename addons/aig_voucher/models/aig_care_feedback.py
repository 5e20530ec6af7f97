from odoo import fields, models


class AigCareFeedback(models.Model):
    """An opinion that the customer wrote on a voucher's page, not we (A37)."""

    _inherit = "aig.care.feedback"

    contact_id = fields.Many2one(
        "res.partner",
        string="Written By",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The customer's person who wrote it on the page of a voucher.",
    )
    address = fields.Char(
        string="Written From", readonly=True, help="The network address."
    )
    agent = fields.Char(string="Written With", readonly=True, help="The browser.")
