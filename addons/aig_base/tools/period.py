"""Quarters, months and ISO weeks as plain values.

Every period is a frozen, ordered value with ``first_day``, ``last_day``, ``previous()``
and ``next()``, so that plans, targets and counts agree on where a period ends.

>>> Quarter(2026, 4).previous()
Quarter(year=2026, number=3)
>>> quarter_of(date(2026, 4, 1))
Quarter(year=2026, number=2)
>>> Quarter(2026, 5)
Traceback (most recent call last):
    ...
ValueError: quarter must be 1 to 4, not 5
"""

from dataclasses import dataclass
from datetime import date, timedelta

QUARTERS_PER_YEAR = 4
MONTHS_PER_YEAR = 12
MONTHS_PER_QUARTER = 3
DAYS_PER_WEEK = 7


def _check(name: str, value: int, highest: int) -> None:
    if not 1 <= value <= highest:
        raise ValueError(f"{name} must be 1 to {highest}, not {value}")


def _check_year(year: int) -> None:
    # One year of margin on either side, so that previous() and next() exist.
    if not date.min.year < year < date.max.year:
        raise ValueError(f"year must be 2 to {date.max.year - 1}, not {year}")


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month.

    >>> Month(2028, 2).last_day
    datetime.date(2028, 2, 29)
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        _check_year(self.year)
        _check("month", self.number, MONTHS_PER_YEAR)

    @property
    def first_day(self) -> date:
        """First day of the month."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """Last day of the month, leap years included."""
        if self.number == MONTHS_PER_YEAR:
            return date(self.year, MONTHS_PER_YEAR, 31)
        return date(self.year, self.number + 1, 1) - timedelta(days=1)

    def previous(self) -> "Month":
        """The month before this one."""
        if self.number == 1:
            return Month(self.year - 1, MONTHS_PER_YEAR)
        return Month(self.year, self.number - 1)

    def next(self) -> "Month":
        """The month after this one."""
        if self.number == MONTHS_PER_YEAR:
            return Month(self.year + 1, 1)
        return Month(self.year, self.number + 1)


@dataclass(frozen=True, order=True)
class Quarter:
    """A calendar quarter, the period of a sales plan.

    >>> Quarter(2026, 1).first_day, Quarter(2026, 1).last_day
    (datetime.date(2026, 1, 1), datetime.date(2026, 3, 31))
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        _check_year(self.year)
        _check("quarter", self.number, QUARTERS_PER_YEAR)

    @property
    def first_day(self) -> date:
        """First day of the quarter."""
        return self.months()[0].first_day

    @property
    def last_day(self) -> date:
        """Last day of the quarter."""
        return self.months()[-1].last_day

    def months(self) -> tuple[Month, Month, Month]:
        """The three months of the quarter, in order."""
        first = MONTHS_PER_QUARTER * (self.number - 1) + 1
        return (
            Month(self.year, first),
            Month(self.year, first + 1),
            Month(self.year, first + 2),
        )

    def previous(self) -> "Quarter":
        """The quarter before this one."""
        if self.number == 1:
            return Quarter(self.year - 1, QUARTERS_PER_YEAR)
        return Quarter(self.year, self.number - 1)

    def next(self) -> "Quarter":
        """The quarter after this one."""
        if self.number == QUARTERS_PER_YEAR:
            return Quarter(self.year + 1, 1)
        return Quarter(self.year, self.number + 1)


@dataclass(frozen=True, order=True)
class IsoWeek:
    """An ISO week, Monday to Sunday; ``year`` is the ISO year.

    >>> IsoWeek(2026, 53).first_day, IsoWeek(2026, 53).next()
    (datetime.date(2026, 12, 28), IsoWeek(year=2027, number=1))
    >>> IsoWeek(2027, 53)
    Traceback (most recent call last):
        ...
    ValueError: week must be 1 to 52, not 53
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        _check_year(self.year)
        # 28 December is always in the last ISO week of its year.
        _check("week", self.number, date(self.year, 12, 28).isocalendar().week)

    @property
    def first_day(self) -> date:
        """Monday of the week."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """Sunday of the week."""
        return date.fromisocalendar(self.year, self.number, DAYS_PER_WEEK)

    def previous(self) -> "IsoWeek":
        """The week before this one."""
        return iso_week_of(self.first_day - timedelta(days=1))

    def next(self) -> "IsoWeek":
        """The week after this one."""
        return iso_week_of(self.last_day + timedelta(days=1))


def month_of(day: date) -> Month:
    """The month in which ``day`` lies.

    >>> month_of(date(2026, 2, 28))
    Month(year=2026, number=2)
    """
    return Month(day.year, day.month)


def quarter_of(day: date) -> Quarter:
    """The quarter in which ``day`` lies.

    >>> quarter_of(date(2026, 12, 31))
    Quarter(year=2026, number=4)
    """
    return Quarter(day.year, (day.month - 1) // MONTHS_PER_QUARTER + 1)


def iso_week_of(day: date) -> IsoWeek:
    """The ISO week in which ``day`` lies; its year may differ from the day's.

    >>> iso_week_of(date(2027, 1, 1))
    IsoWeek(year=2026, number=53)
    """
    year, number, _weekday = day.isocalendar()
    return IsoWeek(year, number)
