"""Properties of outcomes, follow-up days, shares and matching."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aig_customer_care.tools.contact import (
    OUTCOMES,
    SUNDAY,
    follow_up_day,
    share,
)


def test_nobody_talks_without_being_reached():
    assert all(item.reached for item in OUTCOMES.values() if item.talked)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_a_follow_up_is_never_on_sunday(today, days):
    day = follow_up_day(today, days)
    assert day.weekday() != SUNDAY
    assert days <= (day - today).days <= days + 1


@given(st.integers(max_value=0))
def test_a_follow_up_is_in_the_future(days):
    with pytest.raises(ValueError, match=str(days)):
        follow_up_day(date(2026, 11, 27), days)


@given(
    st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
)
def test_a_share_is_between_nothing_and_all(numbers):
    part, whole = numbers
    assert 0 <= share(part, whole) <= 100
    assert abs(float(share(part, whole)) - 100 * part / whole) <= 0.05 + 1e-9


@pytest.mark.parametrize(("part", "whole"), [(-1, 2), (3, 2), (1, 0)])
def test_no_share_of_more_than_there_is(part, whole):
    with pytest.raises(ValueError, match="of"):
        share(part, whole)
