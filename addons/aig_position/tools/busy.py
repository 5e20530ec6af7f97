"""On which days a place has no room, told without saying whose it is."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

DAY = timedelta(1)
Period = tuple[date, date]


def taken_periods(
    stays: Iterable[Period], capacity: int, first: date, last: date
) -> list[Period]:
    """The periods within ``first`` to ``last`` when all slots are taken, in order.

    Periods that follow each other without a day between are one.

    :param stays: first and last day of each slot taken

    >>> december = [date(2026, 12, day) for day in range(1, 32)]
    >>> stays = [(december[0], december[9]), (december[10], december[14])]
    >>> taken_periods(stays, 1, december[4], december[30])
    [(datetime.date(2026, 12, 5), datetime.date(2026, 12, 15))]
    >>> taken_periods(stays, 2, december[4], december[30])
    []
    """
    change: Counter[date] = Counter()
    for begin, end in stays:
        if begin <= last and end >= first:
            change[max(begin, first)] += 1
            change[min(end, last) + DAY] -= 1
    periods = []
    taken, since = 0, None
    for day in sorted(change):
        taken += change[day]
        if taken >= capacity and since is None:
            since = day
        elif taken < capacity and since is not None:
            periods.append((since, day - DAY))
            since = None
    return periods


def free_days(taken: Iterable[Period], first: date, last: date) -> int:
    """How many days of ``first`` to ``last`` are left beside the taken periods.

    >>> free_days([(date(2026, 12, 5), date(2026, 12, 15))],
    ...           date(2026, 12, 1), date(2026, 12, 31))
    20
    """
    lost = sum((end - begin).days + 1 for begin, end in taken)
    return (last - first).days + 1 - lost
