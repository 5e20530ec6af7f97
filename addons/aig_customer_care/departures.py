"""What is known of mails on their way, kept apart from the sender's transaction.

A sender handles many mails in one transaction, and their rows in the database change
when it ends. What may not wait so long is written here, by a connection of its own:
that a mail is about to leave, and that the mail server has taken it.
"""

import logging
from contextlib import contextmanager

import psycopg2

_logger = logging.getLogger(__name__)

KNOWN = """
SELECT mail_id, recipients, left_at IS NOT NULL FROM aig_care_departure
WHERE mail_id = ANY(%s)
"""
LEAVING = """
INSERT INTO aig_care_departure (mail_id, recipients, since)
VALUES (%s, %s, now() AT TIME ZONE 'UTC')
ON CONFLICT (mail_id, recipients) DO UPDATE SET since = EXCLUDED.since
"""
LEFT = """
SET LOCAL synchronous_commit TO OFF;
UPDATE aig_care_departure SET left_at = now() AT TIME ZONE 'UTC'
WHERE mail_id = %s AND recipients = %s
"""
FORGET = "DELETE FROM aig_care_departure WHERE mail_id = ANY(%s)"


class Departures:
    """A session with the mail server that knows what has left, for some mails.

    Give it to Odoo's ``_send`` in place of the session, after ``board``. A mail that
    has left for some recipients already, by a sender that died before it could say so,
    does not leave for them again.
    """

    def __init__(self, cr, mail_ids, own):
        self._cr, self._own = cr, own
        self._mail_id = None
        self._known = {}
        #: mails that may be with somebody already: their sender died
        self.uncertain = set()
        #: by mail, what Odoo found out about its recipients
        self.outcomes = {}
        self.session = None
        self._execute(KNOWN, (list(mail_ids),))
        for mail_id, recipients, has_left in self._cr.fetchall():
            self._known[mail_id, recipients] = has_left
            if not has_left:
                self.uncertain.add(mail_id)
        self._commit()

    def __getattr__(self, name):
        # Odoo keeps on its session who may send by it, and asks for it
        return getattr(self.session, name)

    def board(self, mail_id):
        """Say which mail the next messages belong to."""
        self._mail_id = mail_id
        self.outcomes.pop(mail_id, None)

    def send_message(self, message, smtp_from, smtp_to_list):
        """Send as smtplib does, between two marks."""
        key = self._mail_id, ", ".join(sorted(smtp_to_list))
        if self._known.get(key):
            return {}
        self._execute(LEAVING, key)
        self._commit()
        refused = self.session.send_message(message, smtp_from, smtp_to_list)
        self._known[key] = True
        try:
            # the next commit that waits for the disk takes this one along
            self._execute(LEFT, key)
            self._commit()
        except psycopg2.Error:
            # it has left: what is known here goes into the sender's own result
            _logger.warning("Mail %s has left, unnoted.", self._mail_id, exc_info=True)
        return refused

    def forget(self, mail_ids):
        """Drop the marks of mails whose result is committed."""
        self._execute(FORGET, (list(mail_ids),))
        self._commit()

    def _execute(self, query, params):
        self._cr.execute(query, params, log_exceptions=False)

    def _commit(self):
        if self._own:
            self._cr.commit()  # pylint: disable=invalid-commit


@contextmanager
def open_departures(env, mail_ids, own):
    """Open the marks of some mails.

    :param own: by a connection of its own; False in tests, which have but one
    """
    if not own:
        yield Departures(env.cr, mail_ids, own=False)
        return
    with env.registry.cursor() as cr:
        yield Departures(cr, mail_ids, own=True)
