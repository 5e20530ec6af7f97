"""Display time as a gift: its daily rate, and the days to hold for alternatives."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Stay:
    """Days of a place, both included."""

    place: int
    first: date
    last: date

    def overlaps(self, other: "Stay") -> bool:
        return (
            self.place == other.place
            and self.first <= other.last
            and other.first <= self.last
        )


def to_hold(stays: Iterable[Stay]) -> list[Stay]:
    """The fewest days to hold, so that any one of alternative stays can be had.

    The customer chooses one of them: days that two have in common are held once.

    >>> first, second, third = (date(2026, 12, day) for day in (1, 8, 9))
    >>> to_hold([Stay(1, first, second), Stay(1, second, third), Stay(2, third, third)])
    [Stay(place=1, first=datetime.date(2026, 12, 1), last=datetime.date(2026, 12, 9)), \
Stay(place=2, first=datetime.date(2026, 12, 9), last=datetime.date(2026, 12, 9))]
    """
    held: list[Stay] = []
    for stay in sorted(stays):
        if held and held[-1].overlaps(stay):
            before = held.pop()
            stay = Stay(stay.place, before.first, max(before.last, stay.last))
        held.append(stay)
    return held


def clash(stays: Iterable[Stay]) -> tuple[Stay, Stay] | None:
    """Two stays of one package that want the same day of the same place.

    >>> day = date(2026, 12, 1)
    >>> clash([Stay(1, day, day), Stay(2, day, day)])
    >>> clash([Stay(1, day, day), Stay(1, day, day)]) is None
    False
    """
    ordered = sorted(stays)
    for before, after in pairwise(ordered):
        if before.overlaps(after):
            return before, after
    return None


def one_rate(changes: Iterable[date], first: date, last: date) -> date | None:
    """The last day before the rate changes inside a period; ``None`` if it does not.

    >>> one_rate([date(2027, 1, 1)], date(2026, 12, 20), date(2027, 1, 5))
    datetime.date(2026, 12, 31)
    >>> one_rate([date(2027, 1, 1)], date(2027, 1, 1), date(2027, 1, 5))
    """
    inside = sorted(day for day in changes if first < day <= last)
    return inside[0] - timedelta(1) if inside else None
