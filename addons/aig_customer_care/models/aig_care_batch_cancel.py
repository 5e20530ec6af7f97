from odoo import models
from odoo.exceptions import UserError


class AigCareBatch(models.Model):
    """Taking a whole sending back, after a mistake (T10)."""

    _inherit = "aig.care.batch"  # pylint: disable=consider-merging-classes-inherited

    def action_cancel(self):
        """Let nothing more leave: neither what waits nor what is queued.

        :raises AccessError: neither one's own nor is one a manager of the territory
        :raises UserError: everything has left, or somebody has cancelled it already
        """
        self.ensure_one()
        self.check_access("write")
        self.lock_for_update()
        self.invalidate_recordset(["state"])
        if self.state == "cancelled" or (
            self.state == "done" and not self.queued_count
        ):
            raise UserError(
                self.env._("Nothing of this sending waits any more: it is too late.")
            )
        waiting = self._cancel_waiting()
        queued = self._cancel_queued()
        self._move("cancelled")
        self.activity_unlink(["mail.mail_activity_data_todo"])
        self.message_post(
            body=self.env._(
                "Cancelled: %(count)s mails do not leave.", count=waiting + queued
            )
        )
        return True

    def _cancel_waiting(self):
        # sudo: lines are written by the system; who may cancel was checked
        lines = self.sudo().line_ids.filtered(lambda line: line.state == "waiting")
        reason = self.env._("Cancelled by %(user)s.", user=self.env.user.name)
        lines.write({"state": "skipped", "reason": reason})
        return len(lines)

    def _cancel_queued(self):
        """Cancel the mails that have not begun to leave; return how many."""
        leaving = self.env["aig.care.departure"]._get_mail_ids()
        # sudo: users have no right to change mails; who may cancel was checked
        mails = (
            self.env["mail.mail"]
            .sudo()
            .search(
                [
                    ("aig_care_log_id", "in", self.sudo().line_ids.log_id.ids),
                    ("state", "=", "outgoing"),
                    ("id", "not in", leaving),
                ]
            )
            .try_lock_for_update()
        )
        mails.cancel()
        for log in mails.aig_care_log_id:
            document = log._get_care_document()
            if document:
                document._care_after_cancel(log)
        return len(mails)
