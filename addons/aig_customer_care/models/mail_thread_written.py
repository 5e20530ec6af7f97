from odoo import models

#: Messages a person wrote; automatic ones are nobody's contact.
WRITTEN = ("comment", "email_outgoing")


class MailThread(models.AbstractModel):
    """Mails written in the chatter to a customer's people are contacts too (A48)."""

    _inherit = "mail.thread"  # pylint: disable=consider-merging-classes-inherited

    def _notify_thread_by_email(self, message, recipients_data, **kwargs):
        res = super()._notify_thread_by_email(message, recipients_data, **kwargs)
        if message.id and message.message_type in WRITTEN:
            self._aig_log_written(message, recipients_data)
        return res

    def _aig_log_written(self, message, recipients_data):
        """Write one row for each customer among the recipients.

        Colleagues do not count, nor do people who are no sales customer's, nor
        messages that a row of the log already stands for.
        """
        ids = [
            data["id"]
            for data in recipients_data
            if data["notif"] == "email" and data["id"] and data["share"]
        ]
        # Written by the machinery for whoever posts
        author = message.sudo().author_id.user_ids.filtered(lambda user: not user.share)
        logs = self.env["aig.care.log"].sudo()
        if not ids or not author:
            return
        partners = self.env["res.partner"].sudo().browse(ids)
        customers = partners.commercial_partner_id.filtered("aig_territory_id")
        if not customers or logs.search_count(
            [("mail_message_id", "=", message.id)], limit=1
        ):
            return
        purpose = self.env.ref("aig_customer_care.aig_care_purpose_mail", False)
        logs.create(
            [
                {
                    "partner_id": customer.id,
                    "user_id": author[0].id,
                    "care_type": "other",
                    "purpose_id": purpose and purpose.id,
                    "subject": message.subject or message.record_name,
                    "res_model": message.model,
                    "res_id": message.res_id,
                    "mail_message_id": message.id,
                }
                for customer in customers
            ]
        )
