from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    aig_points_end_days = fields.Integer(
        related="company_id.aig_points_end_days", readonly=False
    )
