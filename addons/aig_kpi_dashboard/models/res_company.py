from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    aig_idle_days = fields.Integer(
        string="Customers to contact again after",
        required=True,
        default=30,
        help="Days without a call, a meeting or a visit after which My Day shows a "
        "customer.",
    )
    aig_step_seconds = fields.Integer(
        string="Seconds of a step",
        required=True,
        default=20,
        help="How long one step takes: finding the place, clicking or typing, and "
        "waiting. The time saved is counted by it.",
    )

    _aig_idle_days_check = models.Constraint(
        "CHECK (aig_idle_days > 0)", "Type one day or more without contact."
    )
    _aig_step_seconds_check = models.Constraint(
        "CHECK (aig_step_seconds > 0)",
        "A step takes some time: type one second or more.",
    )
