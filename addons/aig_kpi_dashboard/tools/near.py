"""What a condition on a day says of something that lies near to it.

A day is computed from a moment and a time zone, and no index knows it; the moment
itself has an index.
"""

from datetime import date, timedelta

#: A moment in UTC lies so many days before and after its day in any time zone.
MOMENT = (1, 2)
FROM, UNTIL = (">=", ">", "="), ("<=", "<", "=")


def near(operator: str, day: date, before: int, after: int) -> list[tuple[str, date]]:
    """Wider conditions on what lies at most some days before or after a date.

    >>> near(">=", date(2026, 10, 1), 1, 2)
    [('>=', datetime.date(2026, 9, 30))]
    >>> near("=", date(2026, 10, 1), 0, 2)
    [('>=', datetime.date(2026, 10, 1)), ('<=', datetime.date(2026, 10, 3))]
    >>> near("!=", date(2026, 10, 1), 1, 2), near("<=", date.max, 1, 2)
    ([], [])
    """
    wider = []
    # the calendar ends; what would lie beyond it is no condition
    if operator in FROM and day - date.min >= timedelta(before):
        wider.append((">=", day - timedelta(before)))
    if operator in UNTIL and date.max - day >= timedelta(after):
        wider.append(("<=", day + timedelta(after)))
    return wider
