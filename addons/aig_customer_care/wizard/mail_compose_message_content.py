from odoo import api, models
from odoo.exceptions import UserError

from ..tools.mail_content import (
    MEGABYTE,
    active_content,
    foreign_pictures,
    megabytes,
)

#: Bytes of text, without files: some hundred pages.
MAX_TEXT = MEGABYTE


class MailComposeMessage(models.TransientModel):
    """What a mail's text would run or load at the customer's is not sent (T9).

    Odoo's sanitiser has taken most of it out when the text was typed; here nothing of
    it leaves, whichever way it came in.
    """

    _inherit = "mail.compose.message"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._aig_refuse_long_text(vals.get("body"))
        return super().create(vals_list)

    def write(self, vals):
        self._aig_refuse_long_text(vals.get("body"))
        return super().write(vals)

    def _aig_check(self, document, mail):
        """Check the text and the signature, too.

        :raises UserError: something in it would run, or would tell another server
            who reads the mail
        """
        # first of all, whether the user may send this document
        result = super()._aig_check(document, mail)
        signature = self.env.user.signature if self.email_add_signature else ""
        html = f"{mail['body'] or ''}{signature or ''}"
        self._aig_refuse_long_text(mail["body"])
        self._aig_refuse_active(html)
        self._aig_refuse_pictures(html, document)
        return result

    def _aig_refuse_long_text(self, text):
        # before the sanitiser, which would be busy with it for minutes
        size = len(str(text or "").encode(errors="replace"))
        if size > MAX_TEXT:
            raise UserError(
                self.env._(
                    "The text has %(size)s MB and may have %(limit)s MB at most: attach"
                    " pictures and files instead of pasting them.",
                    size=megabytes(size),
                    limit=megabytes(MAX_TEXT),
                )
            )

    def _aig_refuse_active(self, html):
        found = active_content(html)
        if found:
            raise UserError(
                self.env._(
                    "The text contains “%(element)s”, which mail programs do not show"
                    " or hold for a virus: paste it again as plain text.",
                    element=found[0],
                )
            )

    def _aig_refuse_pictures(self, html, document):
        company = self._aig_get_company(document)
        # sudo: the setting is no secret, the company's record may be
        hosts = (company.sudo().aig_care_picture_hosts or "").split(",")
        found = foreign_pictures(html, hosts=hosts)
        if found:
            own = {document.get_base_url(), self.get_base_url()}
            found = foreign_pictures(html, own, hosts)
        if found:
            raise UserError(
                self.env._(
                    "The picture “%(address)s” would tell another server who reads the"
                    " mail: insert the picture as a file instead.",
                    address=found[0][:80],
                )
            )
