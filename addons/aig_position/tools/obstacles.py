"""Which stays keep a request from a site."""

from collections.abc import Iterable
from datetime import date

from .slots import Stay, overlaps


def in_the_way(
    stays: Iterable[Stay], capacity: int, count: int, first: date, last: date
) -> list[Stay]:
    """The stays on days on which ``count`` more slots do not fit, earliest first.

    A screen of two slots, one of which is wanted all week: only Tuesday is full.

    >>> stays = [Stay(date(2026, 12, 1), date(2026, 12, 1), 1, "a"),
    ...          Stay(date(2026, 12, 1), date(2026, 12, 2), 2, "b"),
    ...          Stay(date(2026, 12, 3), date(2026, 12, 9), 1, "c")]
    >>> [stay.ref for stay in in_the_way(
    ...     stays, 2, 1, date(2026, 11, 30), date(2026, 12, 6))]
    ['a', 'b']
    """
    inside = [stay for stay in stays if overlaps(stay, first, last)]
    # the set of stays changes where one begins only, as far as fullness goes
    days = {first, *(max(stay.first, first) for stay in inside)}
    found = {
        stay: None
        for day in days
        if len(there := [one for one in inside if overlaps(one, day, day)]) + count
        > capacity
        for stay in there
    }
    return sorted(found, key=lambda stay: (stay.first, stay.last, stay.slot or 0))
