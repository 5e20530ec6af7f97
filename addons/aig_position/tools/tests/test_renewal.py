from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ..renewal import next_period

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@given(DAYS, st.integers(0, 800))
def test_it_begins_the_day_after(first, days):
    last = first + timedelta(days)
    begins, ends = next_period(first, last)
    assert begins == last + timedelta(1)
    assert ends >= begins
    whole_months = first.day == 1 and begins.day == 1
    if whole_months:
        assert (ends + timedelta(1)).day == 1
    else:
        assert ends - begins == last - first


@given(st.integers(2020, 2040), st.integers(1, 12), st.integers(1, 24))
def test_whole_months_stay_as_many(year, month, count):
    def month_begin(number):
        return date(year + (month - 1 + number) // 12, (month - 1 + number) % 12 + 1, 1)

    first, after = month_begin(0), month_begin(count)
    begins, ends = next_period(first, after - timedelta(1))
    assert begins == after
    assert ends + timedelta(1) == month_begin(2 * count)
