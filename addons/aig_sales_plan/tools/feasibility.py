"""How likely a plan is, by what its sources were worth in the past (A09).

A rate without history is ``None``, which is not zero: its amount is counted as unknown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .figures import ZERO, rounded


@dataclass(frozen=True, slots=True)
class Source:
    """One thing a plan lives from: an amount, and how much of such came true so far."""

    name: str
    amount: Decimal
    rate: Decimal | None

    def likely(self, digits: int = 0) -> Decimal | None:
        """What can be expected of it; ``None`` without history.

        >>> Source("debt", Decimal(200), Decimal("0.9")).likely()
        Decimal('180')
        >>> Source("debt", Decimal(200), None).likely() is None
        True
        """
        if self.rate is None:
            return None
        return rounded(self.amount * self.rate, digits)


@dataclass(frozen=True, slots=True)
class Feasibility:
    """A plan beside what is likely: ``unknown`` has no history, ``share`` no plan."""

    plan: Decimal
    likely: Decimal
    unknown: Decimal
    share: Decimal | None


def rate(part: Decimal, whole: Decimal) -> Decimal | None:
    """A share of the past between 0 and 1; ``None`` when there was nothing.

    >>> rate(Decimal(4), Decimal(5)), rate(ZERO, ZERO)
    (Decimal('0.8'), None)
    """
    if whole <= 0:
        return None
    return min(max(part / whole, ZERO), Decimal(1))


def feasibility(
    plan: Decimal, sources: Iterable[Source], digits: int = 0
) -> Feasibility:
    """Compare a plan with the sum of what its sources are likely to bring.

    >>> feasibility(Decimal(2_100), [Source("deals", Decimal(900), Decimal(1)),
    ...     Source("renewals", Decimal(625), Decimal("0.8")),
    ...     Source("debt", Decimal(300), None)])
    Feasibility(plan=Decimal('2100'), likely=Decimal('1400'), \
unknown=Decimal('300'), share=Decimal('0.6666666666666666666666666667'))
    """
    likely = unknown = ZERO
    for source in sources:
        amount = source.likely(digits)
        if amount is None:
            unknown += source.amount
        else:
            likely += amount
    return Feasibility(plan, likely, unknown, likely / plan if plan else None)
