"""Splitting money over months, so that the parts sum to the whole exactly."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from .figures import ZERO


def spread(
    amount: Decimal, weights: Sequence[Decimal], digits: int = 0
) -> tuple[Decimal, ...]:
    """Split an amount by weights, by largest remainder (A05).

    Every part is rounded down to ``digits`` decimals; what is left goes, one smallest
    unit each, to the largest remainders, of equal ones to the first. Weights that are
    all zero count as equal.

    :raises ValueError: no weights, or a negative one

    >>> spread(Decimal(100), [Decimal(1)] * 3)
    (Decimal('34'), Decimal('33'), Decimal('33'))
    >>> spread(Decimal(500_000_000), [Decimal(20), Decimal(30), Decimal(50)])
    (Decimal('100000000'), Decimal('150000000'), Decimal('250000000'))
    >>> spread(Decimal(10), [Decimal(0), Decimal(0)])
    (Decimal('5'), Decimal('5'))
    """
    if not weights or min(weights) < 0:
        raise ValueError("Weights must be zero or more, and at least one.")
    total = sum(weights, ZERO)
    if not total:
        weights, total = [Decimal(1)] * len(weights), Decimal(len(weights))
    unit = Decimal(1).scaleb(-digits)
    exact = [amount * weight / total for weight in weights]
    parts = [part.quantize(unit, ROUND_FLOOR) for part in exact]
    left = int((amount - sum(parts, ZERO)) / unit)
    by_remainder = sorted(
        range(len(parts)), key=lambda index: parts[index] - exact[index]
    )
    for index in by_remainder[:left]:
        parts[index] += unit
    return tuple(parts)
