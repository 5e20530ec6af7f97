from odoo import api, models
from odoo.exceptions import UserError

#: What the dialog tells of a mail that is not saved yet.
TYPED = ("body", "email_layout_xmlid", "model", "res_ids", "subject", "template_id")


class MailComposeMessage(models.TransientModel):
    """The mail as its customer will get it, while it is being written (A36)."""

    _inherit = "mail.compose.message"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    @api.readonly
    def aig_preview_mail(self, values):
        """Return the mail with its layout; nothing is written or sent.

        The way of a real mail (``_notify_thread_by_email``), up to where it would be
        created: in the first recipient's language, with the document's company. Only
        the links are not yet those that are counted.

        :param dict values: what stands in the dialog: ``model``, ``res_ids``,
            ``subject``, ``body``, ``template_id``, ``email_layout_xmlid``, and
            ``partner_ids`` as a list of ids
        :return: ``subject``, ``email_from`` and ``html``
        :raises UserError: this is no mail to a customer
        :raises AccessError: the user may not send it
        """
        typed = {name: values.get(name) or False for name in TYPED}
        composer = self.new(
            {
                **typed,
                "aig_care": True,
                "composition_mode": "comment",
                # computing them would write the files of the template
                "attachment_ids": [],
            }
        )
        document = composer._aig_get_document()
        if document is None:
            raise UserError(self.env._("Only mails to customers have a preview."))
        document.check_access("write")
        people = self.env["res.partner"].browse(values.get("partner_ids") or [])
        people.check_access("read")
        return composer._aig_render_mail(document, people or document._care_partner())

    def _aig_render_mail(self, document, people):
        message, vals = self._aig_draft_message(document, people)
        recipients = document._notify_get_recipients(
            message, msg_vals=vals, notify_skip_followers=True
        )
        groups = document._notify_get_classified_recipients_iterator(
            message,
            [data for data in recipients if data["notif"] == "email"],
            msg_vals=vals,
            force_email_lang=self.lang,
        )
        html = message.body
        for _lang, render_values, group in groups:
            html = document._notify_by_email_render_layout(
                message, group, msg_vals=vals, render_values=render_values
            )
            break
        return {
            "subject": " ".join((self.subject or "").splitlines()),
            "email_from": self.email_from or "",
            "html": str(html),
        }

    def _aig_draft_message(self, document, people):
        """Return the message that Send would post, unsaved, and its values."""
        static = self._prepare_mail_values_static()
        messages = self.env["mail.message"]
        vals = {
            "author_id": static["author_id"],
            # cleaned as it is when it is written
            "body": messages._fields["body"].convert_to_cache(self.body, messages),
            "email_add_signature": static["email_add_signature"],
            "email_from": self.email_from,
            "email_layout_xmlid": static["email_layout_xmlid"],
            "message_type": static["message_type"],
            "model": document._name,
            "partner_ids": people.ids,
            "res_id": document.id,
            "subject": self.subject,
            "subtype_id": static["subtype_id"],
        }
        return messages.new(vals), {**vals, "tracking_value_ids": []}
