from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    aig_gift_remind_days = fields.Integer(
        string="Remind of gifts",
        default=3,
        help="So many days before a gift is due its salesperson is reminded.",
    )
    aig_voucher_hold_days = fields.Integer(
        string="Hold display time of vouchers",
        default=14,
        help="So many days after the sending the days of positions are kept.",
    )

    _aig_voucher_days_check = models.Constraint(
        "CHECK (aig_gift_remind_days BETWEEN 0 AND 365"
        " AND aig_voucher_hold_days BETWEEN 1 AND 365)",
        "A reminder comes 0 to 365 days before, display time is held 1 to 365 days.",
    )
