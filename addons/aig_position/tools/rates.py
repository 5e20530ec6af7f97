"""What a place costs: a dated rate card, and the price of some days on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal


class NoRate(ValueError):
    """The card has no rate for ``day``."""

    def __init__(self, day: date):
        super().__init__(f"no rate on {day}")
        self.day = day


@dataclass(frozen=True)
class Rate:
    """The price of one slot for one day, from ``first`` until the next rate begins."""

    first: date
    daily: Decimal


def rate_on(card: Iterable[Rate], day: date) -> Decimal:
    """The daily rate of a day, VND.

    :raises NoRate: the first rate begins later

    >>> card = [Rate(date(2026, 1, 1), Decimal(1_000_000)),
    ...         Rate(date(2026, 7, 1), Decimal(1_200_000))]
    >>> rate_on(card, date(2026, 6, 30)), rate_on(card, date(2026, 7, 1))
    (Decimal('1000000'), Decimal('1200000'))
    """
    begun = [rate for rate in card if rate.first <= day]
    if not begun:
        raise NoRate(day)
    return max(begun, key=lambda rate: rate.first).daily


def price(card: Iterable[Rate], first: date, last: date, slots: int = 1) -> Decimal:
    """The price of some slots from ``first`` to ``last``, both days included.

    :raises NoRate: a day lies before the first rate

    Half the days at the old rate, half at the new one:

    >>> card = [Rate(date(2026, 1, 1), Decimal(1_000_000)),
    ...         Rate(date(2026, 7, 1), Decimal(1_200_000))]
    >>> price(card, date(2026, 6, 21), date(2026, 7, 10), 2)
    Decimal('44000000')
    """
    card = sorted(card, key=lambda rate: rate.first)
    if not card or card[0].first > first:
        raise NoRate(first)
    total = Decimal(0)
    ends = [rate.first - timedelta(1) for rate in card[1:]] + [last]
    for rate, end in zip(card, ends, strict=True):
        days = (min(end, last) - max(rate.first, first)).days + 1
        total += max(days, 0) * rate.daily
    return total * slots


def per_thousand(total: Decimal, passers_by: int, days: int) -> Decimal | None:
    """The price of 1,000 passers-by, VND rounded half up; None where nobody counted.

    :param total: price of one slot for all the days
    :param passers_by: people a day

    >>> per_thousand(Decimal(30_000_000), 50_000, 10)
    Decimal('60000')
    """
    if passers_by <= 0 or days <= 0:
        return None
    exact = total * 1000 / (passers_by * days)
    return exact.quantize(Decimal(1), ROUND_HALF_UP)
