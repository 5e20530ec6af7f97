from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aig_sales_plan.tools.ideas import MARKS, score
from aig_sales_plan.tools.reminders import reached
from aig_sales_plan.tools.steps import completeness

marks = st.sampled_from(MARKS)
FIRST_DAY = date(2027, 1, 1)


@given(st.lists(st.booleans(), max_size=9))
def test_only_a_plan_with_every_step_done_is_complete(done):
    percent = completeness(done)
    assert 0 <= percent <= 100
    assert (percent == 100) == all(done)


@given(marks, marks, marks)
def test_more_impact_is_better_and_more_effort_is_worse(impact, other, effort):
    assert 1 <= score(impact, effort) <= 25
    if impact < other:
        assert score(impact, effort) < score(other, effort)
        assert score(effort, other) < score(effort, impact)


@pytest.mark.parametrize("wrong", [0, 6, -1])
def test_a_mark_outside_one_to_five_is_refused(wrong):
    with pytest.raises(ValueError, match="1 to 5"):
        score(wrong, 3)
    with pytest.raises(ValueError, match="1 to 5"):
        score(3, wrong)


@given(st.integers(-100, 100), st.lists(st.integers(0, 60), max_size=3))
def test_a_reminder_comes_before_the_quarter_and_never_too_early(left, days_before):
    today = FIRST_DAY - timedelta(days=left)
    days = reached(today, FIRST_DAY, days_before)
    if days is None:
        assert left <= 0 or all(left > day for day in days_before)
    else:
        assert days in days_before
        assert 0 < left <= days
