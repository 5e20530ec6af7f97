import logging
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, LockError, UserError

#: Mails between two commits: a second or two, for which *Stop* waits.
CHUNK = 200
#: Parts of a chunk in which one line breaks; in the smallest, lines go one by one.
PARTS, SMALLEST = 4, 4
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
            busy = batch.line_ids.browse()
            while lines := batch._get_next_lines(busy):
                left = batch._send_chunk(lines)
                busy |= left
                if not crons._commit_progress(len(lines - left)):
                    # a run of its own begins anew with the limits of a worker
                    self._get_cron()._trigger()
                    crons._commit_progress(remaining=0)
                    return
            if busy:
                self._get_cron()._trigger(at=fields.Datetime.now() + PATIENCE)
        crons._commit_progress(remaining=0)

    def _get_next_lines(self, busy=()):
        """The next chunk to send; finishes the sending when none is left.

        Asked after each commit: a sending that was stopped meanwhile gives none.

        :param busy: lines to pass over, because somebody else is at work on them
        """
        busy = self.line_ids.browse(line.id for line in busy)
        self.invalidate_recordset()
        if not self.exists() or self.state != "running":
            return self.line_ids.browse()
        lines = self.line_ids.search(
            [
                ("batch_id", "=", self.id),
                ("state", "=", "waiting"),
                ("id", "not in", busy.ids),
            ],
            order="id",
            limit=CHUNK,
        )
        if not lines and not busy and self.try_lock_for_update():
            self._finish()
        return lines

    def _send_chunk(self, lines):
        """Send a chunk; return the lines that somebody else is at work on."""
        try:
            busy = self._send_lines(lines)
            self.env.flush_all()
        except (LockError, OperationalError):
            # the transaction is lost, for the other lines too: all of them later
            self.env.cr.rollback()
            busy = lines
        if busy:
            _logger.info("Sending %s passes over %s lines", self.id, len(busy))
        return busy

    def _send_lines(self, lines):
        # two jobs at once: the second finds the first one's lines taken
        lines.lock_for_update()
        return self._send_locked(lines)

    def _send_locked(self, lines):
        """Send lines together; where that breaks, smaller and smaller parts of them.

        :return: the lines that somebody else is sending
        """
        if len(lines) > 1:
            try:
                with self.env.cr.savepoint():
                    return lines._hand_over_many()
            except OperationalError:
                raise
            except Exception:
                # one of them is to blame: the others shall not suffer for it
                _logger.info("Sending %s goes on in parts", self.id, exc_info=True)
        if len(lines) > SMALLEST:
            size = -(-len(lines) // PARTS)
            parts = [lines[at : at + size] for at in range(0, len(lines), size)]
            return lines.browse().concat(*map(self._send_locked, parts))
        return lines.filtered(lambda line: not self._send_line(line))

    def _send_line(self, line):
        """Hand one mail over, or write on its line why not.

        :return: whether that was done; not while somebody else is sending it
        """
        try:
            with self.env.cr.savepoint():
                line._hand_over()
        except OperationalError:
            raise
        except ConcurrencyError:
            return False
        except UserError as error:
            line.write({"state": "failed", "reason": str(error)})
        except Exception:
            _logger.exception("Mail of sending %s failed: line %s", self.id, line.id)
            reason = self.env._("An error that the administrator finds in the log.")
            line.write({"state": "failed", "reason": reason})
        return True

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
