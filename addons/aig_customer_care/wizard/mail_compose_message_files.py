from odoo import models


class MailComposeMessage(models.TransientModel):
    """The files of a mail and its text together are small enough."""

    _inherit = "mail.compose.message"  # pylint: disable=consider-merging-classes-inherited

    def _aig_get_mail(self):
        return {**super()._aig_get_mail(), "attachment_ids": self.attachment_ids.ids}

    def _aig_check(self, document, mail):
        """Check the size, too.

        :raises UserError: it is more than the company's limit
        """
        # first of all, whether the user may send this document
        result = super()._aig_check(document, mail)
        files = self.env["ir.attachment"].browse(mail.get("attachment_ids"))
        document._care_check_size(mail["body"], files)
        return result
