"""The way from planned to actual sales, month by month (plan bridge).

For each month: plan + slipped + lost + shrunk + new + early + open = actual, exactly,
whatever happened. Months are whole numbers that grow with time.

``slipped``  planned here and come later (-), or come here and planned before (+)
``lost``     planned here, lost
``shrunk``   came, but smaller; refunds
``new``      came without being planned, or larger than planned
``early``    come here before it was planned (+), or planned here and come before (-)
``open``     planned here, still to come: the month is not over
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from .distribution import spread
from .figures import ZERO

STEPS = ("slipped", "lost", "shrunk", "new", "early", "open")
OPEN, WON, LOST = "open", "won", "lost"


@dataclass(frozen=True, slots=True)
class Actual:
    """Sales that came: in which month, how much (negative: a refund), from where."""

    month: int
    amount: Decimal
    source: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """One planned item: ``amount`` in ``month``, how it ended, what came of it.

    ``rest`` is what a won item has still to bring. What comes without a plan fulfils
    items that ``take_unplanned``: typed without naming a deal, or won without an order.
    """

    amount: Decimal
    month: int
    source: str = ""
    state: str = OPEN
    actuals: tuple[Actual, ...] = ()
    rest: Decimal = ZERO
    take_unplanned: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of the way, in one month, with the item it is about."""

    month: int
    step: str
    amount: Decimal
    source: str = ""


@dataclass(slots=True)
class MonthBridge:
    """The way of one month."""

    plan: Decimal = ZERO
    steps: dict[str, Decimal] = field(
        default_factory=lambda: dict.fromkeys(STEPS, ZERO)
    )
    actual: Decimal = ZERO

    @property
    def is_whole(self) -> bool:
        """Whether the parts lead exactly from the plan to what came."""
        return self.plan + sum(self.steps.values(), ZERO) == self.actual


def bars(
    items: Sequence[Planned], unplanned: Sequence[Actual], this_month: int
) -> tuple[Bar, ...]:
    """The parts between plan and actual; ``this_month`` is not over yet.

    >>> bars([Planned(Decimal(100), 10, "a", WON, (Actual(11, Decimal(80)),))], [], 12)
    (Bar(month=11, step='slipped', amount=Decimal('80'), source='a'), \
Bar(month=10, step='slipped', amount=Decimal('-80'), source='a'), \
Bar(month=10, step='shrunk', amount=Decimal('-20'), source='a'))
    >>> bars([], [Actual(10, Decimal(5), "b")], 12)
    (Bar(month=10, step='new', amount=Decimal('5'), source='b'),)
    """
    known = [item for item in items if not item.take_unplanned]
    takers, left = _fulfil([item for item in items if item.take_unplanned], unplanned)
    found = [bar for item in (*known, *takers) for bar in _bars_of(item, this_month)]
    found += [_unplanned(actual) for actual in left]
    return tuple(bar for bar in found if bar.amount)


def bridge(
    items: Sequence[Planned], unplanned: Sequence[Actual], this_month: int
) -> dict[int, MonthBridge]:
    """The way of every month in which something was planned or came.

    >>> way = bridge(
    ...     [Planned(Decimal(100), 10, "a", LOST)], [Actual(10, Decimal(30))], 12
    ... )
    >>> way[10].plan, way[10].steps["lost"], way[10].steps["new"], way[10].actual
    (Decimal('100'), Decimal('-100'), Decimal('30'), Decimal('30'))
    """
    months: Mapping[int, MonthBridge] = defaultdict(MonthBridge)
    for item in items:
        months[item.month].plan += item.amount
    for actual in _all_actuals(items, unplanned):
        months[actual.month].actual += actual.amount
    for bar in bars(items, unplanned, this_month):
        months[bar.month].steps[bar.step] += bar.amount
    return dict(months)


def unnamed_months(
    months: Sequence[Decimal], named: Sequence[Decimal], digits: int = 0
) -> tuple[Decimal, ...]:
    """What is planned in each month without a named deal.

    Where named deals are more than a month has, the other months have less: the sum is
    what the plan is above its named deals.

    >>> unnamed_months([Decimal(200)] * 3, [Decimal(50), Decimal(0), Decimal(300)])
    (Decimal('107'), Decimal('143'), Decimal('0'))
    """
    total = max(sum(months, ZERO) - sum(named, ZERO), ZERO)
    gaps = [
        max(month - deals, ZERO) for month, deals in zip(months, named, strict=True)
    ]
    return spread(total, gaps, digits)


def _all_actuals(
    items: Iterable[Planned], unplanned: Sequence[Actual]
) -> Iterable[Actual]:
    yield from unplanned
    for item in items:
        yield from item.actuals


def _fulfil(
    items: Sequence[Planned], actuals: Sequence[Actual]
) -> tuple[list[Planned], list[Actual]]:
    """Let what came unplanned fulfil what was planned without an order.

    Of the same month first, then in the order of time; refunds fulfil nothing.

    :return: the items with what came of them, and what is left over
    """
    wanted = [item.amount for item in items]
    taken: list[list[Actual]] = [[] for _item in items]
    left = [actual.amount for actual in actuals]
    by_time = sorted(range(len(actuals)), key=lambda index: actuals[index].month)
    for same_month in (True, False):
        for place in sorted(range(len(items)), key=lambda index: items[index].month):
            for index in by_time:
                actual = actuals[index]
                if same_month and actual.month != items[place].month:
                    continue
                part = max(min(wanted[place], left[index]), ZERO)
                if part:
                    wanted[place] -= part
                    left[index] -= part
                    taken[place].append(Actual(actual.month, part, actual.source))
    fulfilled = [
        replace(item, actuals=(*item.actuals, *found))
        for item, found in zip(items, taken, strict=True)
    ]
    rest = [
        Actual(actual.month, amount, actual.source)
        for actual, amount in zip(actuals, left, strict=True)
    ]
    return fulfilled, rest


def _bars_of(item: Planned, this_month: int) -> Iterable[Bar]:
    missing = item.amount
    for actual in sorted(item.actuals, key=lambda actual: actual.month):
        part = max(min(actual.amount, missing), ZERO)
        missing -= part
        source = actual.source or item.source
        step = "early" if actual.month < item.month else "slipped"
        if actual.month != item.month:
            yield Bar(actual.month, step, part, source)
            yield Bar(item.month, step, -part, source)
        yield _unplanned(Actual(actual.month, actual.amount - part, source))
    yield from _missing(item, missing, this_month)


def _missing(item: Planned, missing: Decimal, this_month: int) -> Iterable[Bar]:
    """What of an item has not come."""
    waiting = missing if item.state == OPEN else ZERO
    if item.state == WON:
        waiting = min(missing, item.rest)
    step = "open" if item.month >= this_month else "slipped"
    yield Bar(item.month, step, -waiting, item.source)
    gone = "lost" if item.state == LOST else "shrunk"
    yield Bar(item.month, gone, waiting - missing, item.source)


def _unplanned(actual: Actual) -> Bar:
    step = "new" if actual.amount > 0 else "shrunk"
    return Bar(actual.month, step, actual.amount, actual.source)
