"""How long a place is held, and when to warn.

Times are local times of the company without a zone.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

HOURS, WORKING_DAYS = "hours", "days"
MORNING = time(8)


def is_working_day(day: date, holidays: Collection[date] = ()) -> bool:
    """Whether people work on a day, Monday to Friday but for holidays.

    >>> is_working_day(date(2026, 11, 27)), is_working_day(date(2026, 11, 28))
    (True, False)
    """
    return day.weekday() < 5 and day not in holidays


def expiry(
    now: datetime, length: int, unit: str, holidays: Collection[date] = ()
) -> datetime:
    """When a hold that is made now ends.

    In hours, it ends to the minute. In working days, it ends at the midnight after
    the last of them; the day on which it is made does not count.

    On a Friday, for two working days: until the end of Tuesday.

    >>> friday = datetime(2026, 11, 27, 16, 30)
    >>> expiry(friday, 2, WORKING_DAYS)
    datetime.datetime(2026, 12, 2, 0, 0)
    >>> expiry(friday, 2, WORKING_DAYS, {date(2026, 11, 30)})
    datetime.datetime(2026, 12, 3, 0, 0)
    >>> expiry(friday, 48, HOURS)
    datetime.datetime(2026, 11, 29, 16, 30)
    """
    if unit == HOURS:
        return now + timedelta(hours=length)
    day = now.date()
    for _number in range(length):
        day += timedelta(1)
        while not is_working_day(day, holidays):
            day += timedelta(1)
    return datetime.combine(day + timedelta(1), time(0))


def alert(now: datetime, ends: datetime, holidays: Collection[date] = ()) -> datetime:
    """When to warn of the end of a hold that is made now.

    At eight in the morning of the working day before its last day; if that is
    over already, when half of the hold is.

    >>> monday = datetime(2026, 11, 23, 9, 0)
    >>> alert(monday, datetime(2026, 12, 1, 0, 0))
    datetime.datetime(2026, 11, 27, 8, 0)
    >>> alert(monday, datetime(2026, 11, 23, 13, 0))
    datetime.datetime(2026, 11, 23, 11, 0)
    """
    day = (ends - timedelta(seconds=1)).date() - timedelta(1)
    while not is_working_day(day, holidays):
        day -= timedelta(1)
    morning = datetime.combine(day, MORNING)
    return morning if morning > now else now + (ends - now) / 2
