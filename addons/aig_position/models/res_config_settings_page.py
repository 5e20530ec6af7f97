from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    aig_position_link_days = fields.Integer(
        related="company_id.aig_position_link_days", readonly=False
    )
    aig_position_file_limit = fields.Integer(
        related="company_id.aig_position_file_limit", readonly=False
    )
