from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    aig_plan_with_tax = fields.Boolean(
        string="Plan figures with tax",
        help="Read year revenue and receivables of sales plans with tax. "
        "By default only the untaxed share of each invoice counts.",
    )
    aig_floor_pricelist_id = fields.Many2one(
        "product.pricelist",
        string="Floor pricelist",
        domain="[('company_id', 'in', [False, id])]",
        help="Its prices are the lowest that sales plans may carry without a "
        "manager's approval. A product without a rule in it has no floor.",
    )
