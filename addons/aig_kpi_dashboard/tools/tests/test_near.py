"""What holds for a date holds, wider, for what lies near to it."""

import operator
from datetime import date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from aig_kpi_dashboard.tools.near import MOMENT, near

COMPARE = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "=": operator.eq,
    "!=": operator.ne,
}
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
#: people type years of four digits
ENDS = st.one_of(days, st.sampled_from([date.min, date.max]))
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1))
zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))


@given(days, ENDS, st.sampled_from(list(COMPARE)), st.integers(-3, 3))
def test_no_row_is_lost(one, day, compare, shift):
    if COMPARE[compare](one, day):
        beside = one + timedelta(shift)
        found = near(compare, day, 3, 3)
        assert all(COMPARE[wider](beside, limit) for wider, limit in found)


@given(moments, zones, days, st.sampled_from(list(COMPARE)))
def test_a_moment_is_near_its_day(moment, zone, day, compare):
    local = moment.replace(tzinfo=timezone.utc).astimezone(zone).date()
    if COMPARE[compare](local, day):
        for wider, limit in near(compare, day, *MOMENT):
            midnight = datetime(limit.year, limit.month, limit.day)
            assert COMPARE[wider](moment, midnight)
