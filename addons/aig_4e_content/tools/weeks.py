"""The weeks of a quarter for one person: what is planned, and how the person stands.

Weeks are ISO weeks that overlap the quarter; one that the quarter cuts counts only its
days inside. Weeks before the current one are frozen: nothing here changes them.
"""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .spread import spread

DAYS_PER_WEEK = 7


@dataclass(frozen=True)
class Row:
    """What is known of a target before its weeks are planned.

    ``done`` are posts published in each week of the quarter; ``due`` is, for each
    frozen week, what it would have had if nothing had ever been missed or done early.
    """

    quantity: int
    channel: Hashable
    done: tuple[int, ...]
    due: tuple[int, ...] = ()


@dataclass(frozen=True)
class Share:
    """A week of a target: its posts, and what they would be had all gone as planned."""

    quantity: int
    due: int


@dataclass(frozen=True)
class Pace:
    """How a target stands.

    ``behind`` posts are due by the end of the last closed week and not published yet;
    this is so without a break since the closed week number ``behind_since``.
    ``forecast`` is the quarter's number at the pace of the closed weeks since the
    target was set, ``None`` before there is one.
    """

    done: int
    due: int
    behind: int
    behind_since: int | None
    forecast: int | None


def weeks_between(first: date, last: date) -> list[date]:
    """Mondays of the weeks that overlap a period.

    >>> weeks = weeks_between(date(2026, 10, 1), date(2026, 12, 31))
    >>> len(weeks), weeks[0].isoformat(), weeks[-1].isoformat()
    (14, '2026-09-28', '2026-12-28')
    """
    monday = first - timedelta(first.weekday())
    number = (last - monday).days // DAYS_PER_WEEK + 1
    return [monday + timedelta(DAYS_PER_WEEK * index) for index in range(number)]


def working_days(
    first: date,
    last: date,
    weekdays: Sequence[Collection[int]],
    off: Collection[date] = (),
) -> list[int]:
    """Working days of each week that overlaps a period, counting days inside alone.

    :param weekdays: the weekdays worked on, Monday being 0; of two weeks that take
        turns both, the one of even ordinal weeks first
    :param off: public holidays and days of leave

    >>> working_days(date(2026, 10, 1), date(2026, 10, 18), [range(5)])
    [2, 5, 5]
    >>> working_days(
    ...     date(2026, 10, 1), date(2026, 10, 18), [range(5)], {date(2026, 10, 9)}
    ... )
    [2, 4, 5]
    """
    result = []
    for monday in weeks_between(first, last):
        turn = ((monday.toordinal() - 1) // DAYS_PER_WEEK) % len(weekdays)
        days = (monday + timedelta(number) for number in weekdays[turn])
        result.append(sum(first <= day <= last and day not in off for day in days))
    return result


def plan(
    rows: Sequence[Row], days: Sequence[int], current: int
) -> list[tuple[Share, ...]]:
    """Plan the weeks of a person from the current one on (A56).

    Posts published before this week, and the quantities from this week on, add up to
    the target. What was missed is so spread over all weeks to come, never put into one.
    Whoever has published more than this week's share has its later weeks relieved.

    :param days: working days of each week of the quarter
    :param current: index of this week; 0 when the quarter has not begun, and the number
        of weeks when it is over, which leaves nothing to plan
    :return: for each row its weeks from the current one on

    >>> late = Row(12, "Zalo", done=(1, 0, 0, 0), due=(3,))
    >>> [share.quantity for share in plan([late], [5, 5, 5, 5], 1)[0]]
    [4, 4, 3]
    >>> early = Row(12, "Zalo", done=(3, 7, 0, 0), due=(3,))
    >>> [share.quantity for share in plan([early], [5, 5, 5, 5], 1)[0]]
    [7, 1, 1]
    """
    left_days = days[current:]
    if not left_days:
        return [() for _row in rows]
    channels = [row.channel for row in rows]
    due_left = [max(row.quantity - sum(row.due[:current]), 0) for row in rows]
    left = [max(row.quantity - sum(row.done[:current]), 0) for row in rows]
    due = spread(due_left, left_days, channels)
    planned = due if left == due_left else spread(left, left_days, channels)
    this_week = [
        min(max(parts[0], row.done[current]), whole)
        for row, parts, whole in zip(rows, planned, left, strict=True)
    ]
    if any(mine > parts[0] for mine, parts in zip(this_week, planned, strict=True)):
        planned = _relieve(this_week, left, left_days[1:], channels)
    return [
        tuple(map(Share, mine, mine_due))
        for mine, mine_due in zip(planned, due, strict=True)
    ]


def _relieve(
    this_week: list[int],
    left: list[int],
    later_days: Sequence[int],
    channels: list[Hashable],
) -> list[list[int]]:
    """Keep this week as it is, and spread what is left of all rows over later ones."""
    if not later_days:
        return [[whole] for whole in left]
    rest = [whole - mine for whole, mine in zip(left, this_week, strict=True)]
    later = spread(rest, later_days, channels)
    return [[mine, *parts] for mine, parts in zip(this_week, later, strict=True)]


def pace(row: Row, days: Sequence[int], current: int) -> Pace:
    """How a target stands in week ``current``, whose own posts count already.

    >>> pace(Row(12, "Zalo", (1, 0, 0, 0), (3, 3)), (5, 5, 5, 5), 2)
    Pace(done=1, due=6, behind=5, behind_since=0, forecast=2)
    >>> pace(Row(12, "Zalo", (7, 0, 0, 0)), (5, 5, 5, 5), 0)
    Pace(done=7, due=0, behind=0, behind_since=None, forecast=None)
    """
    done, due = row.done, row.due
    total = sum(done)
    due_count = min(sum(due[:current]), row.quantity)
    behind = max(due_count - total, 0)
    return Pace(
        total,
        due_count,
        behind,
        _behind_since(done, due, current) if behind else None,
        _forecast(row, days, current),
    )


def _behind_since(done: Sequence[int], due: Sequence[int], current: int) -> int:
    since = current
    while since and sum(done[:since]) < sum(due[:since]):
        since -= 1
    return since


def _forecast(row: Row, days: Sequence[int], current: int) -> int | None:
    """Rounded to the nearest; never less than what is published already.

    Weeks before the target was set, or anything published, tell nothing of the pace.
    """
    weeks = list(zip(row.done[:current], row.due, strict=False))
    begun = [index for index, (done, due) in enumerate(weeks) if done or due]
    elapsed = sum(days[begun[0] : current]) if begun else 0
    if not elapsed:
        return None
    whole = sum(days[begun[0] :])
    forecast = (2 * sum(row.done[:current]) * whole + elapsed) // (2 * elapsed)
    return max(forecast, sum(row.done))


def missed_in_a_row(weeks: Sequence[tuple[int, int]]) -> int:
    """Closed weeks in a row, the last one included, that ended with fewer posts.

    :param weeks: of each closed week of a person the posts planned and those missed,
        the earliest first; a week without any planned says nothing

    >>> missed_in_a_row([(3, 0), (3, 1), (0, 0), (4, 2)])
    2
    >>> missed_in_a_row([(3, 1), (4, 0)])
    0
    """
    number = 0
    for planned, missed in reversed(weeks):
        if planned and not missed:
            break
        number += bool(planned)
    return number
