from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    aig_plan_with_tax = fields.Boolean(
        related="company_id.aig_plan_with_tax", readonly=False
    )
    aig_floor_pricelist_id = fields.Many2one(
        related="company_id.aig_floor_pricelist_id", readonly=False
    )
