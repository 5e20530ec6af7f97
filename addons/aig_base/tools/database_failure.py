"""Tell a database that is gone from one that refuses."""

#: Answers of a server that ends: stopped, crashed, starting.
ENDING = ("57P01", "57P02", "57P03")


def is_lost(error: Exception) -> bool:
    """Whether an error of the database's driver means that the connection is gone.

    Then the whole transaction is undone. A refusal, of a lock or a value, is no loss.

    >>> class InterfaceError(Exception):
    ...     '''As the driver's: connection already closed.'''
    >>> is_lost(InterfaceError("connection already closed"))
    True
    >>> class OperationalError(Exception):
    ...     pgcode = "40001"  # could not serialize
    >>> is_lost(OperationalError())
    False
    >>> OperationalError.pgcode = "57P01"
    >>> is_lost(OperationalError())
    True
    """
    names = {kind.__name__ for kind in type(error).__mro__}
    if "InterfaceError" in names:
        return True
    if "OperationalError" not in names:
        return False
    code = getattr(error, "pgcode", None)
    # without a code: the server said nothing any more
    return code is None or code in ENDING or code.startswith("08")
