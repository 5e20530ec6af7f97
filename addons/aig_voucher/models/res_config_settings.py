from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    aig_gift_remind_days = fields.Integer(
        related="company_id.aig_gift_remind_days", readonly=False
    )
    aig_points_remind_days = fields.Integer(
        related="company_id.aig_points_remind_days", readonly=False
    )
