from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    # pylint: disable-next=consider-merging-classes-inherited
    _inherit = "res.config.settings"

    aig_offer_mail_size = fields.Integer(
        related="company_id.aig_offer_mail_size", readonly=False
    )
