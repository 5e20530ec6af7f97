from odoo import api, models
from odoo.tools.mail import unfold_references

from ..tools.auto_reply import is_automatic


class MailThread(models.AbstractModel):
    """Answers of customers raise the row of the mail they answer."""

    _inherit = "mail.thread"

    @api.model
    def _message_route_process(self, message, message_dict, routes):
        author = self.env["res.partner"].browse(message_dict.get("author_id") or [])
        logs = self.env["aig.care.log"]
        if not is_automatic(dict(message.items())) and self._aig_is_outside(author):
            logs = self._aig_find_answered(message_dict, routes, author)
            logs._follow_document()
        result = super()._message_route_process(message, message_dict, routes)
        for log in logs:
            log._note_sign("replied", author.id, by_machine=False)
        return result

    def _aig_is_outside(self, author):
        # sudo: the gateway's user may not read every partner
        return not author or author.sudo().partner_share

    def _aig_find_answered(self, message_dict, routes, author):
        """Return the rows whose mail is answered, in sudo.

        By the Message-Id our mail carried; else the last mail to the author's
        company about the document that the answer goes to.
        """
        # sudo: an answer counts whoever runs the gateway
        logs = self.env["aig.care.log"].sudo()
        references = unfold_references(
            f"{message_dict.get('references') or ''}"
            f" {message_dict.get('in_reply_to') or ''}"
        )
        found = references and logs.search(
            [
                ("mail_message_id.message_id", "in", references[-32:]),
                ("send_key", "!=", False),
            ],
            limit=1,
        )
        if found or not author:
            return found or logs
        customer = author.sudo().commercial_partner_id
        for model, thread_id, *_rest in routes or ():
            if thread_id and logs._is_care_model(model):
                found = logs.search(
                    [
                        ("res_model", "=", model),
                        ("res_id", "=", thread_id),
                        ("partner_id", "=", customer.id),
                        ("is_counted", "=", True),
                    ],
                    limit=1,
                )
                if found:
                    return found
        return logs
