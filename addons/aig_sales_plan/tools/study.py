"""What the history of a customer is read over, and how it is judged (A17)."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

YEARS = 3


def history_years(first_day: date) -> tuple[int, ...]:
    """The years that a plan looks back on, the latest last.

    The latest is the year of the day before the plan begins: the plan of a first
    quarter looks back on full years.

    >>> history_years(date(2026, 10, 1)), history_years(date(2027, 1, 1))
    ((2024, 2025, 2026), (2024, 2025, 2026))
    """
    last = (first_day - timedelta(days=1)).year
    return tuple(range(last - YEARS + 1, last + 1))


def percent_reached(actual: Decimal, planned: Decimal) -> Decimal | None:
    """How much of a plan was reached, in whole percent; none without a plan.

    >>> percent_reached(Decimal(450), Decimal(600))
    Decimal('75')
    >>> percent_reached(Decimal(450), Decimal(0)) is None
    True
    """
    if not planned:
        return None
    return (actual * 100 / planned).quantize(Decimal(1), ROUND_HALF_UP)
