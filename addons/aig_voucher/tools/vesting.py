"""What the causes of a voucher's points have earned by what happened so far.

A named cause (an invoice, an order, a deal) earns by what became of it. What a plan's
row promises beyond its named causes earns by the customer's payments and invoices of
the quarter, as far as no named cause took them.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from .points import POINT

RULES = ("year", "months", "none")


@dataclass(frozen=True, slots=True)
class Cause:
    """Points that were promised for one reason.

    :param amount: sales, without tax, that the points are for
    :param done: how much of the amount has come true; ``None`` for what is not named
    """

    key: Hashable
    source: str
    points: Decimal
    amount: Decimal
    done: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """What became of a row in its quarter, in money without tax.

    :param invoiced: invoices less refunds, as the plan's row shows them
    :param collected: payments of invoices from before the quarter
    :param secured: (2) + (3) + (6) of the voucher
    :param expected: (4)
    :param counted: the part of ``invoiced`` that is debt (2) of the voucher already
    """

    invoiced: Decimal
    collected: Decimal
    secured: Decimal
    expected: Decimal
    counted: Decimal = Decimal(0)


def part_of(points: Decimal, done: Decimal, amount: Decimal) -> Decimal:
    """Points pro rata, two decimals, rounded down; all of them when all is done.

    >>> part_of(Decimal("2.00"), Decimal(50), Decimal(150))
    Decimal('0.66')
    >>> part_of(Decimal("2.00"), Decimal(200), Decimal(150))
    Decimal('2.00')
    >>> part_of(Decimal("2.00"), Decimal(-1), Decimal(0))
    Decimal('0.00')
    """
    if done >= amount:
        return points
    if done <= 0:
        return Decimal("0.00")
    return (points * done / amount).quantize(POINT, ROUND_DOWN)


def earned(causes: Iterable[Cause], happened: Happened) -> dict[Hashable, Decimal]:
    """Points that each cause has earned by now.

    Stretch earns by actual sales above the secured ones, up to the expected ones.
    Actual are invoices of the quarter and collected debt, as secured sales hold both:

    >>> stretch = Cause("x4", "stretch", Decimal("6.00"), Decimal(300))
    >>> happened = Happened(Decimal(600), Decimal(50), Decimal(500), Decimal(300))
    >>> earned([stretch], happened)
    {'x4': Decimal('3.00')}
    """
    causes = list(causes)
    left = {"receivable": happened.collected, "invoiced": happened.invoiced}
    left["invoiced"] -= happened.counted
    for cause in causes:
        if cause.done is not None:
            left[_pool(cause)] -= min(max(cause.done, Decimal(0)), cause.amount)
    above = happened.invoiced + happened.collected - happened.secured
    result = {}
    for cause in sorted(causes, key=lambda one: one.source == "development"):
        if cause.source == "stretch":
            done, amount = above, happened.expected
        elif cause.done is None:
            done, amount = max(left[_pool(cause)], Decimal(0)), cause.amount
            left[_pool(cause)] -= min(done, amount)
        else:
            done, amount = cause.done, cause.amount
        result[cause.key] = part_of(cause.points, done, amount)
    return result


def _pool(cause: Cause) -> str:
    return "receivable" if cause.source == "receivable" else "invoiced"


def expiry_of(
    rule: str, vested: date, plan_year: int, grace_days: int = 0, months: int = 0
) -> date | None:
    """The last day of points, by the rule of their policy.

    ``year``: the end of the plan's year and some days; ``months``: so many months
    after they vested, to the end of that month; ``none``: never.

    >>> expiry_of("year", date(2026, 11, 20), 2026, grace_days=31)
    datetime.date(2027, 1, 31)
    >>> expiry_of("months", date(2026, 11, 20), 2026, months=3)
    datetime.date(2027, 2, 28)
    >>> expiry_of("none", date(2026, 11, 20), 2026)
    """
    if rule not in RULES:
        raise ValueError(f"unknown rule {rule}")
    if rule == "year":
        return date(plan_year, 12, 31) + timedelta(days=grace_days)
    if rule == "months":
        years, month = divmod(vested.month + months, 12)
        return date(vested.year + years, month + 1, 1) - timedelta(days=1)
    return None
