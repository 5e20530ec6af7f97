from odoo import api, fields, models


class MailComposeMessage(models.TransientModel):
    """What the document knows of the text: told on top, and asked before it leaves."""

    _inherit = "mail.compose.message"  # pylint: disable=consider-merging-classes-inherited

    aig_notice = fields.Text(string="To Know Before", compute="_compute_aig_notice")

    @api.depends("aig_care", "model", "res_ids")
    def _compute_aig_notice(self):
        for composer in self:
            document = composer.aig_care and composer._aig_get_document()
            may = document and document.has_access("write")
            composer.aig_notice = may and document._care_notice()

    def _aig_check(self, document, mail):
        """Check what the text promises, too.

        :raises UserError: it is not so
        """
        # first of all, whether the user may send this document
        result = super()._aig_check(document, mail)
        document._care_check_text(mail["body"])
        return result
