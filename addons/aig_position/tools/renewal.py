"""When what ends is looked at, and which days come next."""

from calendar import monthrange
from datetime import date, timedelta


def _is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def next_period(first: date, last: date) -> tuple[date, date]:
    """The days after a period, as long as it was.

    Whole months are followed by as many whole months, other days by as many days.

    >>> next_period(date(2026, 11, 1), date(2026, 12, 31))
    (datetime.date(2027, 1, 1), datetime.date(2027, 2, 28))
    >>> next_period(date(2026, 12, 10), date(2026, 12, 19))
    (datetime.date(2026, 12, 20), datetime.date(2026, 12, 29))
    """
    begins = last + timedelta(1)
    if first.day == 1 and _is_month_end(last):
        months = (last.year - first.year) * 12 + last.month - first.month
        year, month = divmod(begins.year * 12 + begins.month - 1 + months, 12)
        return begins, date(year, month + 1, monthrange(year, month + 1)[1])
    return begins, begins + (last - first)
