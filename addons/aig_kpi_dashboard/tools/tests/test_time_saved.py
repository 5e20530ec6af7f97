from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aig_kpi_dashboard.tools.time_saved import Effort, hours_saved

efforts = st.builds(Effort, st.none() | st.integers(1, 20), st.integers(1, 20))
done = st.lists(st.tuples(efforts, st.integers(0, 10_000)), max_size=8)


@given(done, st.integers(1, 600))
def test_the_rule(done, seconds):
    hours = hours_saved(done, seconds)
    known = [pair for pair in done if pair[0].before is not None]
    if not known:
        assert hours is None
        return
    exact = sum((one.before - one.now) * times for one, times in known) * seconds
    assert abs(hours * 3600 - exact) <= 180


@given(done)
def test_what_is_not_known_adds_nothing(done):
    unknown = (Effort(None, 3), 1000)
    assert hours_saved([*done, unknown], 20) == hours_saved(done, 20)


def test_costing_more_is_shown_as_such():
    assert hours_saved([(Effort(4, 6), 180)], 20) == Decimal("-2.0")


def test_a_step_takes_time():
    with pytest.raises(ValueError, match="some time"):
        hours_saved([], 0)
