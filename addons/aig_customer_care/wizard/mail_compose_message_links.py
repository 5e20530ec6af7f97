from odoo import models
from odoo.exceptions import UserError

from ..tools.mail_links import unsafe_links


class MailComposeMessage(models.TransientModel):
    """Links that run something are not sent to customers."""

    _inherit = "mail.compose.message"  # pylint: disable=consider-merging-classes-inherited

    def _aig_check(self, document, mail):
        """Check the links, too.

        :raises UserError: a link is no web, mail or telephone address
        """
        # first of all, whether the user may send this document
        result = super()._aig_check(document, mail)
        links = unsafe_links(mail["body"] or "")
        if links:
            raise UserError(
                self.env._(
                    "The link “%(link)s” is not sent to customers: use an address that"
                    " begins with https://, mailto: or tel:.",
                    link=links[0][:80],
                )
            )
        return result
