from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    aig_plan_with_tax = fields.Boolean(
        related="company_id.aig_plan_with_tax", readonly=False
    )
    aig_plan_deals = fields.Selection(
        related="company_id.aig_plan_deals", readonly=False
    )
    aig_plan_fresh_days = fields.Integer(
        related="company_id.aig_plan_fresh_days", readonly=False
    )
