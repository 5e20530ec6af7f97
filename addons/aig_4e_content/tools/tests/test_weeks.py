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
    row = st.builds(Row, st.integers(0, 60), st.integers(1, 2), posts, due)
    return draw(st.lists(row, max_size=5)), current


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
    rows, current = situation
    for shares in plan(rows, DAYS, current):
        full = [
            share.quantity
            for share, days in zip(shares[1:], DAYS[current + 1 :], strict=True)
            if days == 5
        ]
        assert not full or max(full) - min(full) <= 1


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
