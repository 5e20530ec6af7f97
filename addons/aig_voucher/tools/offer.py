"""“Sign this much more, get this”: what a customer's further sales are worth in gifts.

``static/src/offer/offer.js`` is this module once more, for the browser; a test gives
both the same figures. The sources' example, 300 million signed beyond 500 million:

>>> rates = Rates(Decimal(100_000_000), Decimal(35_000_000))
>>> example = offer(Decimal("5.00"), Decimal(500_000_000), Decimal(300_000_000),
...                 Decimal(2), rates, warn_share=Decimal("0.5"))
>>> example.points, example.amount, example.share, example.warns
(Decimal('11.00'), Decimal('385000000'), Decimal('0.48125'), False)

At three times the gifts are worth more of the sales than the policy likes:

>>> dear = offer(Decimal("5.00"), Decimal(500_000_000), Decimal(300_000_000),
...              Decimal(3), rates, warn_share=Decimal("0.5"))
>>> dear.amount, dear.share, dear.warns
(Decimal('490000000'), Decimal('0.6125'), True)
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, ROUND_UP, Decimal

from .points import Rates, gift_share, points, voucher_amount

ZERO = Decimal(0)
#: Stops of a slider: enough to feel smooth, few enough to be sent with a page.
STOPS = 40
#: Whoever may not see costs is told of them in so many parts of a gift's value.
PARTS = 20


@dataclass(frozen=True, slots=True)
class Gift:
    """What one of a gift takes from the amount, and what it really costs; VND.

    ``is_counted``: one of it is worth that; days of a position are worth what their
    rate says.
    """

    key: int
    value: Decimal
    cost: Decimal = ZERO
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class CostShare:
    """What gifts really cost at most, as ``part`` of ``whole`` of their value."""

    part: Decimal = ZERO
    whole: Decimal = Decimal(1)

    def of(self, amount: Decimal, unit: Decimal) -> Decimal:
        """What gifts for an amount cost at most, rounded up to whole units."""
        return (amount * self.part / self.whole).quantize(unit, ROUND_UP)

    def rounded(self) -> "CostShare":
        """The share in whole twentieths (5 %), rounded up.

        Costs are for managers. Salespeople see what is left at least, from which no
        cost can be worked out nearer than to a twentieth of the gift's value; and
        since it is rounded up, never more is said to be left than there is.

        >>> CostShare(Decimal(9_000_001), Decimal(15_000_000)).rounded()
        CostShare(part=Decimal('13'), whole=Decimal('20'))
        >>> CostShare(Decimal(3), Decimal(5)).rounded()
        CostShare(part=Decimal('12'), whole=Decimal('20'))
        """
        parts = (self.part * PARTS / self.whole).to_integral_value(ROUND_CEILING)
        return CostShare(parts, Decimal(PARTS))


NO_COST = CostShare()


@dataclass(frozen=True, slots=True)
class Offer:
    """What the customer gets, and what is left of it for us.

    ``share``: gifts as a part of the real sales, ``None`` without sales. ``cost``:
    what gifts for the whole amount may really cost at most; ``margin``: real sales
    less that. ``counts``: how many of each gift the amount would pay for.
    """

    more: Decimal
    points: Decimal
    amount: Decimal
    sales: Decimal
    share: Decimal | None
    warns: bool
    cost: Decimal
    margin: Decimal
    counts: tuple[tuple[int, int], ...]


def offer(
    secured_points: Decimal,
    secured: Decimal,
    more: Decimal,
    multiplier: Decimal,
    rates: Rates,
    gifts: Sequence[Gift] = (),
    warn_share: Decimal | None = None,
    digits: int = 0,
    cost_share: CostShare = NO_COST,
) -> Offer:
    """What signing ``more`` beyond the secured sales gives (A28-A31).

    :param secured_points: promised for the secured sales already
    :param secured: those sales, VND
    :param more: what is signed besides, once (4)
    :param multiplier: how often that counts (5)
    :param digits: decimals of the currency
    :param cost_share: see :func:`dearest_share`
    """
    unit = Decimal(1).scaleb(-digits)
    stretch = (more * multiplier).quantize(unit, ROUND_HALF_UP)
    total = secured_points + points(stretch, rates)
    amount = voucher_amount(total, rates, digits)
    sales = secured + more
    share = gift_share(amount, sales)
    cost = cost_share.of(amount, unit)
    return Offer(
        more=more,
        points=total,
        amount=amount,
        sales=sales,
        share=share,
        warns=bool(warn_share is not None and share and share > warn_share),
        cost=cost,
        margin=sales - cost,
        counts=tuple(reachable(gifts, amount)),
    )


def dearest_share(gifts: Iterable[Gift]) -> CostShare:
    """The real cost of the gift whose cost is the largest part of its value.

    >>> gifts = [Gift(1, Decimal(20), Decimal(9)), Gift(2, Decimal(10), Decimal(6))]
    >>> dearest_share([*gifts, Gift(3, Decimal(0), Decimal(6))])
    CostShare(part=Decimal('6'), whole=Decimal('10'))
    >>> dearest_share([])
    CostShare(part=Decimal('0'), whole=Decimal('1'))
    """
    dearest = NO_COST
    for gift in gifts:
        if gift.value > 0 and gift.cost * dearest.whole > dearest.part * gift.value:
            dearest = CostShare(gift.cost, gift.value)
    return dearest


def reachable(gifts: Iterable[Gift], amount: Decimal) -> Iterator[tuple[int, int]]:
    """Gifts that the amount pays for, and how many of each alone.

    >>> list(reachable([Gift(1, Decimal(20)), Gift(2, Decimal(30))], Decimal(45)))
    [(1, 2), (2, 1)]
    >>> list(reachable([Gift(1, Decimal(20))], Decimal(19)))
    []
    """
    for gift in gifts:
        if gift.is_counted and 0 < gift.value <= amount:
            yield gift.key, int(amount // gift.value)


def stops(more: Decimal, rates: Rates, count: int = STOPS) -> list[Decimal]:
    """Where a slider stops: 0 to twice the expected sales, or to ten points' worth.

    The expected sales themselves are a stop.

    >>> rates = Rates(Decimal(100_000_000), Decimal(35_000_000))
    >>> found = stops(Decimal(300_000_000), rates, 4)
    >>> [int(stop) // 1_000_000 for stop in found]
    [0, 250, 300, 500, 750, 1000]
    """
    last = max(2 * more, 10 * rates.revenue_per_point)
    step = (last / count).quantize(Decimal(1), ROUND_UP)
    even = {min(step * number, last) for number in range(count + 1)}
    return sorted(even | {more})
