from odoo import api, models


class MailScheduledMessage(models.Model):
    _name = "mail.scheduled.message"
    _inherit = ["mail.scheduled.message", "aig.visible.partner.mixin"]

    @api.model
    def _aig_partner_fields(self):
        return ["partner_ids", "author_id"]
