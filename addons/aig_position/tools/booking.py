"""The life of a booking: which step may follow which, and what takes a place."""

from datetime import date

DRAFT, REQUESTED, RESERVED, BOOKED = "draft", "requested", "reserved", "booked"
IN_FLIGHT, FINISHED, STOPPED = "in_flight", "finished", "stopped"
CANCELLED, EXPIRED = "cancelled", "expired"

#: What may follow each step.
TRANSITIONS = {
    DRAFT: {REQUESTED, RESERVED, BOOKED, CANCELLED},
    REQUESTED: {RESERVED, CANCELLED, EXPIRED},
    RESERVED: {BOOKED, CANCELLED, EXPIRED},
    BOOKED: {IN_FLIGHT, FINISHED, STOPPED, CANCELLED},
    IN_FLIGHT: {FINISHED, STOPPED},
    EXPIRED: {DRAFT},
    CANCELLED: {DRAFT},
    FINISHED: set(),
    STOPPED: set(),
}
#: Held for a time only: these end by themselves.
HELD = {REQUESTED, RESERVED}
#: These hold no place, and may take one.
BEFORE_TAKING = {DRAFT}
#: Nobody else can have the place.
TAKING = HELD | {BOOKED, IN_FLIGHT, FINISHED, STOPPED}


def may_follow(step: str, after: str) -> bool:
    """Whether a booking in ``after`` may be brought to ``step``.

    >>> may_follow(RESERVED, DRAFT), may_follow(RESERVED, FINISHED)
    (True, False)
    """
    return step in TRANSITIONS[after]


def phase(first: date, last: date, today: date) -> str:
    """What a firm booking is on a day of its life.

    >>> first, last = date(2026, 12, 1), date(2026, 12, 31)
    >>> [phase(first, last, day)
    ...  for day in (date(2026, 11, 30), first, last, date(2027, 1, 1))]
    ['booked', 'in_flight', 'in_flight', 'finished']
    """
    if today < first:
        return BOOKED
    return IN_FLIGHT if today <= last else FINISHED
