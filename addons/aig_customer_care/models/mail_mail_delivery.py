import logging
from datetime import timedelta

import psycopg2

from odoo import fields, models
from odoo.tools import SQL, split_every

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


class MailMail(models.Model):
    """How a mail of the care log leaves (design rule 5).

    1. Claim: an advisory lock of the connection, so that it outlives commits and
       ends with the process; then a fresh snapshot tells what is still to send.
    2. Mark: ``aig_sending_since`` is committed before the mail server hears of the
       mail. A mark on a mail that nobody has claimed means that its sender died:
       the mail goes out again under the same Message-Id, shown as unknown.
    3. Lock the rows that the result will change, so that it cannot be refused
       afterwards; send through Odoo's ``_send``; commit the result together with
       the mark of the next mail.
    """

    _inherit = "mail.mail"  # pylint: disable=consider-merging-classes-inherited

    def _aig_send(self, auto_commit):
        """Send these mails of the care log, each claimed before.

        :param bool auto_commit: commit around each mail; False in tests only
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
            mails._aig_send_claimed(server, alias_domain_id, smtp_from, auto_commit)
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

    def _aig_send_claimed(self, server, alias_domain_id, smtp_from, auto_commit):
        session = None
        marked = False
        todo = list(self)
        try:
            while todo:
                if session is None:
                    try:
                        session = self.env["ir.mail_server"]._connect__(
                            mail_server_id=server.id, smtp_from=smtp_from
                        )
                    except Exception as error:
                        rest = self.browse([mail.id for mail in todo])
                        rest._aig_handle_failure(classify_connection_failure(error))
                        self._aig_commit(auto_commit)
                        return
                mail = todo[0]
                if not marked:
                    mail._aig_mark()
                    self._aig_commit(auto_commit)
                alive = mail._aig_deliver(session, server, alias_domain_id)
                todo.pop(0)
                marked = alive and bool(todo)
                if marked:
                    todo[0]._aig_mark()
                self._aig_commit(auto_commit)
                if not alive:
                    self._aig_quit(session)
                    session = None
        finally:
            self._aig_quit(session)

    def _aig_deliver(self, session, server, alias_domain_id):
        """Send one marked mail; return whether the connection can be used again."""
        self.ensure_one()
        if not self._aig_lock_rows():
            self.exists().write({"aig_sending_since": False})
            self._aig_wake_queue({fields.Datetime.now() + BREATH})
            return True
        failure = None
        try:
            self._send(
                raise_exception=True,
                smtp_session=session,
                alias_domain_id=alias_domain_id,
                mail_server=server,
            )
        except MemoryError:
            raise
        except psycopg2.Error as error:
            self.env.cr.rollback()  # raises when the connection is gone
            failure = Failure(OTHER, str(error), temporary=True, uncertain=True)
        except Exception as error:
            failure = classify_failure(error)
        mail = self.exists()
        if not failure and mail and mail.state == "exception":
            failure = Failure(OTHER, mail.failure_reason or "", temporary=False)
        if failure:
            mail._aig_handle_failure(failure)
            return not failure.temporary
        mail.write({"aig_sending_since": False})
        return True

    def _aig_mark(self):
        if self.aig_sending_since:
            # Somebody marked it and is gone: it may be with the customer already
            self.aig_care_log_id.delivery_uncertain = True
        self.write({"aig_sending_since": fields.Datetime.now()})

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

    def _aig_lock_rows(self):
        """Lock the mail and its log row; False when it is not to be sent now."""
        logs = self.aig_care_log_id
        try:
            locked = self.try_lock_for_update() and logs.try_lock_for_update(
                allow_referencing=True
            )
        except psycopg2.errors.SerializationFailure:
            # Changed since the mark, e.g. cancelled by hand
            self.env.cr.rollback()
            return False
        return bool(locked) and self.state == "outgoing"

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
