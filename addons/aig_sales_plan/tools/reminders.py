"""When salespeople are reminded of the plan of the coming quarter."""

from collections.abc import Iterable
from datetime import date


def reached(today: date, first_day: date, days_before: Iterable[int]) -> int | None:
    """The latest reminder whose day has come, as its number of days before.

    >>> quarter = date(2027, 1, 1)
    >>> reached(date(2026, 12, 18), quarter, [14, 3])
    14
    >>> reached(date(2026, 12, 30), quarter, [14, 3])
    3

    Silence before the first one, and once the quarter has begun; 0 is no reminder.

    >>> reached(date(2026, 12, 17), quarter, [14, 3])
    >>> reached(quarter, quarter, [14, 3])
    >>> reached(date(2026, 12, 31), quarter, [0])
    """
    left = (first_day - today).days
    due = [days for days in days_before if days > 0 and 0 < left <= days]
    return min(due, default=None)
