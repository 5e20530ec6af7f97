"""Money that a plan brings in and costs, month by month; it always sums to the plan."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .distribution import spread
from .figures import ZERO

COLLECTION, SALE, GIFT, COST = "collection", "sale", "gift", "cost"
KINDS = (COLLECTION, SALE, GIFT, COST)


@dataclass(frozen=True, slots=True)
class Flow:
    """Money of one month: negative when it goes out.

    ``month`` is its first day; ``line`` the id of the plan row, 0 for the whole plan;
    ``source`` the record behind it, as ``(model, id)``.
    """

    month: date
    kind: str
    amount: Decimal
    line: int = 0
    source: tuple[str, int] = ("", 0)


@dataclass(frozen=True, slots=True)
class Period:
    """One row of the table; no ``month``: what falls before or after the quarter."""

    key: str
    month: date | None
    amounts: dict[str, Decimal]
    cumulated: Decimal

    @property
    def net(self) -> Decimal:
        """What comes in less what goes out."""
        return sum(self.amounts.values(), ZERO)


def in_months(
    amount: Decimal, installments: Sequence[tuple[date, Decimal]], digits: int = 0
) -> dict[date, Decimal]:
    """When an invoice over an amount is paid, by month, to the last dong (A07).

    Installments are days and what a payment term asks for on each; negative ones
    (fixed parts larger than the invoice) count as nothing. Without any share all
    installments are alike.

    :raises ValueError: no installment

    >>> days = [date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 30)]
    >>> parts = in_months(Decimal(100), [(day, Decimal(1)) for day in days])
    >>> [(month.month, int(part)) for month, part in parts.items()]
    [(10, 34), (11, 33), (12, 33)]
    """
    if not installments:
        raise ValueError("A payment term has at least one installment.")
    shares = [max(share, ZERO) for _day, share in installments]
    months: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for (day, _share), part in zip(
        installments, spread(amount, shares, digits), strict=True
    ):
        months[day.replace(day=1)] += part
    return dict(months)


def planned_sales(months: Sequence[Decimal], gap: Decimal) -> list[Decimal]:
    """Sales of the months of a quarter; what is in none of them is in the last.

    >>> [int(part) for part in planned_sales([Decimal(5)] * 3, Decimal(-2))]
    [5, 5, 3]
    """
    return [*months[:-1], months[-1] + gap]


def other_budget(budget: Decimal, ideas: Decimal) -> Decimal:
    """What of a budget the accepted ideas do not take; they may take more than it.

    >>> other_budget(Decimal(50), Decimal(20)), other_budget(Decimal(5), Decimal(20))
    (Decimal('30'), Decimal('0'))
    """
    return max(budget - ideas, ZERO)


def table(flows: Iterable[Flow], months: Sequence[date]) -> list[Period]:
    """Flows by month of the quarter, with what falls before and after it if any (A07).

    The cumulated sum of the last period is the sum of all flows.

    >>> october, november = date(2026, 10, 1), date(2026, 11, 1)
    >>> sale = Flow(october, SALE, Decimal(9))
    >>> rows = table([sale, Flow(november, GIFT, Decimal(-4))], [october])
    >>> [(row.key, int(row.net), int(row.cumulated)) for row in rows]
    [('2026-10', 9, 9), ('after', -4, 5)]
    """
    amounts: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for flow in flows:
        amounts[_key(flow.month, months)][flow.kind] += flow.amount
    periods: list[Period] = []
    cumulated = ZERO
    places = [("before", None), *((f"{month:%Y-%m}", month) for month in months)]
    for key, month in [*places, ("after", None)]:
        if month or key in amounts:
            parts = {kind: amounts[key][kind] for kind in KINDS}
            cumulated += sum(parts.values(), ZERO)
            periods.append(Period(key, month, parts, cumulated))
    return periods


def _key(month: date, months: Sequence[date]) -> str:
    if month < months[0]:
        return "before"
    return "after" if month > months[-1] else f"{month:%Y-%m}"
