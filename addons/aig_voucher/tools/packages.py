"""What a gift package is worth, and whether it fits the voucher (A32)."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal


def line_value(quantity: Decimal, unit_value: Decimal, digits: int = 0) -> Decimal:
    """Conversion value of a quantity of one gift.

    >>> line_value(Decimal("2.5"), Decimal(1_000_001))
    Decimal('2500003')
    """
    return (quantity * unit_value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def excess(values: Iterable[Decimal], amount: Decimal) -> Decimal:
    """By how much a package is worth more than the voucher; 0 when it fits.

    >>> excess([Decimal(385_000_000)], Decimal(385_000_000))
    Decimal('0')
    >>> excess([Decimal(385_000_001)], Decimal(385_000_000))
    Decimal('1')
    """
    return max(sum(values, Decimal(0)) - amount, Decimal(0))
