from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ..care_guard import (
    BLOCK,
    GRID,
    MONTH,
    ROLLING,
    WEEK,
    Cap,
    Rules,
    Touch,
    cap_windows,
    check,
    is_quiet_hour,
    next_free_slot,
)

KINDS = ("voucher", "product", "article", "call")
YEAR = datetime(2026, 11, 1)

caps = st.builds(
    Cap,
    maximum=st.integers(1, 4),
    period=st.sampled_from([WEEK, MONTH, ROLLING]),
    kind=st.sampled_from([None, *KINDS]),
    days=st.integers(1, 20),
    severity=st.just(BLOCK),
)
times = st.times().map(lambda moment: moment.replace(microsecond=0))
rule_sets = st.builds(
    Rules,
    caps=st.lists(caps, max_size=3).map(tuple),
    quiet_from=times,
    quiet_to=times,
    quiet_weekdays=st.frozensets(st.integers(0, 6), max_size=5),
    quiet_days=st.frozensets(
        st.dates(date(2026, 11, 1), date(2027, 11, 1)), max_size=20
    ),
    window_days=st.integers(0, 30),
)
moments = st.integers(0, 365 * 24 * 60).map(lambda m: YEAR + timedelta(minutes=m))
tries = st.lists(
    st.tuples(moments, st.sampled_from(KINDS), st.sampled_from([None, "a", "b"])),
    max_size=120,
)


def assert_no_cap_is_broken(rules, sent):
    """Count anew, day by day, without the code under test."""
    for cap in rules.caps:
        days = [touch.at.date() for touch in sent if cap.kind in (None, touch.kind)]
        groups = {}
        for day in days:
            if cap.period == ROLLING:
                key = day
                groups[key] = sum(
                    day <= other < day + timedelta(days=cap.days) for other in days
                )
            elif cap.period == WEEK:
                groups[day.isocalendar()[:2]] = groups.get(day.isocalendar()[:2], 0) + 1
            else:
                groups[day.year, day.month] = groups.get((day.year, day.month), 0) + 1
        assert max(groups.values(), default=0) <= cap.maximum


@settings(max_examples=60, deadline=None)
@given(rule_sets, tries)
def test_a_year_of_random_sends_never_breaks_a_cap(rules, attempts):
    sent = []
    for at, kind, purpose in attempts:
        if not check(rules, sent, kind, purpose, at):
            sent.append(Touch(at, kind, purpose))
    assert_no_cap_is_broken(rules, sent)
    for touch in sent:
        assert touch.at.weekday() not in rules.quiet_weekdays
        assert touch.at.date() not in rules.quiet_days
    for purpose in ("a", "b"):
        days = sorted(t.at.date() for t in sent if t.purpose == purpose)
        for one, two in pairwise(days):
            assert (two - one).days >= rules.window_days


@settings(max_examples=60, deadline=None)
@given(rule_sets, tries)
def test_a_year_of_proposed_slots_never_breaks_a_cap(rules, attempts):
    sent = []
    for at, kind, purpose in attempts[:40]:
        slot = next_free_slot(rules, sent, kind, purpose, at)
        if slot:
            sent.append(Touch(slot, kind, purpose))
    assert_no_cap_is_broken(rules, sent)


@settings(max_examples=80, deadline=None)
@given(rule_sets, st.lists(st.tuples(moments, st.sampled_from(KINDS)), max_size=30))
def test_the_slot_is_legal_and_the_earliest(rules, past):
    touches = [Touch(at, kind, "a") for at, kind in past]
    after = YEAR + timedelta(days=100, minutes=7)
    slot = next_free_slot(rules, touches, "voucher", "a", after)
    grid = YEAR + timedelta(days=100) + GRID
    for _step in range(20 * 48):
        if grid == slot:
            assert not check(rules, touches, "voucher", "a", grid)
            return
        assert check(rules, touches, "voucher", "a", grid), "an earlier one was free"
        grid += GRID
    assert slot is None or slot >= grid


@pytest.mark.parametrize(
    ("period", "last", "first"),
    [
        (WEEK, datetime(2027, 1, 3, 23, 59), datetime(2027, 1, 4, 0, 0)),
        (MONTH, datetime(2027, 2, 28, 23, 59), datetime(2027, 3, 1, 0, 0)),
        (MONTH, datetime(2026, 12, 31, 23, 59), datetime(2027, 1, 1, 0, 0)),
    ],
)
def test_ends_of_periods(period, last, first):
    rules = Rules(caps=(Cap(1, period, severity=BLOCK),))
    touch = Touch(last, "voucher")
    assert check(rules, [touch], "voucher", None, last - timedelta(hours=1))
    assert not check(rules, [touch], "voucher", None, first)


def test_a_queued_touch_counts_at_its_slot():
    rules = Rules(caps=(Cap(1, ROLLING, days=7, severity=BLOCK),))
    queued = Touch(datetime(2026, 12, 10, 9), "voucher")
    assert check(rules, [queued], "voucher", None, datetime(2026, 12, 4, 9))
    assert not check(rules, [queued], "voucher", None, datetime(2026, 12, 3, 9))


def test_quiet_all_days_has_no_slot():
    rules = Rules(quiet_weekdays=frozenset(range(7)))
    assert next_free_slot(rules, [], "voucher", None, YEAR) is None


def test_a_cap_of_nothing_is_never_free():
    rules = Rules(caps=(Cap(0, WEEK),))
    assert next_free_slot(rules, [], "voucher", None, YEAR) is None


@given(times)
def test_no_quiet_hours_when_both_ends_are_the_same(moment):
    assert not is_quiet_hour(moment, time(7), time(7))


@given(st.integers(1, 60), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_rolling_windows_all_hold_the_day(days, day):
    windows = cap_windows(Cap(1, ROLLING, days=days), day)
    assert len(windows) == days
    assert all(first <= day <= last for first, last in windows)
