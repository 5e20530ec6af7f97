"""The lists of a day: what is shown, once, and in which order; and the pace."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

LATE, TODAY, COMING, OPEN = "late", "today", "coming", "open"


@dataclass(frozen=True)
class Entry:
    """One thing to do.

    ``section`` is the list it belongs to, ``about`` what it is about: of two entries
    about the same one is shown. ``due`` is its day, ``None`` for any day; of one day
    the larger ``weight`` comes first. ``is_general`` yields to an entry that tells more
    about the same; ``is_filler`` is shown only while nothing else is to be done for the
    customer.
    """

    section: str
    about: Hashable
    customer: int | None = None
    due: date | None = None
    weight: Decimal = Decimal(0)
    is_general: bool = False
    is_filler: bool = False


def tone(due: date | None, today: date) -> str:
    """How urgent a day is.

    >>> tone(date(2026, 10, 4), date(2026, 10, 5)), tone(None, date(2026, 10, 5))
    ('late', 'open')
    """
    if due is None:
        return OPEN
    if due == today:
        return TODAY
    return LATE if due < today else COMING


def once(entries: Iterable[Entry], order: Iterable[str]) -> list[Entry]:
    """Entries of the sections named, each thing once; the first section has it.

    >>> order = ["draft", "expire"]
    >>> general = Entry("draft", ("hold", 1), is_general=True)
    >>> entries = [general, Entry("expire", ("hold", 1))]
    >>> [entry.section for entry in once(entries, order)]
    ['expire']
    """
    place = {section: number for number, section in enumerate(order)}
    known = [entry for entry in entries if entry.section in place]
    chosen: dict[Hashable, Entry] = {}
    for entry in sorted(
        known, key=lambda entry: (entry.is_general, place[entry.section], rank(entry))
    ):
        chosen.setdefault(entry.about, entry)
    kept = set(map(id, chosen.values()))
    busy = {
        entry.customer
        for entry in chosen.values()
        if entry.customer and not entry.is_filler
    }
    return [
        entry
        for entry in known
        if id(entry) in kept and not (entry.is_filler and entry.customer in busy)
    ]


def rank(entry: Entry) -> tuple[bool, date, Decimal]:
    """What an entry is sorted by: its day, those of any day last, then its weight."""
    return entry.due is None, entry.due or date.max, -entry.weight


def arrange(
    entries: Iterable[Entry], order: Iterable[str], merged: Iterable[str] = ()
) -> dict[str, list[list[Entry]]]:
    """The lists by section, most urgent first, each row with its entries.

    In a ``merged`` section a customer has one row: its first entry is most urgent.

    >>> call = Entry("contact", 1, customer=7, due=date(2026, 10, 5))
    >>> late = Entry("contact", 2, customer=7, due=date(2026, 10, 1))
    >>> rows = arrange([call, late], ["contact"], ["contact"])["contact"]
    >>> [[entry.about for entry in row] for row in rows]
    [[2, 1]]
    """
    order, merged = list(order), set(merged)
    result: dict[str, list[list[Entry]]] = {section: [] for section in order}
    rows: dict[Hashable, list[Entry]] = {}
    for entry in sorted(once(entries, order), key=rank):
        is_merged = entry.section in merged and entry.customer
        key = (
            entry.section,
            is_merged or None,
            None if is_merged else id(entry),
        )
        if key not in rows:
            rows[key] = []
            result[entry.section].append(rows[key])
        rows[key].append(entry)
    return result


@dataclass(frozen=True)
class Pace:
    """What should be done by today, and what is missing; less than zero is ahead."""

    goal: Decimal
    done: Decimal
    expected: Decimal

    @property
    def gap(self) -> Decimal:
        """What is missing by today."""
        return self.expected - self.done

    @property
    def is_behind(self) -> bool:
        """Whether less is done than should be."""
        return self.gap > 0


def pace(
    goal: Decimal, done: Decimal, first: date, last: date, today: date, step: Decimal
) -> Pace:
    """How far one should be by the end of today when every day does its share.

    :param step: what the expected figure is rounded down to, e.g. 1 dong or 1 post

    >>> first, last = date(2026, 10, 1), date(2026, 12, 31)
    >>> pace(Decimal(920), Decimal(80), first, last, date(2026, 10, 10), Decimal(1)).gap
    Decimal('20')

    :raises ValueError: the last day is before the first
    """
    if last < first:
        raise ValueError("the last day is before the first")
    days = (last - first).days + 1
    passed = min(max((today - first).days + 1, 0), days)
    expected = goal * passed / days
    rounded = (expected / step).to_integral_value(ROUND_FLOOR) * step
    return Pace(goal, done, rounded)
