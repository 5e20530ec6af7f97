from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aig_sales_plan.tools.study import YEARS, history_years, percent_reached

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@given(days)
def test_the_day_before_the_plan_lies_in_the_latest_year(first_day):
    years = history_years(first_day)
    assert len(years) == YEARS
    assert years == tuple(range(years[0], years[0] + YEARS))
    assert years[-1] == (first_day - timedelta(days=1)).year


def test_nothing_planned_is_not_nothing_reached():
    assert percent_reached(Decimal(5), Decimal(0)) is None
    assert percent_reached(Decimal(0), Decimal(5)) == 0
