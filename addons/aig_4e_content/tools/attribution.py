"""What a post earned: the orders of customers who had noticed it (A45).

A post is credited with the whole of each order that its customer confirmed within so
many days after noticing it. So posts share orders: their credits are not added up,
and a total counts each order once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal


@dataclass(frozen=True)
class Notice:
    """A person at the customer followed the link of a post, or answered its mail.

    ``moment``: of the first of the two; empty when nobody did.
    """

    post: int
    customer: int
    moment: datetime | None


@dataclass(frozen=True)
class Order:
    """An order that was confirmed; ``amount``: untaxed, in the company's currency."""

    order: int
    customer: int
    moment: datetime
    amount: Decimal


def is_credited(notice: Notice, order: Order, days: int) -> bool:
    """Whether the post is credited with the order.

    >>> noticed = Notice(1, 7, datetime(2026, 10, 1))
    >>> is_credited(noticed, Order(1, 7, datetime(2026, 12, 29), Decimal(5)), 90)
    True
    >>> is_credited(noticed, Order(1, 7, datetime(2026, 12, 30), Decimal(5)), 90)
    False
    >>> is_credited(noticed, Order(1, 7, datetime(2026, 9, 30), Decimal(5)), 90)
    False
    """
    if notice.moment is None or notice.customer != order.customer:
        return False
    return notice.moment <= order.moment < notice.moment + timedelta(days)


def credits(
    notices: Iterable[Notice], orders: Iterable[Order], days: int
) -> dict[int, dict[int, Decimal]]:
    """Return ``{post: {order: amount}}``.

    >>> notices = [Notice(1, 7, datetime(2026, 10, 1)), Notice(2, 7, None)]
    >>> credits(notices, [Order(9, 7, datetime(2026, 10, 2), Decimal(5))], 90)
    {1: {9: Decimal('5')}, 2: {}}
    """
    known = list(orders)
    found: dict[int, dict[int, Decimal]] = {}
    for notice in notices:
        own = found.setdefault(notice.post, {})
        own.update(
            (order.order, order.amount)
            for order in known
            if is_credited(notice, order, days)
        )
    return found


def total(parts: Iterable[Mapping[int, Decimal]]) -> Decimal:
    """Return the sum of orders that several posts share, each order once.

    >>> total([{9: Decimal(5)}, {9: Decimal(5), 8: Decimal(2)}])
    Decimal('7')
    """
    orders: dict[int, Decimal] = {}
    for part in parts:
        orders.update(part)
    return sum(orders.values(), Decimal(0))
