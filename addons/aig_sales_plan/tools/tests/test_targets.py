from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aig_sales_plan.tools.distribution import spread
from aig_sales_plan.tools.targets import (
    MATCH,
    MISMATCH,
    NOT_SET,
    ContradictionError,
    Typed,
    compare,
    fill,
    month_weights,
    quarters,
    split_months,
)

money = st.integers(0, 10**12).map(Decimal)
years = st.lists(money, min_size=12, max_size=12)
parts = st.integers(1, 10_000).map(lambda number: Decimal(number) / 100)
weights = st.lists(st.just(Decimal(0)) | parts, min_size=12, max_size=12)


@st.composite
def typings(draw):
    """One thing at a time, as people type: a year, some quarters, or some months."""
    kind = draw(st.sampled_from(["year", "quarters", "months"]))
    if kind == "year":
        return Typed(year=draw(money))
    if kind == "quarters":
        return Typed(quarters=draw(st.dictionaries(st.integers(0, 3), money)))
    return Typed(months=draw(st.dictionaries(st.integers(0, 11), money)))


@st.composite
def trees(draw, depth=2):
    """A target with its months, and what is below it, by random typing."""
    months = (Decimal(0),) * 12
    for typed in draw(st.lists(typings(), max_size=2)):
        months = fill(months, typed, draw(weights))
    below = draw(st.lists(trees(depth - 1), max_size=2)) if depth else []
    return months, below


@given(years, typings(), weights)
def test_what_was_typed_is_what_the_months_give(months, typed, by):
    after = fill(months, typed, by)
    if typed.year is not None:
        assert sum(after) == typed.year
    for quarter, amount in typed.quarters.items():
        assert quarters(after)[quarter] == amount
    for month, amount in typed.months.items():
        assert after[month] == amount
    assert all(month >= 0 for month in after)
    assert sum(quarters(after)) == sum(after)


@given(years, typings(), weights)
def test_other_quarters_stay(months, typed, by):
    assume(typed.year is None)
    touched = set(typed.quarters) | {month // 3 for month in typed.months}
    after = fill(months, typed, by)
    for quarter in set(range(4)) - touched:
        span = slice(3 * quarter, 3 * quarter + 3)
        assert after[span] == tuple(months[span])


@given(years, typings(), weights)
def test_typing_the_same_twice_changes_nothing(months, typed, by):
    once = fill(months, typed, by)
    assert fill(once, typed, by) == once
    assert fill(once, Typed(year=sum(once)), by) == once


@given(years, st.integers(0, 11), money, st.integers(1, 10**6).map(Decimal))
def test_a_sum_that_its_parts_deny_is_refused(months, month, amount, wrong):
    after = fill(months, Typed(months={month: amount}), [Decimal(1)] * 12)
    with pytest.raises(ContradictionError) as refused:
        fill(
            months,
            Typed(year=sum(after) + wrong, months={month: amount}),
            [Decimal(1)] * 12,
        )
    assert (refused.value.quarter, refused.value.summed) == (None, sum(after))
    quarter = month // 3
    with pytest.raises(ContradictionError) as refused:
        fill(
            months,
            Typed(
                quarters={quarter: quarters(after)[quarter] + wrong},
                months={month: amount},
            ),
            [Decimal(1)] * 12,
        )
    assert refused.value.quarter == quarter


@given(years, st.lists(money, min_size=1, max_size=12))
def test_children_made_by_a_split_sum_to_the_parent(months, by):
    amounts = spread(sum(months), by)
    children = split_months(months, amounts)
    assert [sum(child) for child in children] == list(amounts)
    assert [sum(month) for month in zip(*children, strict=True)] == months
    assert all(part >= 0 for child in children for part in child)


@given(years, st.lists(money, min_size=1, max_size=12))
def test_children_keep_the_amounts_somebody_changed(months, amounts):
    for child, amount in zip(split_months(months, amounts), amounts, strict=True):
        assert sum(child) == amount
        assert all(part >= 0 for part in child)


def check(tree):
    """A node's state says the truth about the sums, all the way down."""
    months, below = tree
    own = quarters(months)
    each = [quarters(child) for child, _below in below]
    sums = [sum(of_one) for of_one in zip(*each, strict=True)]
    state = compare(own, sums)
    if state == MATCH:
        assert sum(months) == sum(sum(m) for m, _b in below) > 0
    elif state == MISMATCH:
        assert any(a != b for a, b in zip(own, sums, strict=True))
        assert any(sums)
    else:
        assert state == NOT_SET
        assert not any(own) or not any(sums)
    for child in below:
        check(child)


@given(trees())
def test_no_gap_of_a_tree_is_hidden(tree):
    check(tree)


@given(years, st.lists(parts, min_size=1, max_size=4), st.lists(parts, min_size=1))
def test_a_tree_that_is_split_from_the_top_matches_everywhere(months, by, by_below):
    assume(any(months))
    children = split_months(months, spread(sum(months), by))
    sums = [sum(of_one) for of_one in zip(*map(quarters, children), strict=True)]
    assert compare(quarters(months), sums) == MATCH
    for child in children:
        below = split_months(child, spread(sum(child), by_below))
        sums = [sum(of_one) for of_one in zip(*map(quarters, below), strict=True)]
        assert compare(quarters(child), sums) == (MATCH if any(child) else NOT_SET)


def test_the_lowest_level_lacks_nothing():
    assert compare([Decimal(1)] * 4, None, False) == MATCH
    assert compare([Decimal(0)] * 4, None, False) == NOT_SET


def test_percentages_that_differ_by_rounding_are_even():
    percentages = [Decimal("8.33")] * 8 + [Decimal("8.34")] * 4
    assert sum(percentages) == 100
    assert month_weights(percentages) == (Decimal(1),) * 12
    assert month_weights([]) == (Decimal(1),) * 12
    season = [Decimal("5.00")] * 8 + [Decimal("15.00")] * 4
    assert list(month_weights(season)) == season


@given(money, weights.filter(any))
def test_a_season_is_kept_by_the_largest_remainder(amount, by):
    for part, weight in zip(
        fill([Decimal(0)] * 12, Typed(year=amount), by), by, strict=True
    ):
        assert abs(part - amount * weight / sum(by)) < 1 or not amount
