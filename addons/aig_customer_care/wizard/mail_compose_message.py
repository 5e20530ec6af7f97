from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import is_html_empty


class MailComposeMessage(models.TransientModel):
    """Odoo's composer, sending documents to customers once (A35, A36)."""

    _inherit = "mail.compose.message"

    aig_care = fields.Boolean(string="Customer Care")
    aig_send_key = fields.Char(string="Sending", copy=False)
    aig_partner_id = fields.Many2one(
        "res.partner", string="Customer", compute="_compute_aig_partner_id"
    )

    @api.depends("aig_care", "model", "res_ids")
    def _compute_aig_partner_id(self):
        for composer in self:
            document = composer.aig_care and composer._aig_get_document()
            composer.aig_partner_id = document and document._care_partner()

    @api.depends("aig_care")
    def _compute_partner_ids(self):
        care = self.filtered("aig_care")
        res = super(MailComposeMessage, self - care)._compute_partner_ids()
        for composer in care:
            document = composer._aig_get_document()
            composer.partner_ids = document and document._care_recipients()
        return res

    @api.model_create_multi
    def create(self, vals_list):
        composers = super().create(vals_list)
        for composer in composers.filtered("aig_care"):
            document = composer._aig_get_document()
            key = composer.aig_send_key or ""
            # A key made up by a caller could hide another document's sending
            if document and not key.startswith(document._care_send_key_prefix()):
                composer.aig_send_key = document._care_send_key()
        return composers

    def action_send_mail(self):
        """Send; pressed again for the same sending, only say that it is sent."""
        for composer in self.filtered(lambda composer: composer._aig_is_care()):
            key = composer.aig_send_key
            log = key and self.env["aig.care.log"]._find_sent(key)
            if log:
                return composer._aig_say_sent(log)
        return super().action_send_mail()

    def action_schedule_message(self):
        """Refuse to schedule what must be counted when it leaves.

        :raises UserError: for a document sent to a customer
        """
        if any(composer._aig_is_care() for composer in self):
            self._aig_refuse_schedule()
        return super().action_schedule_message()

    def action_aig_test_mail(self):
        """Send the mail to the user alone; nothing is logged or posted.

        :raises UserError: the user has no e-mail address
        """
        self.ensure_one()
        email = self.env.user.email_formatted
        if not email:
            raise UserError(
                self.env._("Your user has no e-mail address: add one in your profile.")
            )
        html = self.body
        document = self._aig_get_document()
        if document is not None:
            people = self.partner_ids or document._care_partner()
            html = self._aig_render_mail(document, people)["html"]
        # Salespeople have no access to the mail queue; it goes to themselves only
        mails = self.env["mail.mail"].sudo()
        # with its pictures within itself, as the customer will have it
        mails.with_context(aig_sending=True).create(
            {
                "subject": self.env._("[Test] %(subject)s", subject=self.subject or ""),
                "body_html": html,
                "email_from": self.email_from or email,
                "email_to": email,
                "attachment_ids": [fields.Command.set(self.attachment_ids.ids)],
                "auto_delete": True,
            }
        ).send_after_commit()
        return self._aig_notify(
            self.env._("A test mail is on its way to %(email)s.", email=email),
            "success",
        )

    def _action_send_mail_comment(self, res_ids):
        if not self._aig_is_care():
            return super()._action_send_mail_comment(res_ids)
        document = self._aig_get_document()
        self._aig_check(document, self._aig_get_mail())
        self.partner_ids = document._care_once(self.partner_ids)
        if not self.aig_send_key:
            self.aig_send_key = document._care_send_key()
        key = self.aig_send_key
        logs = self.env["aig.care.log"]
        if logs._find_sent(key):
            return self.env["mail.message"]
        guarded = self._aig_pass_guard(document)
        log = logs._create_for_send(document, key, self.subject, **guarded)
        composer = self.with_context(aig_care_logs={document.id: log.id})
        messages = super(MailComposeMessage, composer)._action_send_mail_comment(
            res_ids
        )
        self._aig_finish(document, log)
        return messages

    def _aig_finish(self, documents, logs):
        """Do what follows from sending, when somebody gets each mail.

        :param logs: the rows, in sudo, in the order of the documents
        :raises UserError: nobody does
        """
        if not all(log._get_notifications() for log in logs):
            raise UserError(
                self.env._(
                    "None of the recipients gets Odoo's messages by e-mail: choose"
                    " others."
                )
            )
        documents._care_after_send_many(logs.with_env(self.env))

    def _prepare_mail_values_static(self):
        values = super()._prepare_mail_values_static()
        if self._aig_is_care():
            # What was written to the customer is for the customer
            values["notify_skip_followers"] = True
        return values

    def _aig_is_care(self):
        """Whether this sends a document to its customer.

        Also when somebody picked the document's own template in the chatter's
        composer, past the button.
        """
        self.ensure_one()
        document = self._aig_get_document()
        return bool(document) and (
            self.aig_care
            or (
                bool(self.template_id)
                and self.template_id == document._care_mail_template()
            )
        )

    def _aig_get_document(self):
        """Return the one document to send, or None."""
        if self.composition_mode != "comment" or self.model not in self.env:
            return None
        if not isinstance(
            self.env[self.model], self.env.registry["aig.care.mail.mixin"]
        ):
            return None
        res_ids = self._evaluate_res_ids()
        return self.env[self.model].browse(res_ids) if len(res_ids) == 1 else None

    def _aig_get_mail(self):
        """Return of the one mail what ``_aig_check`` looks at."""
        return {
            "body": self.body,
            "email_from": self.email_from,
            "people": self.partner_ids,
            "scheduled_date": self.scheduled_date,
        }

    def _aig_check(self, document, mail):
        """Check that the mail can go to these people now.

        :param mail: as ``_aig_get_mail`` gives it
        :raises UserError: one sentence that says what to change
        """
        if mail["scheduled_date"]:
            self._aig_refuse_schedule()
        document._care_check_write()
        document._care_check_ready()
        document._care_check_reviewed()
        if is_html_empty(mail["body"]) and not mail["attachment_ids"]:
            raise UserError(
                self.env._("The mail is empty: write to the customer, then send it.")
            )
        self._aig_check_recipients(document, mail["people"])
        if not mail["email_from"]:
            raise UserError(
                self.env._("Your user has no e-mail address: add one in your profile.")
            )

    def _aig_refuse_schedule(self):
        raise UserError(
            self.env._(
                "Mails to customers wait in the care log: fill in Send On instead."
            )
        )

    def _aig_say_sent(self, log):
        return self._aig_notify(
            self.env._(
                "This was already sent by %(user)s: nothing was sent again.",
                user=log.user_id.name,
            ),
            "info",
            next={"type": "ir.actions.act_window_close"},
        )

    def _aig_notify(self, message, kind, **params):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"message": message, "type": kind, **params},
        }
