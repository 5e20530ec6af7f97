"""Which month a condition on days cuts, and what it says of months.

A counter knows months, not days: it may answer for the log of months that are not cut.
"""

from datetime import date, timedelta

#: Operators that compare days, as they are here.
COMPARING = ("<", "<=", ">", ">=", "=")
#: Operators whose day begins a month, and those whose day ends one.
FROM_FIRST = (">=", "<")
FROM_LAST = ("<=", ">")
#: Granularities that keep months whole.
WHOLE = (
    "month",
    "quarter",
    "year",
    "month_number",
    "quarter_number",
    "year_number",
)


def first_of(day: date) -> date:
    """The first day of a day's month.

    >>> first_of(date(2026, 11, 30))
    datetime.date(2026, 11, 1)
    """
    return day.replace(day=1)


def cuts_no_month(operator: str, day: date) -> bool:
    """Whether ``date <operator> day`` holds for all days of a month or for none.

    >>> cuts_no_month(">=", date(2026, 10, 1)), cuts_no_month("<=", date(2026, 12, 31))
    (True, True)
    >>> cuts_no_month("<=", date(2026, 12, 1)), cuts_no_month("=", date(2026, 12, 1))
    (False, False)
    """
    if operator in FROM_FIRST:
        return day.day == 1
    ends_month = day == date.max or (day + timedelta(days=1)).day == 1
    return operator in FROM_LAST and ends_month


def cut_month(operator: str, day: date) -> date | None:
    """The first day of the month for some of whose days alone a condition may hold.

    For all days of any other month it holds, or for none.

    >>> cut_month("<=", date(2026, 12, 20)), cut_month("=", date(2026, 12, 1))
    (datetime.date(2026, 12, 1), datetime.date(2026, 12, 1))
    >>> cut_month("<=", date(2026, 12, 31))
    """
    return None if cuts_no_month(operator, day) else first_of(day)


def implied(operator: str, day: date) -> tuple[str, date] | None:
    """What a condition on a day says of the first day of the month, if anything.

    >>> implied("<", date(2026, 11, 15))
    ('<=', datetime.date(2026, 11, 1))
    >>> implied("!=", date(2026, 11, 15))
    """
    wider = {">=": ">=", ">": ">=", "<=": "<=", "<": "<=", "=": "="}.get(operator)
    return (wider, first_of(day)) if wider else None
