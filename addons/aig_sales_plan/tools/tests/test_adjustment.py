from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aig_sales_plan.tools.adjustment import QuarterShare, respread, spread_year

amounts = st.integers(0, 10**12).map(Decimal)
quarter_shares = st.builds(QuarterShare, amounts, amounts, st.booleans())
years = st.lists(quarter_shares, min_size=1, max_size=4).filter(
    lambda quarters: any(quarter.is_open for quarter in quarters)
)
three = st.tuples(amounts, amounts, amounts)
flags = st.tuples(st.booleans(), st.booleans(), st.booleans())


@given(amounts, three, flags, three)
def test_months_that_are_over_stay_and_the_rest_makes_up_the_sum(
    amount, parts, frozen, weights
):
    result = respread(amount, parts, frozen, weights)
    gone = [part for part, is_frozen in zip(parts, frozen, strict=True) if is_frozen]
    for part, new, is_frozen in zip(parts, result, frozen, strict=True):
        assert new == part if is_frozen else new >= 0
    if not all(frozen):
        assert sum(result) == max(amount, sum(gone))


@given(years, amounts)
def test_the_quarters_sum_to_the_year_exactly(quarters, more):
    total = sum(quarter.floor for quarter in quarters) + more
    assert sum(spread_year(total, quarters)) == total


@given(years, amounts)
def test_what_is_over_stays(quarters, more):
    total = sum(quarter.floor for quarter in quarters) + more
    for quarter, planned in zip(quarters, spread_year(total, quarters), strict=True):
        assert planned >= quarter.floor
        assert quarter.is_open or planned == quarter.planned


@given(years)
def test_the_present_total_changes_nothing(quarters):
    planned = tuple(quarter.planned for quarter in quarters)
    assert spread_year(sum(planned), quarters) == planned


@given(years)
def test_less_than_what_is_over_is_refused(quarters):
    lowest = sum(quarter.floor for quarter in quarters)
    with pytest.raises(ValueError, match=rf"^{lowest}$"):
        spread_year(lowest - 1, quarters)


def test_a_year_without_an_open_quarter_takes_no_change():
    with pytest.raises(ValueError, match=r"^5$"):
        spread_year(Decimal(5), [QuarterShare(Decimal(5), is_open=False)])
