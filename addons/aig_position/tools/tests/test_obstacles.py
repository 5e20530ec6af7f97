from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ..obstacles import in_the_way
from ..slots import Full, Stay, assign

DAY = date(2026, 12, 1)


def days(first, last):
    return [first + timedelta(n) for n in range((last - first).days + 1)]


@st.composite
def sites(draw):
    """A site with stays that fit, and a request."""
    capacity = draw(st.integers(1, 4))
    stays = []
    for ref in range(draw(st.integers(0, 10))):
        first = DAY + timedelta(draw(st.integers(0, 15)))
        stay = Stay(first, first + timedelta(draw(st.integers(0, 6))), None, ref)
        try:
            assign(stays, [stay], capacity)
        except Full:
            continue
        stays.append(stay)
    first = DAY + timedelta(draw(st.integers(0, 15)))
    last = first + timedelta(draw(st.integers(0, 10)))
    return stays, capacity, draw(st.integers(1, capacity)), first, last


@given(sites())
def test_as_counted_day_by_day(site):
    stays, capacity, count, first, last = site
    expected = set()
    for day in days(first, last):
        there = [stay for stay in stays if stay.first <= day <= stay.last]
        if len(there) + count > capacity:
            expected.update(there)
    assert set(in_the_way(*site)) == expected


@given(sites())
def test_nothing_in_the_way_is_what_fits(site):
    stays, capacity, count, first, last = site
    new = [Stay(first, last) for _number in range(count)]
    try:
        assign(stays, new, capacity)
    except Full:
        assert in_the_way(*site)
    else:
        assert not in_the_way(*site)
