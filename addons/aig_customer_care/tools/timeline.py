"""One page after another out of many lists, newest first (S09, C08).

Each list is asked for what is older than the last row shown, and for no more rows than
a page has; so a page costs the same however long the history is. Rows at one moment
stand in the order of their lists' names, then the youngest id first: that order is
total, so no row is lost between two pages and none is shown twice, whatever is added
meanwhile.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import chain
from typing import NamedTuple


class Key(NamedTuple):
    """The place of a row: when, in which list, which record. Also a cursor."""

    moment: datetime
    source: str
    id: int


class Bound(NamedTuple):
    """What of one list is older than a cursor.

    Rows before ``moment``; if ``inclusive`` also those at it, of these with
    ``below_id`` only the smaller ids.
    """

    moment: datetime | date
    inclusive: bool
    below_id: int | None = None

    def holds(self, moment: datetime | date, record_id: int) -> bool:
        """Whether a row lies within.

        >>> Bound(date(2026, 1, 2), True, 7).holds(date(2026, 1, 2), 7)
        False
        >>> Bound(date(2026, 1, 2), True, 7).holds(date(2026, 1, 1), 9)
        True
        """
        if moment != self.moment:
            return moment < self.moment
        return self.inclusive and (self.below_id is None or record_id < self.below_id)


class Page(NamedTuple):
    """Rows of a page, and where the next one begins: ``None`` after the last."""

    keys: list[Key]
    cursor: Key | None


def bound(cursor: Key, source: str) -> Bound:
    """What of a list comes after the cursor.

    >>> noon = datetime(2026, 1, 2, 12)
    >>> bound(Key(noon, "order", 7), "invoice").inclusive
    False
    >>> bound(Key(noon, "order", 7), "order").below_id
    7
    >>> bound(Key(noon, "order", 7), "plan")
    Bound(moment=datetime.datetime(2026, 1, 2, 12, 0), inclusive=True, below_id=None)
    """
    if source == cursor.source:
        return Bound(cursor.moment, True, cursor.id)
    return Bound(cursor.moment, source > cursor.source)


def day_bound(older: Bound, day: date, begins: datetime) -> Bound:
    """The same for a list whose rows have a day only; such a row is at its beginning.

    :param day: the day on which the bound's moment lies
    :param begins: the moment at which that day begins

    >>> noon, night = datetime(2026, 1, 2, 12), datetime(2026, 1, 2)
    >>> day_bound(Bound(noon, False), night.date(), night)
    Bound(moment=datetime.date(2026, 1, 2), inclusive=True, below_id=None)
    >>> day_bound(Bound(night, False), night.date(), night)
    Bound(moment=datetime.date(2026, 1, 2), inclusive=False, below_id=None)
    """
    if older.moment > begins:
        return Bound(day, True)
    return older._replace(moment=day)


def page(lists: Iterable[Iterable[Key]], size: int) -> Page:
    """Merge lists and take the first rows.

    Each list must have been asked for its newest ``size + 1`` rows, so that it is known
    whether more follow; in which order they came does not matter.

    >>> def keys(source, *days):
    ...     return [Key(datetime(2026, 1, day), source, day) for day in days]
    >>> found = page([keys("call", 9, 3), keys("order", 5, 3)], 3)
    >>> [(key.source, key.id) for key in found.keys]
    [('call', 9), ('order', 5), ('call', 3)]
    >>> found.cursor.source
    'call'
    >>> page([keys("call", 9, 3)], 2).cursor
    """
    # sorting merges lists that are in order already, and trusts none
    keys = sorted(chain.from_iterable(lists), key=_newest_first)
    shown = keys[:size]
    return Page(shown, shown[-1] if len(keys) > size else None)


def _newest_first(key: Key) -> tuple[timedelta, str, int]:
    return datetime.max - key.moment, key.source, -key.id
