from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    aig_plan_with_tax = fields.Boolean(
        string="Plan figures with tax",
        help="Read year revenue and receivables of sales plans with tax. "
        "By default only the untaxed share of each invoice counts.",
    )
    aig_plan_first_reminder = fields.Integer(
        string="First reminder of the plan",
        default=14,
        help="Days before the quarter begins. 0: none.",
    )
    aig_plan_last_reminder = fields.Integer(
        string="Last reminder of the plan",
        default=3,
        help="Days before the quarter begins. 0: none.",
    )

    _aig_plan_reminder_check = models.Constraint(
        "CHECK (aig_plan_first_reminder >= 0 AND aig_plan_last_reminder >= 0)",
        "Reminders come before the quarter begins: type 0 or more days.",
    )
