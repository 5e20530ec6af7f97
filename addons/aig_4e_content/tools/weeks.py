"""The weeks of a quarter for one person: what is planned, and how the person stands.

Weeks are ISO weeks that overlap the quarter; one that the quarter cuts counts only its
days inside. Weeks before the current one are frozen: nothing here changes them.
"""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .spread import spread, spread_each

DAYS_PER_WEEK = 7


@dataclass(frozen=True)
class Row:
    """What is known of a target before its weeks are planned.

    ``done`` are posts published in each week of the quarter; ``due`` is, for each
    frozen week, what it would have had if nothing had ever been missed or done early;
    ``pinned``, for each week of the quarter, the posts that people planned for it.
    """

    quantity: int
    channel: Hashable
    done: tuple[int, ...]
    due: tuple[int, ...] = ()
    pinned: tuple[int, ...] = ()


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
    A week has at least the posts that people planned for it, the target allowing; the
    rest is spread over the weeks that are not settled so.

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
    >>> pinned = Row(12, "Zalo", done=(3, 0, 0, 0), due=(3,), pinned=(0, 0, 0, 5))
    >>> [share.quantity for share in plan([pinned], [5, 5, 5, 5], 1)[0]]
    [2, 2, 5]
    """
    left_days = days[current:]
    if not left_days:
        return [() for _row in rows]
    channels = [row.channel for row in rows]
    due_left = [max(row.quantity - sum(row.due[:current]), 0) for row in rows]
    left = [max(row.quantity - sum(row.done[:current]), 0) for row in rows]
    pins = [list(row.pinned[current:] or [0] * len(left_days)) for row in rows]
    due = _fill(due_left, left_days, channels, pins)
    done = [row.done[current] for row in rows]
    planned = due
    if left != due_left or any(done):
        planned = _fill(left, left_days, channels, pins, done)
    return [
        tuple(map(Share, mine, mine_due))
        for mine, mine_due in zip(planned, due, strict=True)
    ]


def _fill(
    wholes: Sequence[int],
    days: Sequence[int],
    channels: list[Hashable],
    pins: Sequence[Sequence[int]],
    done: Sequence[int] = (),
) -> list[list[int]]:
    """Spread rows so that no week has less than its pins, nor this one than is done.

    Weeks whose share is less are settled at their pins, and what is left is spread
    over the others, until each has enough. That ends: shares only become smaller. When
    more is done than this week's share, this week is settled in all rows: nobody is
    asked for more of one channel since another went fast.
    """
    least = [
        _at_most(whole, [max(mine[0], now), *mine[1:]])
        for whole, mine, now in zip(
            wholes, pins, done or [0] * len(wholes), strict=True
        )
    ]
    planned = spread(wholes, days, channels)
    settled: list[dict[int, int]] = [{} for _ in wholes]
    fast = [min(pair) for pair in zip(done, wholes, strict=False)]
    if any(mine > parts[0] for mine, parts in zip(fast, planned, strict=False)):
        for row, (floor, parts) in enumerate(zip(least, planned, strict=True)):
            room = wholes[row] - sum(floor[1:])
            settled[row][0] = max(floor[0], min(parts[0], room))
        planned = _spread_rest(wholes, days, channels, settled)
    while short := [
        (row, week)
        for row, floor in enumerate(least)
        for week, (part, enough) in enumerate(zip(planned[row], floor, strict=True))
        if part < enough
    ]:
        for row, week in short:
            settled[row][week] = least[row][week]
        planned = _spread_rest(wholes, days, channels, settled)
    return planned


def _at_most(whole: int, wanted: Sequence[int]) -> list[int]:
    """What is wanted of each week as far as there is enough, earlier weeks first."""
    given = []
    for number in wanted:
        given.append(min(number, whole))
        whole -= given[-1]
    return given


def _spread_rest(
    wholes: Sequence[int],
    days: Sequence[int],
    channels: list[Hashable],
    settled: Sequence[dict[int, int]],
) -> list[list[int]]:
    """Keep settled weeks as they are, and spread what is left over the others."""
    rest = [
        whole - sum(mine.values()) for whole, mine in zip(wholes, settled, strict=True)
    ]
    weights = [
        [0 if week in mine else day for week, day in enumerate(days)]
        for mine in settled
    ]
    return [
        [part + mine.get(week, 0) for week, part in enumerate(parts)]
        for parts, mine in zip(
            spread_each(rest, weights, channels), settled, strict=True
        )
    ]


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
