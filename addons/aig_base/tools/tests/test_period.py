"""Property tests of the periods; they run without Odoo."""

import doctest
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aig_base.tools import period
from aig_base.tools.period import (
    IsoWeek,
    Month,
    Quarter,
    iso_week_of,
    month_of,
    quarter_of,
)

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))
LOCATORS = pytest.mark.parametrize("locate", [month_of, quarter_of, iso_week_of])


def test_doctests():
    assert doctest.testmod(period).failed == 0


@LOCATORS
@given(day=DAYS)
def test_a_day_lies_in_its_period(locate, day):
    found = locate(day)
    assert found.first_day <= day <= found.last_day
    assert locate(found.first_day) == locate(found.last_day) == found


@LOCATORS
@given(day=DAYS)
def test_periods_follow_each_other_without_a_gap(locate, day):
    found = locate(day)
    assert found.next().first_day == found.last_day + timedelta(days=1)
    assert found.previous().last_day == found.first_day - timedelta(days=1)
    assert found.next().previous() == found == found.previous().next()
    assert found.previous() < found < found.next()


@given(day=DAYS)
def test_a_quarter_is_its_three_months(day):
    quarter = quarter_of(day)
    months = quarter.months()
    assert month_of(day) in months
    assert (months[0].first_day, months[2].last_day) == (
        quarter.first_day,
        quarter.last_day,
    )
    assert months[0].next() == months[1]
    assert months[1].next() == months[2]


@pytest.mark.parametrize(
    ("period_type", "year", "number"),
    [
        (Quarter, 2026, 0),
        (Quarter, 2026, 5),
        (Month, 2026, 0),
        (Month, 2026, 13),
        (IsoWeek, 2025, 53),
        (IsoWeek, 2026, 54),
        (Quarter, 1, 1),
        (Quarter, 9999, 4),
    ],
)
def test_a_number_outside_the_year_is_refused(period_type, year, number):
    with pytest.raises(ValueError, match="must be"):
        period_type(year, number)
