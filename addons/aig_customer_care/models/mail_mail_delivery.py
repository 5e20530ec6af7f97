import logging
import time
from datetime import timedelta

import psycopg2

from odoo import fields, models
from odoo.tools import SQL, split_every

from ..departures import open_departures
from ..tools.smtp_failure import (
    OTHER,
    Failure,
    classify_connection_failure,
    classify_failure,
)

_logger = logging.getLogger(__name__)

#: Mails claimed at a time: what one process holds back from the others.
CLAIM_SIZE = 50
#: First key of our advisory locks; the second is the mail's id.
LOCK_CLASS = 0x41494743
#: Pause before the queue looks again at what somebody else holds.
BREATH = timedelta(minutes=1)
#: Seconds after which results are committed: so long may somebody's *Cancel* wait.
SLICE = 5
#: How often rows that somebody else has just changed are looked at again at once.
TRIES = 3


class MailMail(models.Model):
    """How a mail of the care log leaves (design rule 5).

    1. Claim: an advisory lock of the connection, so that it outlives commits and
       ends with the process; then a fresh snapshot tells what is still to send.
    2. Lock the rows that the result will change, so that it cannot be refused
       afterwards, and read what the mails are made of.
    3. Send one after the other through Odoo's ``_send``. Before the mail server hears
       of a mail, and when it has taken it, a mark is committed by another connection
       (``departures.py``).
    4. Commit the results of all of them at once, and drop the marks. Who finds marks
       without a claim knows that their sender died: what had left is put on record,
       what was leaving goes out again under the same Message-Id, shown as unknown.
    """

    _inherit = "mail.mail"  # pylint: disable=consider-merging-classes-inherited

    def _aig_send(self, auto_commit):
        """Send these mails of the care log, each claimed before.

        :param bool auto_commit: commit what was done; False in tests only
        """
        if self.env["ir.mail_server"]._disable_send():
            return
        # Mails may have left since they were chosen, and be gone
        sending = self.sudo().exists().with_context(aig_sending=True)
        for server_id, alias_domain_id, smtp_from, ids in list(
            sending._split_by_mail_configuration()
        ):
            server = sending.env["ir.mail_server"].browse(server_id)
            for chunk in split_every(CLAIM_SIZE, ids):
                mails = sending.browse(chunk)._split_by_delayed_batch(server)
                mails._aig_send_chunk(server, alias_domain_id, smtp_from, auto_commit)

    def _aig_send_chunk(self, server, alias_domain_id, smtp_from, auto_commit):
        cr = self.env.cr
        locked = self._aig_lock_claims()
        try:
            if auto_commit:
                cr.commit()  # pylint: disable=invalid-commit
            mails = self.browse(locked)._aig_filter_due(auto_commit)
            if mails:
                with open_departures(self.env, mails.ids, auto_commit) as departures:
                    mails._aig_send_claimed(
                        departures, server, alias_domain_id, smtp_from, auto_commit
                    )
        except Exception:
            # Nothing is lost: what was not sent stays in the queue
            _logger.exception("Mails of the care log stay queued: %s", self.ids)
            if not auto_commit:
                raise
            cr.rollback()
            self._aig_wake_queue({fields.Datetime.now() + BREATH})
            cr.commit()  # pylint: disable=invalid-commit
        finally:
            self._aig_unlock_claims(locked)

    def _aig_send_claimed(
        self, departures, server, alias_domain_id, smtp_from, auto_commit
    ):
        todo = self
        try:
            while todo:
                if departures.session is None:
                    try:
                        departures.session = self.env["ir.mail_server"]._connect__(
                            mail_server_id=server.id, smtp_from=smtp_from
                        )
                    except Exception as error:
                        failure = classify_connection_failure(error)
                        todo._aig_lock_rows(auto_commit)._aig_handle_failure(failure)
                        self._aig_commit(auto_commit)
                        return
                done, todo, alive = todo._aig_send_slice(
                    departures, server, alias_domain_id, auto_commit
                )
                departures.forget(done)
                if not alive:
                    self._aig_quit(departures.session)
                    departures.session = None
        finally:
            self._aig_quit(departures.session)

    def _aig_send_slice(self, departures, server, alias_domain_id, auto_commit):
        """Send some of these mails and commit what came of them.

        :return: the ids with a result, the mails that are left to send, and whether the
            session can be used again
        """
        mails = self._aig_lock_rows(auto_commit)
        mails._aig_read_ahead()
        mails._aig_tell_uncertain(departures.uncertain)
        sending = mails.with_context(aig_departures=departures)
        failure, sent = None, []
        started = time.monotonic()
        for mail in sending:
            if sent and time.monotonic() - started > SLICE:
                break
            departures.board(mail.id)
            try:
                failure = mail._aig_deliver(departures, server, alias_domain_id)
            except psycopg2.Error as error:
                self.env.cr.rollback()  # raises when the connection is gone
                # those before it have left, and are put on record the next time
                failure = Failure(OTHER, str(error), temporary=True, uncertain=True)
                mails.browse(mail.id).exists()._aig_handle_failure(failure)
                self._aig_commit(auto_commit)
                # its mark stays: if it has left, the next try puts that on record
                return [], mails - mail, False
            if failure:
                break
            sent.append(mail.id)
        failed = mails.browse(mail.id if failure else None)
        rest = mails.browse(mails.ids[len(sent) + len(failed) :])
        mails.browse(sent)._aig_finish(departures.outcomes)
        if failed:
            failed._aig_handle_failure(failure)
        self._aig_commit(auto_commit)
        return sent + failed.ids, rest, not (failure and failure.temporary)

    def _aig_deliver(self, departures, server, alias_domain_id):
        """Send one mail; return what went wrong, if anything."""
        self.ensure_one()
        try:
            self._send(
                raise_exception=True,
                smtp_session=departures,
                alias_domain_id=alias_domain_id,
                mail_server=server,
            )
        except (MemoryError, psycopg2.Error):
            raise
        except Exception as error:
            return classify_failure(error)
        if self.state == "exception":
            return Failure(OTHER, self.failure_reason or "", temporary=False)
        return None

    def _aig_finish(self, outcomes):
        """Let notifications and rows of the log follow what has left."""
        partly = self.filtered(lambda mail: mail.id in outcomes)
        for mail in partly:
            mail._postprocess_sent_message(**outcomes[mail.id])
        if self - partly:
            (self - partly)._postprocess_sent_message([], [])

    def _aig_tell_uncertain(self, mail_ids):
        # Somebody was sending it and is gone: it may be with the customer already
        logs = self.filtered(lambda mail: mail.id in mail_ids).aig_care_log_id
        if logs:
            logs.delivery_uncertain = True

    def _aig_read_ahead(self):
        """Read at once what Odoo would read for each mail."""
        self.fetch()
        self.mail_message_id.fetch()
        self.mail_message_id.mail_ids.fetch(["mail_message_id"])
        self.recipient_ids.fetch(["name", "email", "partner_share"])
        self.aig_care_log_id.fetch()
        self.attachment_ids.fetch(["res_model", "res_id", "url", "file_size"])

    # Locks

    def _aig_lock_claims(self):
        """Claim what no other process is sending; return the ids."""
        if not self:
            return []
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM unnest(%s) AS id WHERE pg_try_advisory_lock(%s, id)",
                list(self._ids),
                LOCK_CLASS,
            )
        )
        return [row[0] for row in rows]

    def _aig_unlock_claims(self, ids):
        if not ids:
            return
        query = SQL(
            "SELECT pg_advisory_unlock(%s, id) FROM unnest(%s) AS id", LOCK_CLASS, ids
        )
        try:
            self.env.execute_query(query)
        except psycopg2.Error:
            # An aborted transaction refuses queries, a dead connection has no locks
            if not self.env.cr.closed:
                self.env.cr.rollback()
                self.env.execute_query(query)

    def _aig_filter_due(self, auto_commit):
        """Return what is still to send, as committed after the claim."""
        domain = [("id", "in", self.ids), ("state", "=", "outgoing")]
        if auto_commit:
            now = fields.Datetime.now()
            domain += [
                "|",
                ("scheduled_date", "=", False),
                ("scheduled_date", "<=", now),
            ]
        return self.search(domain, order="id")

    def _aig_lock_rows(self, auto_commit):
        """Lock the mails that are still to send and their rows; return these mails.

        The queue comes back to what somebody else holds.
        """
        mails = self.browse()
        for _try in range(TRIES):
            try:
                mails = self._aig_filter_due(auto_commit)._aig_try_lock()
                break
            except psycopg2.errors.SerializationFailure:
                # Changed since this snapshot, e.g. cancelled by hand
                self.env.cr.rollback()
        if self._aig_filter_due(auto_commit) - mails:
            self._aig_wake_queue({fields.Datetime.now() + BREATH})
        return mails

    def _aig_try_lock(self):
        mails = self.try_lock_for_update()
        logs = mails.aig_care_log_id
        held = logs - logs.try_lock_for_update(allow_referencing=True)
        notes = mails._aig_get_notifications()
        held_notes = notes - notes.try_lock_for_update()
        mails -= held_notes.mail_mail_id
        return mails.filtered(lambda mail: mail.aig_care_log_id not in held)

    def _aig_commit(self, auto_commit):
        if auto_commit:
            self.env.cr.commit()  # pylint: disable=invalid-commit
        else:
            self.env.flush_all()

    def _aig_quit(self, session):
        if session is None:
            return
        try:
            session.quit()
        except OSError:  # smtplib's exceptions are OSErrors
            _logger.debug("The connection to the mail server was closed already.")
