from datetime import date, timedelta

import holidays

from ..vietnam_holidays import HOLIDAYS

YEARS = range(2026, 2032)
#: The government's later decisions, which the pinned version does not know yet (newer
#: ones need an older dateutil than Odoo's).
SINCE_DECIDED = {date(2026, 8, 31)}


def days_of(*names):
    return {
        first + timedelta(days=number)
        for first, last, name in HOLIDAYS
        for number in range((last - first).days + 1)
        if not names or name in names
    }


def test_the_days_are_those_of_the_package():
    known = days_of() - days_of("culture") - SINCE_DECIDED
    assert known == set(holidays.country_holidays("VN", years=YEARS))


def test_culture_day_is_each_24_november():
    assert days_of("culture") >= {date(year, 11, 24) for year in YEARS}


def test_every_year_has_tet():
    assert {day.year for day in days_of("tet")} == set(YEARS)
