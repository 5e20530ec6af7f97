from odoo import api, models


class MailFollowersEdit(models.TransientModel):
    _name = "mail.followers.edit"
    _inherit = ["mail.followers.edit", "aig.visible.partner.mixin"]

    @api.model
    def _aig_partner_fields(self):
        return ["partner_ids"]
