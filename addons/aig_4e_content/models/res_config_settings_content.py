from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    aig_content_window = fields.Integer(
        related="company_id.aig_content_window", readonly=False
    )
