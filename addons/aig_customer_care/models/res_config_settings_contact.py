from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    aig_checkin_policy = fields.Selection(
        related="company_id.aig_checkin_policy", readonly=False
    )
    aig_checkin_radius = fields.Integer(
        related="company_id.aig_checkin_radius", readonly=False
    )
