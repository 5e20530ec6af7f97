from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    aig_content_link_policy = fields.Selection(
        related="company_id.aig_content_link_policy", readonly=False
    )
