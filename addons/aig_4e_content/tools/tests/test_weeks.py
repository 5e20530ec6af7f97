from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from aig_4e_content.tools.weeks import (
    Row,
    missed_in_a_row,
    pace,
    plan,
    weeks_between,
    working_days,
)

FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)
DAYS = working_days(FIRST, LAST, [range(5)])


@st.composite
def situations(draw):
    """A person in some week of the quarter, with posts published until then."""
    current = draw(st.integers(0, len(DAYS) - 1))
    posts = st.lists(st.integers(0, 6), min_size=current + 1, max_size=current + 1).map(
        lambda done: (*done, *[0] * (len(DAYS) - current - 1))
    )
    due = st.lists(st.integers(0, 4), min_size=current, max_size=current).map(tuple)
    pins = st.lists(st.integers(0, 9), min_size=len(DAYS), max_size=len(DAYS)).map(
        tuple
    )
    row = st.builds(
        Row, st.integers(0, 60), st.integers(1, 2), posts, due, st.just(()) | pins
    )
    return draw(st.lists(row, max_size=5)), current


@st.composite
def pinned_rows(draw):
    """Rows of which some weeks have posts planned by people, and days of each week."""
    weeks = draw(st.integers(1, 14))
    days = draw(st.lists(st.integers(0, 7), min_size=weeks, max_size=weeks))
    pins = st.lists(st.integers(0, 5), min_size=weeks, max_size=weeks).map(tuple)
    row = st.builds(
        Row,
        st.integers(0, 60) | st.just(1000),
        st.integers(1, 3),
        st.just((0,) * weeks),
        st.just(()),
        pins,
    )
    return draw(st.lists(row, min_size=1, max_size=5)), days


def test_the_weeks_cover_the_quarter_and_cut_weeks_are_short():
    assert [2, *[5] * 12, 4] == DAYS
    assert sum(DAYS) == sum(
        (FIRST + timedelta(number)).weekday() < 5
        for number in range((LAST - FIRST).days + 1)
    )


