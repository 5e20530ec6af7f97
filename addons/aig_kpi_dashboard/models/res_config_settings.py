from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    aig_idle_days = fields.Integer(related="company_id.aig_idle_days", readonly=False)
    aig_step_seconds = fields.Integer(
        related="company_id.aig_step_seconds", readonly=False
    )
