from odoo import models


class AigCareMailMixin(models.AbstractModel):
    """Binds the mails of a message to the care log row that counts them."""

    _inherit = "aig.care.mail.mixin"  # pylint: disable=consider-merging-classes-inherited

    def _message_post_after_hook(self, message, msg_vals):
        log = self._care_log_being_sent()
        if log and log.mail_message_id != message:
            log.mail_message_id = message
        return super()._message_post_after_hook(message, msg_vals)

    def _notify_by_email_get_base_mail_values(
        self, message, recipients_data, additional_values=None
    ):
        values = super()._notify_by_email_get_base_mail_values(
            message, recipients_data, additional_values=additional_values
        )
        if log := self._care_log_of(message):
            values["aig_care_log_id"] = log.id
            if log.is_scheduled:
                values["scheduled_date"] = log.date
        return values

    def _notify_get_classified_recipients_iterator(
        self, message, recipients_data, *args, **kwargs
    ):
        """Give each recipient a mail of its own.

        So that a failure or a retry concerns one person: nobody who has the mail
        gets it again because a colleague's address did not work.
        """
        groups = super()._notify_get_classified_recipients_iterator(
            message, recipients_data, *args, **kwargs
        )
        if not self._care_log_of(message):
            yield from groups
            return
        for lang, render_values, group in groups:
            for recipient in group["recipients_data"]:
                is_partner = bool(recipient["id"])
                yield (
                    lang,
                    render_values,
                    {
                        **group,
                        "recipients_data": [recipient],
                        "recipients_ids": [recipient["id"]] if is_partner else [],
                        "recipients_emails": (
                            [] if is_partner else group["recipients_emails"]
                        ),
                    },
                )

    def _care_log_of(self, message):
        log = self._care_log_being_sent()
        if log and log.mail_message_id == message:
            return log
        # Read for the machinery, whoever posts; a message without id is a draft
        logs = self.env["aig.care.log"].sudo()
        return message.id and logs.search(
            [("mail_message_id", "=", message.id)], limit=1
        )

    def _care_log_being_sent(self):
        """Return the row that this document is being sent for, in sudo.

        The composer hands on ``{document id: row id}``; a request's context has no
        integers as keys, so that nobody binds a message to another row.
        """
        rows = self.env.context.get("aig_care_logs") or {}
        # sudo: users have no right to write rows of mails themselves
        logs = self.env["aig.care.log"].sudo()
        # the row belongs to the others of the sending: they are read together
        return logs.browse(rows.get(self.id)).with_prefetch(rows.values())
