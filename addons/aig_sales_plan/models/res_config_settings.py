from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    aig_plan_with_tax = fields.Boolean(
        related="company_id.aig_plan_with_tax", readonly=False
    )
    aig_sales_distribution_id = fields.Many2one(
        related="company_id.aig_sales_distribution_id", readonly=False
    )
