from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..tools.delivery import QUEUED


class AigCareLog(models.Model):
    """What the guard said about a row, and taking a scheduled one back."""

    _inherit = "aig.care.log"  # pylint: disable=consider-merging-classes-inherited

    guard_findings = fields.Text(string="What Stood Against It", readonly=True)
    guard_reason = fields.Char(string="Sent Nevertheless Because", readonly=True)
    is_scheduled = fields.Boolean(
        string="Scheduled", compute="_compute_is_scheduled", compute_sudo=True
    )

    @api.depends("state", "date")
    def _compute_is_scheduled(self):
        now = fields.Datetime.now()
        for log in self:
            log.is_scheduled = log.state == QUEUED and log.date > now

    def action_cancel_scheduled(self):
        """Take back a scheduled mail before it leaves.

        :raises AccessError: neither one's own nor is one a manager of the territory
        :raises UserError: it is not waiting any more
        """
        self.ensure_one()
        self.check_access("read")
        if self.user_id != self.env.user and not self._is_managed():
            raise AccessError(
                self.env._(
                    "Only the sender of a scheduled mail or a manager of its territory"
                    " can cancel it."
                )
            )
        # Users have no right to change mails; rights were checked above
        mails = (
            self.env["mail.mail"]
            .sudo()
            .search([("aig_care_log_id", "=", self.id), ("state", "=", "outgoing")])
        )
        if not (self.is_scheduled and mails and mails.try_lock_for_update() == mails):
            raise UserError(
                self.env._("This mail is leaving or has left: it is too late.")
            )
        mails.cancel()
        # sudo: rights were checked above, for the sender and the managers
        document = self.sudo()._get_care_document()
        if document:
            document._care_after_cancel(self)
        return True

    def _get_notifications(self):
        notifications = super()._get_notifications()
        if self.send_key:
            return notifications
        # A message of the chatter may go to people of several customers
        return notifications.filtered(
            lambda notification: (
                notification.res_partner_id.commercial_partner_id == self.partner_id
            )
        )
