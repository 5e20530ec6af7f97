from odoo import api, models


class MailActivity(models.Model):
    _name = "mail.activity"
    _inherit = ["mail.activity", "aig.visible.partner.mixin"]

    _aig_document_fields = ("res_model", "res_id")

    @api.model
    def _aig_partner_fields(self):
        return ["calendar_event_id"]
