from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aig_4e_content.tools.spread import spread

quantities = st.lists(st.integers(0, 70), max_size=9)
weeks = st.lists(st.integers(0, 7), min_size=1, max_size=14)
working_weeks = weeks.filter(any)


def is_rounded(value, quantity, days, unit):
    exact = quantity * days
    return exact // unit <= value <= -(-exact // unit)


@given(quantities, weeks)
def test_a_row_sums_to_its_quantity(rows, days):
    assert [sum(parts) for parts in spread(rows, days)] == rows


@given(quantities, working_weeks)
def test_each_week_is_its_share_rounded_down_or_up(rows, days):
    for quantity, parts in zip(rows, spread(rows, days), strict=True):
        for part, weight in zip(parts, days, strict=True):
            assert is_rounded(part, quantity, weight, sum(days))


@given(st.data(), quantities, working_weeks)
def test_so_are_weeks_of_channels_and_of_the_person(data, rows, days):
    channels = data.draw(
        st.lists(st.integers(1, 3), min_size=len(rows), max_size=len(rows))
    )
    parts = spread(rows, days, channels)
    groups = [
        [row for row in range(len(rows)) if channels[row] == c] for c in (1, 2, 3)
    ]
    for group in [*groups, list(range(len(rows)))]:
        whole = sum(rows[row] for row in group)
        for week, weight in enumerate(days):
            posts = sum(parts[row][week] for row in group)
            assert is_rounded(posts, whole, weight, sum(days))


@given(quantities, working_weeks)
def test_equal_weeks_differ_by_one_at_most(rows, days):
    parts = spread(rows, days)
    sums = [sum(column) for column in zip(*parts, strict=True)] or [0] * len(days)
    for line in [*parts, sums]:
        for length in set(days):
            equal = [
                part for part, day in zip(line, days, strict=True) if day == length
            ]
            assert max(equal) - min(equal) <= 1


@given(st.integers(0, 1000), working_weeks)
def test_a_shorter_week_never_has_more_in_a_single_row(quantity, days):
    [parts] = spread([quantity], days)
    by_length = sorted(zip(days, parts, strict=True))
    for (shorter, less), (longer, more) in pairwise(by_length):
        assert shorter == longer or less <= more


@given(quantities, weeks)
def test_the_same_input_gives_the_same_weeks(rows, days):
    assert spread(rows, days) == spread(rows, days)


def test_the_nearest_shares_come_first_then_early_weeks():
    assert spread([3], [2, 5, 5, 4, 5]) == [[0, 1, 1, 0, 1]]
    assert spread([2], [2, 5, 5, 4, 5]) == [[0, 1, 1, 0, 0]]
    assert spread([13], [*[5] * 12, 4]) == [[1] * 13]


def test_channels_take_turns():
    parts = spread([2, 2], [5, 5, 5, 5])
    assert [sum(column) for column in zip(*parts, strict=True)] == [1, 1, 1, 1]


@pytest.mark.parametrize(("rows", "days"), [([1], []), ([-1], [5]), ([1], [-5, 6])])
def test_numbers_that_mean_nothing_are_refused(rows, days):
    with pytest.raises(ValueError, match="0 or more"):
        spread(rows, days)
