from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    aig_points_end_days = fields.Integer(
        string="Points that end within",
        required=True,
        default=30,
        help="Days before their last day on which My Day shows a customer's points.",
    )

    _aig_points_end_days_check = models.Constraint(
        "CHECK (aig_points_end_days >= 0)", "Type 0 days or more."
    )
