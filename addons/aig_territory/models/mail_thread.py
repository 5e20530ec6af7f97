from odoo import models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Refuse new followers whom the user may not read (G07).

        Core looks for them as superuser, and tells their names and mails back.
        Recipients of messages are checked when the message is created.

        :raises AccessError: if a new follower is out of the user's sight
        """
        if partner_ids and not self.env.su and not self.env.user.share:
            # sudo: what the user may not read is looked for among the followers.
            known = self.sudo().message_partner_ids.ids
            new_ids = set(partner_ids) - set(known)
            partners = self.env["res.partner"].browse(new_ids)
            partners._aig_filter_customers().check_access("read")
        return super().message_subscribe(partner_ids, subtype_ids)
