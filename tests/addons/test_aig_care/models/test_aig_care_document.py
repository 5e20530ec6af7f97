from odoo import fields, models
from odoo.exceptions import UserError


class TestAigCareDocument(models.Model):
    """The smallest document that can be sent to a customer."""

    _name = "test.aig.care.document"
    _inherit = ["aig.care.mixin"]
    _description = "Test Care Document"

    name = fields.Char(required=True)
    partner_id = fields.Many2one("res.partner", required=True)
    is_ready = fields.Boolean(default=True)
    last_log_id = fields.Many2one("aig.care.log")

    def _care_type(self):
        return "voucher"

    def _care_mail_template(self):
        return self._care_ref("mail.template", "test_aig_care.mail_template_document")

    def _care_check_ready(self):
        if not self.is_ready:
            raise UserError(self.env._("Not ready."))

    def _care_after_send(self, log):
        self.last_log_id = log
