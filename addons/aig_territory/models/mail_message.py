from odoo import api, models


class MailMessage(models.Model):
    _name = "mail.message"
    _inherit = ["mail.message", "aig.visible.partner.mixin"]

    _aig_document_fields = ("model", "res_id")

    @api.model
    def _aig_partner_fields(self):
        return ["partner_ids", "author_id"]
