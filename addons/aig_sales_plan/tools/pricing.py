"""Planned prices: price and discount, what they give away, and the floor.

Prices and amounts are ``Decimal`` in the company's currency, rounded to ``digits``
decimals (VND: 0); discounts are in percent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .figures import ZERO, rounded

HUNDRED = Decimal(100)
#: fine enough that a price of a million million dong comes back within a dong
DISCOUNT_STEP = Decimal("1e-10")


@dataclass(frozen=True, slots=True)
class PricedRow:
    """So many of a product, at the list price and at the planned one."""

    quantity: Decimal
    list_price: Decimal
    planned_price: Decimal


@dataclass(frozen=True, slots=True)
class Approval:
    """What a manager agreed to: this price or more, for this quantity or less."""

    price: Decimal
    quantity: Decimal


def price_at(list_price: Decimal, discount: Decimal, digits: int = 0) -> Decimal:
    """The price after a discount; a negative discount is a surcharge (A03).

    >>> price_at(Decimal(120_000_000), Decimal("12.5"))
    Decimal('105000000')
    """
    return rounded(list_price * (HUNDRED - discount) / HUNDRED, digits)


def discount_of(list_price: Decimal, planned_price: Decimal) -> Decimal:
    """The discount that leads from the list price to a price (A03).

    Without a list price there is nothing to discount.

    >>> discount_of(Decimal(120_000_000), Decimal(105_000_000))
    Decimal('12.5000000000')
    >>> discount_of(Decimal(0), Decimal(5))
    Decimal('0')
    """
    if not list_price:
        return ZERO
    exact = (list_price - planned_price) * HUNDRED / list_price
    return exact.quantize(DISCOUNT_STEP, ROUND_HALF_UP)


def amount_of(quantity: Decimal, price: Decimal, digits: int = 0) -> Decimal:
    """What a quantity costs.

    >>> amount_of(Decimal("2.5"), Decimal(3))
    Decimal('8')
    """
    return rounded(quantity * price, digits)


def effect(rows: Iterable[PricedRow], digits: int = 0) -> Decimal:
    """What planned prices give away, list total - planned total (A03).

    Negative where more than the list price is planned.

    >>> effect([PricedRow(Decimal(2), Decimal(100), Decimal(90)),
    ...         PricedRow(Decimal(1), Decimal(50), Decimal(55))])
    Decimal('15')
    """
    return sum(
        (
            amount_of(row.quantity, row.list_price, digits)
            - amount_of(row.quantity, row.planned_price, digits)
            for row in rows
        ),
        ZERO,
    )


def is_below_floor(price: Decimal, floor: Decimal) -> bool:
    """Whether a price needs a manager; a floor of 0 is none (A03).

    >>> is_below_floor(Decimal(84), Decimal(85)), is_below_floor(Decimal(0), Decimal(0))
    (True, False)
    """
    return price < floor


def is_covered(approval: Approval | None, price: Decimal, quantity: Decimal) -> bool:
    """Whether an approval still covers what is planned.

    >>> is_covered(Approval(Decimal(80), Decimal(2)), Decimal(82), Decimal(1))
    True
    >>> is_covered(Approval(Decimal(80), Decimal(2)), Decimal(79), Decimal(1))
    False
    >>> is_covered(None, Decimal(79), Decimal(1))
    False
    """
    return (
        approval is not None
        and price >= approval.price
        and quantity <= approval.quantity
    )
