"""Who of those who wait for a place is told that it is free.

Times are local times of the company without a zone.
"""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .hold import MORNING, is_working_day

EVENING = time(17)

WAITING, TOLD = "waiting", "told"
DONE, OVER, WITHDRAWN = "done", "over", "withdrawn"
#: Still in line.
OPEN = {WAITING, TOLD}


@dataclass(frozen=True)
class Waiter:
    """Somebody in line for some days in one of some ``places``.

    ``places`` are those that are free now. ``head_start`` is the moment until which
    one who was told may decide before the next is told; None: nobody's turn waits
    for this one.
    """

    ref: Hashable
    places: frozenset[Hashable]
    first: date
    last: date
    told: bool = False
    head_start: datetime | None = None

    def competes(self, other: "Waiter") -> bool:
        """Whether both want a day of the same place."""
        return (
            self.first <= other.last
            and other.first <= self.last
            and not self.places.isdisjoint(other.places)
        )


def head_start_ends(
    now: datetime, hours: int, holidays: Collection[date] = ()
) -> datetime:
    """The moment at which so many working hours from now are over.

    People work from eight to five on working days.

    On a Friday at four, for three hours: one hour today, two on Monday.

    >>> friday = datetime(2026, 11, 27, 16, 0)
    >>> head_start_ends(friday, 3)
    datetime.datetime(2026, 11, 30, 10, 0)
    >>> head_start_ends(friday, 1)
    datetime.datetime(2026, 11, 27, 17, 0)
    >>> head_start_ends(datetime(2026, 11, 28, 9, 0), 2, {date(2026, 11, 30)})
    datetime.datetime(2026, 12, 1, 10, 0)
    """
    left = timedelta(hours=hours)
    while left:
        day = now.date()
        begins = max(now, datetime.combine(day, MORNING))
        ends = datetime.combine(day, EVENING)
        if is_working_day(day, holidays) and begins < ends:
            if left <= ends - begins:
                return begins + left
            left -= ends - begins
        now = datetime.combine(day + timedelta(1), time(0))
    return now


def whom_to_tell(
    line: Iterable[Waiter], now: datetime, head_start: datetime | None = None
) -> list[Waiter]:
    """Those in line, the first comer first, who are to be told now.

    Without a head start, everybody for whom a place is free and who was not told.
    With one, who comes later is told when the head start of all earlier ones who
    want the same place on the same days is over.

    :param head_start: until when those that are told now are alone with the place

    >>> day = date(2026, 12, 1)
    >>> now, later = datetime(2026, 11, 23, 9), datetime(2026, 11, 23, 12)
    >>> line = [Waiter(ref, frozenset({"T-1"}), day, day) for ref in "ab"]
    >>> [one.ref for one in whom_to_tell(line, now)]
    ['a', 'b']
    >>> [one.ref for one in whom_to_tell(line, now, later)]
    ['a']
    >>> told = Waiter("a", frozenset({"T-1"}), day, day, True, later)
    >>> [one.ref for one in whom_to_tell([told, line[1]], now, later)]
    []
    >>> [one.ref for one in whom_to_tell([told, line[1]], later, later)]
    ['b']
    """
    ahead: list[Waiter] = []
    due = []
    for one in line:
        if one.told:
            if one.head_start and one.head_start > now:
                ahead.append(one)
        elif one.places and not any(one.competes(other) for other in ahead):
            due.append(one)
            if head_start:
                ahead.append(one)
    return due
