from contextlib import contextmanager

from psycopg2.errors import UniqueViolation

from odoo.exceptions import ConcurrencyError, LockError
from odoo.tools import mute_logger


@contextmanager
def retry_if_duplicate(cr):
    """Let the server run the request again when another has just made the same row.

    The second run starts from what the first has committed, and finds the row: two
    people who press the same button at the same moment meet in one record, and
    neither sees a database error.

    :raises ConcurrencyError: for the server's own retry
    """
    try:
        with mute_logger("odoo.sql_db"), cr.savepoint():
            yield
    except UniqueViolation as error:
        raise ConcurrencyError(str(error)) from error


def lock_or_retry(records):
    """Hold rows until the transaction ends, or let the server run the request again.

    The second of two people who change one record at the same moment starts anew from
    what the first has committed, and is told in words what follows from that.

    :raises ConcurrencyError: for the server's own retry
    """
    try:
        records.lock_for_update(allow_referencing=True)
    except LockError as error:
        raise ConcurrencyError(str(error)) from error
