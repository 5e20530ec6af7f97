"""The columns of the availability grid: days or weeks."""

from datetime import date, timedelta

DAY, WEEK = "day", "week"
#: A grid is a quarter at most, and a little more.
LONGEST = 100


def columns(first: date, last: date, step: str) -> list[tuple[date, date]]:
    """Split a period into days, or weeks from Monday to Sunday; its ends may be short.

    :raises ValueError: the period is no period, or longer than the grid

    >>> days = columns(date(2026, 12, 1), date(2026, 12, 10), WEEK)
    >>> [(begin.day, end.day) for begin, end in days]
    [(1, 6), (7, 10)]
    >>> len(columns(date(2026, 12, 1), date(2026, 12, 31), DAY))
    31
    """
    if not 0 <= (last - first).days < LONGEST:
        raise ValueError(f"not a period of a grid: {first} - {last}")
    found = []
    day = first
    while day <= last:
        end = day if step == DAY else day + timedelta(6 - day.weekday())
        found.append((day, min(end, last)))
        day = found[-1][1] + timedelta(1)
    return found
