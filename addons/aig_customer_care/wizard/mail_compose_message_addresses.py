from functools import lru_cache

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize, email_split

from ..tools.mail_text import clean_line, is_address, is_clean


@lru_cache(maxsize=128)  # one sender writes to many
def _has_addresses(text):
    return is_clean(text) and all(map(is_address, email_split(text)))


@lru_cache(maxsize=128)
def _normalize(text):
    return email_normalize(text)


class MailComposeMessage(models.TransientModel):
    """Who a mail comes from and goes to, written so that nothing hides in it (T9)."""

    _inherit = "mail.compose.message"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._aig_clean(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._aig_clean(vals))

    def _compute_subject(self):
        res = super()._compute_subject()
        for composer in self:
            # customers' names are in it
            composer.subject = clean_line(composer.subject or "") or False
        return res

    @api.model
    def _aig_clean(self, vals):
        subject = vals.get("subject")
        return {**vals, "subject": clean_line(subject)} if subject else vals

    def _aig_get_mail(self):
        return {**super()._aig_get_mail(), "reply_to": self.reply_to}

    def _aig_check(self, document, mail):
        """Check the addresses, too.

        :raises UserError: one is no address, or somebody else's
        """
        # first of all, whether the user may send this document
        result = super()._aig_check(document, mail)
        self._aig_check_sender(document, mail["email_from"], mail.get("reply_to"))
        for person in mail["people"].filtered("email"):
            self._aig_check_address(person)
        return result

    def _aig_check_address(self, person):
        if email_split(person.email) and _has_addresses(person.email):
            return
        raise UserError(
            self.env._(
                "“%(email)s” of %(person)s is no e-mail address: correct it, then send"
                " again.",
                email=clean_line(person.email),
                person=person.display_name,
            )
        )

    def _aig_check_sender(self, document, email_from, reply_to):
        """Mails to customers come from people who have to do with the document."""
        for text in (email_from, reply_to):
            if text and not _has_addresses(text):
                raise UserError(
                    self.env._(
                        "“%(email)s” is no e-mail address that a mail can come from:"
                        " correct the one in your profile.",
                        email=clean_line(text),
                    )
                )
        sender = _normalize(email_from or "")
        if sender and not self._aig_is_sender(document, sender):
            raise UserError(
                self.env._(
                    "A mail to a customer comes from you or the customer's salesperson,"
                    " not from %(email)s.",
                    email=sender,
                )
            )

    def _aig_is_sender(self, document, sender):
        """Whether the user may write about this document in the name of an address."""
        people = self.env.user
        if "user_id" in document:
            people += document.user_id
        company = self._aig_get_company(document)
        # sudo: addresses of colleagues and the company are no secret
        texts = [*people.sudo().mapped("email"), company.sudo().email]
        if sender in {_normalize(text) for text in texts if text}:
            return True
        template = self.template_id
        if not template.email_from:
            return False
        rendered = template._generate_template(document.ids, {"email_from"})
        return sender == email_normalize(rendered[document.id].get("email_from") or "")
