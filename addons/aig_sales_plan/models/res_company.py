from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    aig_plan_with_tax = fields.Boolean(
        string="Plan figures with tax",
        help="Read year revenue and receivables of sales plans with tax. "
        "By default only the untaxed share of each invoice counts.",
    )
    aig_sales_distribution_id = fields.Many2one(
        "aig.sales.distribution",
        string="Months of the year",
        ondelete="restrict",
        help="How targets and plans spread over the months by themselves. Without it "
        "all months count alike. What was spread before stays.",
    )
