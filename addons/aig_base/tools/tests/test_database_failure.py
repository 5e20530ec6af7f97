import psycopg2
import psycopg2.errors
import pytest

from ..database_failure import is_lost


@pytest.mark.parametrize(
    ("error", "lost"),
    [
        (psycopg2.InterfaceError("connection already closed"), True),
        (psycopg2.OperationalError("server closed the connection unexpectedly"), True),
        (psycopg2.IntegrityError("duplicate key"), False),
        (psycopg2.ProgrammingError("syntax error"), False),
        (ValueError("other"), False),
    ],
)
def test_is_lost(error, lost):
    assert is_lost(error) == lost
