from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ..hold import HOURS, WORKING_DAYS, alert, expiry, is_working_day

YEAR = date(2026, 1, 1)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31))
holidays = st.sets(st.integers(0, 400).map(lambda n: YEAR + timedelta(n)), max_size=30)


@given(moments, st.integers(1, 15), holidays)
def test_as_many_working_days_as_asked(now, length, free):
    ends = expiry(now, length, WORKING_DAYS, free)
    span = (ends.date() - now.date()).days
    between = [now.date() + timedelta(n) for n in range(1, span)]
    assert sum(is_working_day(day, free) for day in between) == length
    assert is_working_day(between[-1], free)


@given(moments, st.integers(1, 500))
def test_hours_are_hours(now, length):
    assert expiry(now, length, HOURS) - now == timedelta(hours=length)


@given(moments, st.integers(1, 500), holidays)
def test_people_are_warned_before_the_end(now, hours, free):
    ends = expiry(now, hours, HOURS)
    warned = alert(now, ends, free)
    assert now < warned < ends
    late = now + (ends - now) / 2
    assert warned == late or is_working_day(warned.date(), free)
