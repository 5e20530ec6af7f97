import operator
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from aig_kpi_dashboard.tools.months import (
    COMPARING,
    cut_month,
    cuts_no_month,
    first_of,
    implied,
)

HOW = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
EDGES = st.one_of(
    DAYS,
    DAYS.map(first_of),
    DAYS.map(lambda day: first_of(day) - timedelta(days=1)),
    st.sampled_from([date.min, date.max]),
)


@given(st.sampled_from(sorted(HOW)), EDGES, DAYS)
def test_a_condition_that_cuts_no_month_is_one_on_its_first_day(name, edge, day):
    if cuts_no_month(name, edge):
        assert HOW[name](day, edge) == HOW[name](first_of(day), edge)


@given(st.sampled_from(COMPARING), EDGES, DAYS)
def test_all_days_of_a_month_that_is_not_cut_are_as_its_first(name, edge, day):
    if first_of(day) != cut_month(name, edge):
        assert HOW[name](day, edge) == HOW[name](first_of(day), edge)


@given(st.sampled_from(sorted(HOW)), EDGES, DAYS)
def test_what_is_implied_leaves_nothing_out(name, edge, day):
    wider, month = implied(name, edge)
    assert not HOW[name](day, edge) or HOW[wider](first_of(day), month)
