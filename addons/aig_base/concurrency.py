from contextlib import contextmanager

from psycopg2.errors import UniqueViolation

from odoo.exceptions import ConcurrencyError
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
