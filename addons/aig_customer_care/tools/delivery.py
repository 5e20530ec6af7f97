"""What the customer's side of a message says about the sending as a whole.

A care log row follows one message; the message has one notification for each
person it goes to. This module turns their states into the one state of the row.
"""

from collections.abc import Iterable

QUEUED = "queued"
SENT = "sent"
FAILED = "failed"
CANCELLED = "cancelled"

WAITING = frozenset({"ready", "process", "pending"})


def delivery_state(statuses: Iterable[str]) -> str:
    """Return the state of a sending from its e-mail notifications' states.

    Anything still on its way keeps the whole sending queued; one delivery is
    enough to call it sent; it is cancelled only if nothing was even tried.

    >>> delivery_state(["ready", "sent"])
    'queued'
    >>> delivery_state(["sent", "bounce"])
    'sent'
    >>> delivery_state(["canceled", "canceled"])
    'cancelled'
    >>> delivery_state(["exception", "canceled"])
    'failed'
    >>> delivery_state([])
    'queued'
    """
    found = set(statuses)
    if not found or found & WAITING:
        return QUEUED
    if SENT in found:
        return SENT
    if found == {"canceled"}:
        return CANCELLED
    return FAILED
