from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    aig_care_mail_size = fields.Integer(
        related="company_id.aig_care_mail_size", readonly=False
    )
    aig_care_picture_hosts = fields.Char(
        related="company_id.aig_care_picture_hosts", readonly=False
    )
