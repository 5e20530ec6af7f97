from odoo import api, models


class MailNotification(models.Model):
    """What becomes of the notifications of a mail of the log is decided once."""

    _inherit = "mail.notification"

    @api.model
    @api.readonly
    def search(self, domain, offset=0, limit=None, order=None):
        """Find none while a mail of the care log leaves.

        Odoo makes them failures before each mail, to have their lock. Our sender has
        it already, and writes what became of them for many mails together.
        """
        if self.env.context.get("aig_departures"):
            return self.browse()
        return super().search(domain, offset=offset, limit=limit, order=order)
