from odoo import models


class MailComposeMessage(models.TransientModel):
    """The files of a mail and its text together are small enough."""

    _inherit = "mail.compose.message"  # pylint: disable=consider-merging-classes-inherited

    def _aig_check(self, document):
        """Check the size, too.

        :raises UserError: it is more than the company's limit
        """
        document._care_check_size(self.body, self.attachment_ids)
        return super()._aig_check(document)
