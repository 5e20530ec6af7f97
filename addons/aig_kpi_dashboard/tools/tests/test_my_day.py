from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aig_kpi_dashboard.tools.my_day import (
    COMING,
    LATE,
    OPEN,
    TODAY,
    Entry,
    arrange,
    once,
    pace,
    rank,
    tone,
)

ORDER = ["approve", "contact", "reply"]
DAY = date(2026, 10, 5)
days = st.dates(date(2026, 9, 1), date(2026, 11, 1))
entries = st.lists(
    st.builds(
        Entry,
        section=st.sampled_from([*ORDER, "of nobody"]),
        about=st.integers(0, 8),
        customer=st.none() | st.integers(1, 4),
        due=st.none() | days,
        weight=st.integers(0, 3).map(Decimal),
        is_general=st.booleans(),
        is_filler=st.booleans(),
    ),
    max_size=25,
)


@given(entries)
def test_nothing_is_shown_twice_and_nothing_is_lost(entries):
    shown = once(entries, ORDER)
    abouts = [entry.about for entry in shown]
    assert len(abouts) == len(set(abouts))
    lost = {entry.about for entry in entries if entry.section in ORDER} - set(abouts)
    busy = {entry.customer for entry in shown if not entry.is_filler}
    for about in lost:
        assert any(
            entry.is_filler and entry.customer in busy
            for entry in entries
            if entry.about == about
        )


@given(entries)
def test_a_filler_has_its_customer_for_itself(entries):
    shown = once(entries, ORDER)
    busy = {entry.customer for entry in shown if entry.customer and not entry.is_filler}
    assert not any(entry.is_filler and entry.customer in busy for entry in shown)


@given(entries)
def test_rows_are_the_entries_most_urgent_first(entries):
    lists = arrange(entries, ORDER, ["contact"])
    assert list(lists) == ORDER
    rows = [row for section in lists.values() for row in section]
    assert sorted(id(entry) for row in rows for entry in row) == sorted(
        map(id, once(entries, ORDER))
    )
    for section in lists.values():
        firsts = [rank(row[0]) for row in section]
        assert firsts == sorted(firsts)
        assert all(row == sorted(row, key=rank) for row in section)
    customers = [row[0].customer for row in lists["contact"] if row[0].customer]
    assert len(customers) == len(set(customers))
    assert all(len(row) == 1 for row in lists["reply"])


def test_tones():
    assert tone(DAY, DAY) == TODAY
    assert tone(DAY - timedelta(1), DAY) == LATE
    assert tone(DAY + timedelta(1), DAY) == COMING
    assert tone(None, DAY) == OPEN


@given(st.integers(0, 10**12).map(Decimal), days, st.integers(0, 100), days)
def test_the_expected_share_grows_from_nothing_to_all(goal, first, length, today):
    last = first + timedelta(length)

    def expected(day):
        return pace(goal, Decimal(0), first, last, day, Decimal(1)).expected

    assert 0 <= expected(today) <= goal
    assert expected(first - timedelta(1)) == 0
    assert expected(last) == goal
    assert expected(today) <= expected(today + timedelta(1))


def test_behind_and_ahead():
    first, last = date(2026, 10, 1), date(2026, 10, 10)
    behind = pace(Decimal(100), Decimal(49), first, last, DAY, Decimal(1))
    assert (behind.expected, behind.gap, behind.is_behind) == (50, 1, True)
    ahead = pace(Decimal(100), Decimal(60), first, last, DAY, Decimal(1))
    assert (ahead.gap, ahead.is_behind) == (-10, False)


def test_a_period_ends_after_it_begins():
    with pytest.raises(ValueError, match="before the first"):
        pace(Decimal(1), Decimal(0), DAY, DAY - timedelta(1), DAY, Decimal(1))
