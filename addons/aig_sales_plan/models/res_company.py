from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    aig_plan_with_tax = fields.Boolean(
        string="Plan figures with tax",
        help="Read year revenue and receivables of sales plans with tax. "
        "By default only the untaxed share of each invoice counts.",
    )
    aig_plan_deals = fields.Selection(
        [
            ("open", "Closing in the quarter, overdue or without a date"),
            ("quarter", "Closing in the quarter"),
        ],
        string="Deals proposed as development",
        required=True,
        default="open",
        help="Which open deals a new plan row proposes as development.",
    )
    aig_plan_fresh_days = fields.Integer(
        string="Days figures stay fresh",
        default=30,
        help="A plan is submitted with figures that were read from the books within "
        "these days; 0 does not ask.",
    )
