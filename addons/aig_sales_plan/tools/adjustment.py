"""Adjusting a plan while its time runs: what is over stays, the rest takes the change.

Money is a ``Decimal`` with ``digits`` decimals (VND: 0).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .distribution import spread
from .figures import ZERO


@dataclass(frozen=True, slots=True)
class QuarterShare:
    """Planned sales of one quarter, and how much of them is history (A18).

    ``fixed`` are the months that are over; ``is_open``: the rest may change.
    """

    planned: Decimal
    fixed: Decimal = ZERO
    is_open: bool = True

    @property
    def floor(self) -> Decimal:
        """What an adjustment leaves at least."""
        return min(self.fixed, self.planned) if self.is_open else self.planned


def respread(
    amount: Decimal,
    parts: Sequence[Decimal],
    frozen: Sequence[bool],
    weights: Sequence[Decimal],
    digits: int = 0,
) -> tuple[Decimal, ...]:
    """Split an amount over months of which some are over and stay as they are.

    The open months share what the frozen ones leave. When those alone are more than
    the amount, the open ones are zero, and when all are frozen nothing moves: the parts
    then differ from the amount, which the caller shows.

    >>> months = [Decimal(200)] * 3
    >>> respread(Decimal(500), months, [True, False, False], [Decimal(1)] * 3)
    (Decimal('200'), Decimal('150'), Decimal('150'))
    >>> respread(Decimal(100), months, [True, False, False], [Decimal(1)] * 3)
    (Decimal('200'), Decimal('0'), Decimal('0'))
    """
    places = [index for index, is_frozen in enumerate(frozen) if not is_frozen]
    result = list(parts)
    if places:
        gone = sum((parts[i] for i, is_frozen in enumerate(frozen) if is_frozen), ZERO)
        left = max(amount - gone, ZERO)
        shares = spread(left, [weights[index] for index in places], digits)
        for index, share in zip(places, shares, strict=True):
            result[index] = share
    return tuple(result)


def spread_year(
    total: Decimal, quarters: Sequence[QuarterShare], digits: int = 0
) -> tuple[Decimal, ...]:
    """Planned sales of each quarter, so that the year is exactly ``total`` (A18).

    Closed quarters and months that are over stay. The rest goes to the open quarters by
    what they plan at present, by largest remainder.

    :raises ValueError: no open quarter, or ``total`` is less than what stays: the
        message is the lowest total that is possible

    >>> year = [QuarterShare(Decimal(100), is_open=False),
    ...         QuarterShare(Decimal(300), fixed=Decimal(100)),
    ...         QuarterShare(Decimal(200))]
    >>> spread_year(Decimal(800), year)
    (Decimal('100'), Decimal('400'), Decimal('300'))
    >>> spread_year(Decimal(150), year)
    Traceback (most recent call last):
        ...
    ValueError: 200
    """
    result = [quarter.floor for quarter in quarters]
    places = [index for index, quarter in enumerate(quarters) if quarter.is_open]
    left = total - sum(result, ZERO)
    if not places or left < 0:
        raise ValueError(str(sum(result, ZERO)))
    weights = [quarters[index].planned - result[index] for index in places]
    for index, share in zip(places, spread(left, weights, digits), strict=True):
        result[index] += share
    return tuple(result)
