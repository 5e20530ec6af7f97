from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    aig_plan_with_tax = fields.Boolean(
        related="company_id.aig_plan_with_tax", readonly=False
    )
    aig_plan_first_reminder = fields.Integer(
        related="company_id.aig_plan_first_reminder", readonly=False
    )
    aig_plan_last_reminder = fields.Integer(
        related="company_id.aig_plan_last_reminder", readonly=False
    )
