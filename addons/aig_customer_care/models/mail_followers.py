from odoo import models


class MailFollowers(models.Model):
    """Who receives many messages is read once for all of them."""

    _inherit = "mail.followers"

    def _get_recipient_data(self, records, message_type, subtype_id, pids=None):
        """Answer from what was read before, for recipients named one by one.

        The context's ``aig_recipients`` holds ``{document id: {partner id: data}}`` as
        this method gave it for all documents; a request cannot put integers as keys
        there.
        """
        known = self.env.context.get("aig_recipients")
        if known and message_type == "user_notification" and len(records) == 1:
            data = known.get(records.id)
            if data and all(pid in data for pid in pids or ()):
                return {records.id: {pid: data[pid] for pid in pids or ()}}
        return super()._get_recipient_data(records, message_type, subtype_id, pids)
