"""When a Vietnamese outdoor advertiser sells: before Tet, and hardly in summer."""

from collections.abc import Iterator
from datetime import date

MONTHS = 18
#: How much busier than usual a month of the year is.
WEIGHTS = (1.45, 0.5, 0.9, 1.0, 0.95, 0.6, 0.55, 0.7, 1.0, 1.2, 1.35, 1.8)


def weight(day: date) -> float:
    """How busy the month of a day is; 1.0 is usual.

    >>> weight(date(2026, 12, 24)), weight(date(2026, 7, 1))
    (1.8, 0.55)
    """
    return WEIGHTS[day.month - 1]


def back(first: date, months: int) -> date:
    """The first day of the month some months before (after, when negative).

    >>> back(date(2026, 11, 30), 17)
    datetime.date(2025, 6, 1)
    >>> back(date(2026, 11, 30), -2)
    datetime.date(2027, 1, 1)
    """
    counted = first.year * 12 + first.month - 1 - months
    return date(counted // 12, counted % 12 + 1, 1)


def begin(today: date) -> date:
    """The first day of the story: eighteen months with the present one.

    >>> begin(date(2026, 11, 30))
    datetime.date(2025, 6, 1)
    """
    return back(today, MONTHS - 1)


def months(first: date, last: date) -> Iterator[date]:
    """The first days of the months from one day to another.

    >>> [month.month for month in months(date(2026, 11, 3), date(2027, 1, 1))]
    [11, 12, 1]
    """
    month = back(first, 0)
    while month <= last:
        yield month
        month = back(month, -1)
