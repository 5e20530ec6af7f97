"""From sales to points, from points to money.

With U = VND of sales per point and R = VND of gift per point::

    certain  = ((2) + (3) + (6)) / U
    expected = ((4) x (5)) / U
    amount   = (certain + expected) x R

The sources' own example:

>>> rates = Rates(Decimal(100_000_000), Decimal(35_000_000))
>>> voucher = voucher_points(Decimal(500_000_000), Decimal(600_000_000), rates)
>>> voucher.secured, voucher.stretch, voucher.total
(Decimal('5.00'), Decimal('6.00'), Decimal('11.00'))
>>> voucher_amount(voucher.total, rates)
Decimal('385000000')
"""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

POINT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of a policy: VND of sales per point, VND of gift per point.

    :param unit: the smallest part of a point: a hundredth, or a whole one
    :raises ValueError: when sales per point are not positive, or a point is
        worth less than nothing
    """

    revenue_per_point: Decimal
    point_value: Decimal
    unit: Decimal = POINT

    def __post_init__(self) -> None:
        if self.revenue_per_point <= 0:
            raise ValueError("revenue_per_point must be positive")
        if self.point_value < 0:
            raise ValueError("point_value must not be negative")


@dataclass(frozen=True, slots=True)
class VoucherPoints:
    """Points of a customer, in hundredths, by certainty (A28, A29)."""

    secured: Decimal
    stretch: Decimal

    @property
    def total(self) -> Decimal:
        """The sum of the two components as they are shown."""
        return self.secured + self.stretch


def points(revenue: Decimal, rates: Rates) -> Decimal:
    """Points for sales, rounded down to two decimals, or to whole points.

    >>> rates = Rates(Decimal(100_000_000), Decimal(35_000_000))
    >>> points(Decimal(550_000_000), rates), points(Decimal(999_999), rates)
    (Decimal('5.50'), Decimal('0.00'))
    >>> points(Decimal(599_999_999), Rates(Decimal(100_000_000), Decimal(1), Decimal(1)))
    Decimal('5.00')
    """
    whole = (revenue / rates.revenue_per_point).quantize(rates.unit, ROUND_DOWN)
    return whole.quantize(POINT)


def voucher_points(secured: Decimal, stretch: Decimal, rates: Rates) -> VoucherPoints:
    """Points for secured and for stretch sales; each is rounded down by itself."""
    return VoucherPoints(points(secured, rates), points(stretch, rates))


def voucher_amount(total_points: Decimal, rates: Rates, digits: int = 0) -> Decimal:
    """The money a customer may choose gifts for (A30), rounded down.

    >>> voucher_amount(Decimal("0.01"), Rates(Decimal(1), Decimal(350)))
    Decimal('3')
    """
    amount = total_points * rates.point_value
    return amount.quantize(Decimal(1).scaleb(-digits), ROUND_DOWN)


def gift_share(amount: Decimal, real_sales: Decimal) -> Decimal | None:
    """The share of real sales that gifts give back; ``None`` without any sales.

    Real sales are (2) + (3) + (6) + (4), the expected ones counted once. The
    sources' example gives 385 million on 800 million:

    >>> gift_share(Decimal(385_000_000), Decimal(800_000_000))
    Decimal('0.48125')
    """
    return amount / real_sales if real_sales else None
