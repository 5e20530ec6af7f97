import logging
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError

#: Mails between two commits.
CHUNK = 20
#: How long to leave alone what somebody else is changing.
PATIENCE = timedelta(minutes=1)

_logger = logging.getLogger(__name__)


class AigCareBatch(models.Model):
    """The job: mails are handed to the queue chunk by chunk, until stopped."""

    _inherit = "aig.care.batch"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _cron_send(self):
        """Go on with every sending that is running, the oldest first."""
        crons = self.env["ir.cron"]
        # sudo: whoever starts the job; each mail is sent as its salesperson
        batches = self.sudo().search([("state", "=", "running")], order="id")
        crons._commit_progress(remaining=sum(batches.mapped("waiting_count")))
        for batch in batches:
            while lines := batch._get_next_lines():
                try:
                    batch._send_lines(lines)
                    self.env.flush_all()
                except (LockError, OperationalError):
                    # Somebody is at work on one of the documents: later
                    self.env.cr.rollback()
                    _logger.info("Sending %s waits for locked documents", batch.id)
                    self._get_cron()._trigger(at=fields.Datetime.now() + PATIENCE)
                    crons._commit_progress(0)
                    break
                if not crons._commit_progress(len(lines)):
                    # a run of its own begins anew with the limits of a worker
                    self._get_cron()._trigger()
                    crons._commit_progress(remaining=0)
                    return
        crons._commit_progress(remaining=0)

    def _get_next_lines(self):
        """The next chunk to send; finishes the sending when none is left.

        Asked after each commit: a sending that was stopped meanwhile gives none.
        """
        self.invalidate_recordset()
        if not self.exists() or self.state != "running":
            return self.line_ids.browse()
        lines = self.line_ids.search(
            [("batch_id", "=", self.id), ("state", "=", "waiting")],
            order="id",
            limit=CHUNK,
        )
        if not lines and self.try_lock_for_update():
            self._finish()
        return lines

    def _send_lines(self, lines):
        # two jobs at once: the second finds the first one's lines taken
        lines.lock_for_update()
        for line in lines:
            self._send_line(line)

    def _send_line(self, line):
        """Hand one mail over, or write on its line why not."""
        try:
            with self.env.cr.savepoint():
                line._hand_over()
        except OperationalError:
            raise
        except UserError as error:
            line.write({"state": "failed", "reason": str(error)})
        except Exception:
            _logger.exception("Mail of sending %s failed: line %s", self.id, line.id)
            reason = self.env._("An error that the administrator finds in the log.")
            line.write({"state": "failed", "reason": reason})

    def _finish(self):
        """All mails are with the queue: tell the salesperson how it went."""
        self.state = "done"
        theirs = self.with_context(lang=self.user_id.lang).env
        self.message_post(
            body=theirs._(
                "All mails are on their way: %(count)s of %(total)s customers, "
                "%(failed)s failed, %(skipped)s left out. What the mail server answers "
                "is shown on the lines.",
                count=self.queued_count + self.sent_count,
                total=self.line_count,
                failed=self.failed_count,
                skipped=self.skipped_count,
            ),
            partner_ids=self.user_id.partner_id.ids,
        )