def test_weeks_that_take_turns():
    even = date(2026, 10, 5)
    turn = ((even.toordinal() - 1) // 7) % 2
    weekdays = [range(5), range(2)] if turn == 0 else [range(2), range(5)]
    assert working_days(even, date(2026, 10, 18), weekdays) == [5, 2]


@given(situations())
def test_done_before_and_weeks_to_come_make_the_target(situation):
    rows, current = situation
    for row, shares in zip(rows, plan(rows, DAYS, current), strict=True):
        before = sum(row.done[:current])
        planned = sum(share.quantity for share in shares)
        assert before + planned == max(row.quantity, before)
        assert len(shares) == len(DAYS) - current


@given(situations())
def test_this_week_is_not_less_than_what_is_done_unless_the_target_is(situation):
    rows, current = situation
    for row, shares in zip(rows, plan(rows, DAYS, current), strict=True):
        left = max(row.quantity - sum(row.done[:current]), 0)
        assert shares[0].quantity >= min(row.done[current], left)


@given(situations())
def test_full_weeks_to_come_differ_by_one_at_most(situation):
    """But for weeks for which people planned as many posts as they have."""
    rows, current = situation
    for row, shares in zip(rows, plan(rows, DAYS, current), strict=True):
        full = [
            share.quantity
            for week, share in enumerate(shares)
            if week
            and DAYS[current + week] == 5
            and share.quantity > (row.pinned[current + week] if row.pinned else 0)
        ]
        assert not full or max(full) - min(full) <= 1


@given(pinned_rows())
def test_a_week_has_the_posts_planned_for_it_as_far_as_there_are_any(situation):
    rows, days = situation
    for row, shares in zip(rows, plan(rows, days, 0), strict=True):
        quantities = [share.quantity for share in shares]
        assert sum(quantities) == row.quantity
        left = row.quantity
        for quantity, pins in zip(quantities, row.pinned, strict=True):
            assert quantity >= min(pins, left)
            left -= min(pins, left)


@given(pinned_rows())
def test_posts_planned_within_the_share_move_nothing(situation):
    rows, days = situation
    free = [replace(row, pinned=()) for row in rows]
    even = plan(free, days, 0)
    kept = [
        replace(
            row,
            pinned=tuple(
                min(pins, share.quantity)
                for pins, share in zip(row.pinned, shares, strict=True)
            ),
        )
        for row, shares in zip(rows, even, strict=True)
    ]
    assert plan(kept, days, 0) == even


@given(pinned_rows())
def test_only_weeks_planned_beyond_their_share_have_more_than_the_others(situation):
    rows, days = situation
    for row, shares in zip(rows, plan(rows, days, 0), strict=True):
        weeks = zip(days, shares, row.pinned, strict=True)
        for length, share, pins in weeks:
            equal = [
                other.quantity
                for day, other in zip(days, shares, strict=True)
                if day == length
            ]
            more = share.quantity > min(equal) + 1
            last = not any(days)  # without a working day all is in the last week
            assert not more or last or share.quantity == pins or capped(row, share)


def capped(row, share):
    """Whether there was not enough for all that was planned."""
    return sum(row.pinned) > row.quantity and share.quantity <= max(row.pinned)


@given(pinned_rows())
def test_what_was_planned_is_due_when_it_was_planned(situation):
    """Whoever keeps to weeks of his own is as little behind as the robot's."""
    rows, days = situation
    for shares in plan(rows, days, 0):
        assert all(share.quantity == share.due for share in shares)


def test_a_post_moved_to_a_week_that_has_one_makes_it_two_and_back():
    even = plan([Row(4, 1, (0,) * 4, pinned=(1, 1, 1, 1))], [5] * 4, 0)
    moved = plan([Row(4, 1, (0,) * 4, pinned=(0, 1, 2, 1))], [5] * 4, 0)
    assert [share.quantity for share in even[0]] == [1, 1, 1, 1]
    assert [share.quantity for share in moved[0]] == [0, 1, 2, 1]


def test_the_present_week_keeps_its_other_channels_when_one_goes_fast():
    rows = [Row(4, 1, (3, 0, 0, 0), pinned=(0, 0, 0, 1)), Row(2, 2, (0,) * 4)]
    fast, other = plan(rows, [5] * 4, 0)
    slow = plan([Row(4, 1, (0,) * 4), rows[1]], [5] * 4, 0)[1]
    assert [share.quantity for share in fast] == [3, 0, 0, 1]
    assert other[0].quantity == slow[0].quantity


@given(st.lists(st.integers(0, 60), min_size=1, max_size=4))
def test_who_keeps_to_the_plan_is_never_behind_and_nothing_moves(quantities):
    done = [[0] * len(DAYS) for _ in quantities]
    due = [[] for _ in quantities]
    for current in range(len(DAYS)):
        rows = [
            Row(quantity, channel, tuple(mine), tuple(mine_due))
            for channel, (quantity, mine, mine_due) in enumerate(
                zip(quantities, done, due, strict=True)
            )
        ]
        for index, shares in enumerate(plan(rows, DAYS, current)):
            assert shares[0].quantity == shares[0].due
            assert pace(rows[index], DAYS, current).behind == 0
            done[index][current] = shares[0].quantity
            due[index].append(shares[0].due)
    assert [sum(mine) for mine in done] == quantities


def test_no_working_day_left_puts_all_into_the_last_week():
    [shares] = plan([Row(3, 1, (0, 0, 0), (0,))], [5, 0, 0], 1)
    assert [share.quantity for share in shares] == [0, 3]


def test_nothing_is_planned_once_the_quarter_is_over():
    assert plan([Row(3, 1, (0, 0))], [5, 5], 2) == [()]


def test_the_last_week_takes_what_is_left_beside_a_fast_channel():
    rows = [Row(2, 1, (0, 1), (1,)), Row(9, 2, (8, 1), (5,))]
    assert [shares[0].quantity for shares in plan(rows, [5, 5], 1)] == [2, 1]


def test_who_caught_up_is_behind_no_more():
    row = Row(6, 1, (0, 3, 0), (2, 2))
    assert pace(row, [5, 5, 5], 2).behind == 1
    assert pace(row, [5, 5, 5], 2).behind_since == 0
    caught_up = Row(6, 1, (0, 3, 1), (2, 2))
    assert pace(caught_up, [5, 5, 5], 2).behind_since is None


def test_a_lowered_target_is_not_behind_of_what_it_was():
    assert pace(Row(2, 1, (2, 0), (5,)), [5, 5], 1).behind == 0


def test_weeks_before_the_target_was_set_tell_nothing_of_the_pace():
    assert pace(Row(9, 1, (0, 0, 0), (0, 0)), [5, 5, 5], 2).forecast is None
    assert pace(Row(9, 1, (0, 2, 0), (0, 4)), [5, 5, 5], 2).forecast == 4
    assert pace(Row(9, 1, (0, 2, 3), (0, 4)), [5, 5, 5], 2).forecast == 5


def test_weeks_without_a_plan_say_nothing():
    assert missed_in_a_row([]) == 0
    assert missed_in_a_row([(2, 2), (0, 0)]) == 1


def test_weeks_of_a_quarter_that_begins_on_a_monday():
    assert weeks_between(date(2029, 10, 1), date(2029, 10, 7)) == [date(2029, 10, 1)]
