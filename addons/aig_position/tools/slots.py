"""Which slot of a site each stay takes, and how many are free.

A billboard has one slot; an LED screen shows several advertisers in turn. A slot is
a number, not a place: as long as nobody comes twice at once, a stay may be given
another one. That is why a request fits whenever no day is over-full, however the
earlier stays happen to lie.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date


class Full(ValueError):
    """There are not enough slots on ``day``, of which ``free`` are left."""

    def __init__(self, day: date, free: int):
        super().__init__(f"{free} free on {day}")
        self.day = day
        self.free = free


@dataclass(frozen=True)
class Stay:
    """One slot taken from ``first`` to ``last``, both included.

    ``slot`` is None for a stay that asks for one; ``ref`` is the caller's.
    """

    first: date
    last: date
    slot: int | None = None
    ref: Hashable = None


def overlaps(stay: Stay, first: date, last: date) -> bool:
    """Whether a stay has a day in common with a period.

    >>> stay = Stay(date(2026, 1, 10), date(2026, 1, 20))
    >>> overlaps(stay, date(2026, 1, 20), date(2026, 1, 31))
    True
    >>> overlaps(stay, date(2026, 1, 21), date(2026, 1, 31))
    False
    """
    return stay.first <= last and first <= stay.last


def least_free(
    stays: Iterable[Stay], capacity: int, first: date, last: date
) -> tuple[date, int]:
    """The fullest day of a period, and the slots that are free on it.

    >>> stays = [Stay(date(2026, 1, 1), date(2026, 1, 9)),
    ...          Stay(date(2026, 1, 9), date(2026, 1, 31))]
    >>> least_free(stays, 3, date(2026, 1, 5), date(2026, 1, 15))
    (datetime.date(2026, 1, 9), 1)
    >>> least_free(stays, 3, date(2026, 2, 1), date(2026, 2, 2))
    (datetime.date(2026, 2, 1), 3)
    """
    inside = [stay for stay in stays if overlaps(stay, first, last)]
    # only where somebody comes can a day be fuller than the day before
    days = sorted({first, *(max(stay.first, first) for stay in inside)})
    counts = [(sum(overlaps(stay, day, day) for stay in inside), day) for day in days]
    taken, day = max(counts, key=lambda pair: (pair[0], -pair[1].toordinal()))
    return day, capacity - taken


def assign(stays: Iterable[Stay], new: Iterable[Stay], capacity: int) -> list[Stay]:
    """Give ``new`` stays a slot each; returns all those whose slot is new or another.

    Earlier stays keep theirs where the new ones find room beside them. Else all are
    dealt out anew, the earliest first to the lowest free slot, which always works
    when no day has more stays than slots.

    :raises Full: some day has more stays than slots

    >>> old = [Stay(date(2026, 1, 1), date(2026, 1, 9), 1, "a"),
    ...        Stay(date(2026, 1, 20), date(2026, 1, 31), 2, "b")]
    >>> [stay.slot for stay in assign(
    ...     old, [Stay(date(2026, 1, 5), date(2026, 1, 8))], 2)]
    [2]

    A stay over the whole month fits only when another one moves:

    >>> [(stay.ref, stay.slot) for stay in assign(
    ...     old, [Stay(date(2026, 1, 1), date(2026, 1, 31), None, "c")], 2)]
    [('c', 1), ('a', 2)]
    """
    old, new = list(stays), list(new)
    for stay in new:
        day, free = least_free([*old, *new], capacity, stay.first, stay.last)
        if free < 0:
            raise Full(day, free + len([one for one in new if overlaps(one, day, day)]))
    placed = _beside(old, new, capacity)
    if placed is not None:
        return placed
    return [
        Stay(stay.first, stay.last, slot, stay.ref)
        for stay, slot in _dealt_out([*old, *new])
        if stay.slot != slot
    ]


def _beside(old: list[Stay], new: list[Stay], capacity: int) -> list[Stay] | None:
    """The new stays in slots that are free all through, or None."""
    placed: list[Stay] = []
    for stay in new:
        taken = {
            one.slot for one in [*old, *placed] if overlaps(one, stay.first, stay.last)
        }
        slot = next((n for n in range(1, capacity + 1) if n not in taken), None)
        if slot is None:
            return None
        placed.append(Stay(stay.first, stay.last, slot, stay.ref))
    return placed


def _dealt_out(stays: list[Stay]) -> list[tuple[Stay, int]]:
    """Each stay with its slot when all are dealt out by their first day."""
    ends: dict[int, date] = {}
    dealt = []
    for stay in sorted(stays, key=lambda stay: (stay.first, stay.slot or 0)):
        slot = 1
        while slot in ends and ends[slot] >= stay.first:
            slot += 1
        ends[slot] = stay.last
        dealt.append((stay, slot))
    return dealt
