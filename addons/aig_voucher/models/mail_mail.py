from odoo import models


class MailMail(models.Model):
    """Each person who gets a voucher's mail gets a link of their own (A36)."""

    _inherit = "mail.mail"

    def _personalize_outgoing_body(self, body, partner=False, doc_to_followers=None):
        if partner and self.model == "aig.voucher" and self.res_id:
            # The machinery sends for whoever pressed the button
            voucher = self.env["aig.voucher"].sudo().browse(self.res_id).exists()
            body = voucher._make_links_personal(body, partner)
        return super()._personalize_outgoing_body(
            body, partner=partner, doc_to_followers=doc_to_followers
        )
