"""What deals and ending orders add to the figures of a plan line."""

from collections.abc import Iterable
from decimal import Decimal

from .figures import ZERO, rounded


def company_amount(amount: Decimal, rate: Decimal, digits: int = 0) -> Decimal:
    """An order's amount in the company's currency, at the rate of the order's day.

    :param rate: units of the order's currency for one of the company's; 0 where none
        is known counts as 1

    >>> company_amount(Decimal(1000), Decimal("0.00004"))
    Decimal('25000000')
    >>> company_amount(Decimal(7), ZERO)
    Decimal('7')
    """
    return rounded(amount / (rate or Decimal(1)), digits)


def sums_by_figure(chosen: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    """What chosen sources propose for each figure.

    >>> sums_by_figure([("renewal", Decimal(2)), ("renewal", Decimal(3))])["renewal"]
    Decimal('5')
    """
    sums: dict[str, Decimal] = {}
    for figure, amount in chosen:
        sums[figure] = sums.get(figure, ZERO) + amount
    return sums
