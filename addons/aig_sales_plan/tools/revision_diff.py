"""What changed between two versions of a plan, customer by customer (A18).

A version maps each customer to the figures it was kept with. A figure that one of two
versions did not keep - it was added to or removed from the plan later - is ``None``:
its difference is unknown, not zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .figures import ZERO

Version = Mapping[int, Mapping[str, Decimal]]

CHANGED, ADDED, REMOVED = "changed", "added", "removed"
_OPPOSITE = {CHANGED: CHANGED, ADDED: REMOVED, REMOVED: ADDED}


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of one customer before and after; ``None``: it was not there."""

    customer: int
    figure: str
    before: Decimal | None
    after: Decimal | None
    kind: str = CHANGED

    @property
    def difference(self) -> Decimal | None:
        """After less before; the figures of a customer who is not there are zero.

        >>> Change(7, "renewal", Decimal(200), Decimal(150)).difference
        Decimal('-50')
        >>> Change(7, "renewal", None, Decimal(150), ADDED).difference
        Decimal('150')
        >>> Change(7, "renewal", None, Decimal(150)).difference is None
        True
        """
        if self.kind == CHANGED and (self.before is None or self.after is None):
            return None
        return (self.after or ZERO) - (self.before or ZERO)

    def reversed(self) -> "Change":
        """The same change, read from after to before."""
        return Change(
            self.customer, self.figure, self.after, self.before, _OPPOSITE[self.kind]
        )


@dataclass(frozen=True, slots=True)
class Total:
    """One figure of all customers together, before and after."""

    figure: str
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """After less before."""
        return self.after - self.before


def diff(before: Version, after: Version) -> tuple[Change, ...]:
    """Every figure that differs: customers of ``before`` first, in their order.

    >>> diff({7: {"renewal": Decimal(200), "expected": Decimal(300)}},
    ...      {7: {"renewal": Decimal(150), "expected": Decimal(300)}})
    (Change(customer=7, figure='renewal', before=Decimal('200'), \
after=Decimal('150'), kind='changed'),)
    >>> [change.kind for change in diff({1: {"renewal": ZERO}}, {2: {"renewal": ZERO}})]
    ['removed', 'added']
    """
    return tuple(
        Change(customer, figure, old, new, kind)
        for customer in dict.fromkeys((*before, *after))
        for kind in [_kind(customer, before, after)]
        for figure, old, new in _pairs(
            before.get(customer, {}), after.get(customer, {})
        )
        if kind != CHANGED or old != new
    )


def apply(before: Version, changes: Iterable[Change]) -> dict[int, dict[str, Decimal]]:
    """The version that ``changes`` lead to.

    >>> old, new = {7: {"renewal": Decimal(200)}}, {8: {"renewal": Decimal(1)}}
    >>> apply(old, diff(old, new)) == new
    True
    """
    result = {customer: dict(figures) for customer, figures in before.items()}
    for change in changes:
        figures = result.setdefault(change.customer, {})
        if change.after is None:
            figures.pop(change.figure)
        else:
            figures[change.figure] = change.after
        if change.kind == REMOVED and not figures:
            del result[change.customer]
    return result


def totals(before: Version, after: Version) -> tuple[Total, ...]:
    """Sums of the figures that both versions kept for all, where they differ.

    A figure that a version did not keep has no total: unknown is not zero.

    >>> totals({7: {"renewal": Decimal(200)}}, {8: {"renewal": Decimal(150)}})
    (Total(figure='renewal', before=Decimal('200'), after=Decimal('150')),)
    """
    customers = [*before.values(), *after.values()]
    names = dict.fromkeys(name for figures in customers for name in figures)
    kept = [name for name in names if all(name in figures for figures in customers)]
    sums = [Total(name, _sum(before, name), _sum(after, name)) for name in kept]
    return tuple(total for total in sums if total.difference)


def _kind(customer: int, before: Version, after: Version) -> str:
    if customer not in before:
        return ADDED
    return CHANGED if customer in after else REMOVED


def _pairs(
    old: Mapping[str, Decimal], new: Mapping[str, Decimal]
) -> Iterable[tuple[str, Decimal | None, Decimal | None]]:
    for figure in dict.fromkeys((*old, *new)):
        yield figure, old.get(figure), new.get(figure)


def _sum(version: Version, figure: str) -> Decimal:
    return sum((figures[figure] for figures in version.values()), ZERO)
