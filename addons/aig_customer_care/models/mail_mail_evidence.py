from odoo import models
from odoo.tools.mail import append_content_to_html

from ..tools.mail_links import follow_links


class MailMail(models.Model):
    """Mails of the care log say when they are read: by their links and a picture."""

    _inherit = "mail.mail"  # pylint: disable=consider-merging-classes-inherited

    def _personalize_outgoing_body(self, body, partner=False, doc_to_followers=None):
        body = super()._personalize_outgoing_body(
            body, partner=partner, doc_to_followers=doc_to_followers
        )
        # The machinery sends for whoever pressed the button
        log = self.sudo().aig_care_log_id
        return self._aig_track(body, log, partner and partner.id) if log else body

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        logs = self.env["aig.care.log"]
        if not failure_type and not self.env.context.get("aig_departures"):
            # Read before the mails are deleted, for whoever sends them
            logs = self.sudo().aig_care_log_id.filtered(
                lambda log: log.evidence == "none"
            )
        result = super()._postprocess_sent_message(
            success_pids,
            success_emails,
            failure_reason=failure_reason,
            failure_type=failure_type,
        )
        if logs:
            logs._raise_evidence("delivered")
        return result

    def _aig_track(self, body, log, partner_id):
        """Return the body as one recipient gets it."""
        base = f"{self.get_base_url()}/aig/care"
        recipient = partner_id or 0

        def follow(url):
            return f"{base}/l/{log._get_evidence_token(recipient, url)}"

        picture = (
            f'<img src="{base}/o/{log._get_evidence_token(recipient)}"'
            ' alt="" width="1" height="1" style="width: 1px; height: 1px;"/>'
        )
        return append_content_to_html(
            follow_links(str(body), follow), picture, plaintext=False
        )
