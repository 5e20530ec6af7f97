from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    aig_gift_remind_days = fields.Integer(
        string="Remind of gifts",
        default=3,
        help="So many days before a gift is due its salesperson is reminded.",
    )
    aig_points_remind_days = fields.Integer(
        string="Remind of points",
        default=30,
        help="So many days before points expire the salesperson is reminded.",
    )
    _aig_points_remind_days_check = models.Constraint(
        "CHECK (aig_points_remind_days BETWEEN 0 AND 365)",
        "A reminder of points that expire comes 0 to 365 days before.",
    )
    _aig_gift_remind_days_check = models.Constraint(
        "CHECK (aig_gift_remind_days BETWEEN 0 AND 365)",
        "A reminder of a gift comes 0 to 365 days before.",
    )
