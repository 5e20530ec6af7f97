from odoo import api, models


class MailComposeMessage(models.TransientModel):
    _name = "mail.compose.message"
    _inherit = ["mail.compose.message", "aig.visible.partner.mixin"]

    @api.model
    def _aig_partner_fields(self):
        return ["partner_ids", "author_id"]
