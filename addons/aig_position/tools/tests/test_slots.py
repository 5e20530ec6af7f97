from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..slots import Full, Stay, assign, least_free, overlaps

YEAR = date(2026, 1, 1)


@st.composite
def periods(draw):
    first = YEAR + timedelta(draw(st.integers(0, 40)))
    return first, first + timedelta(draw(st.integers(0, 15)))


def per_day(stays, first, last):
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return [(sum(overlaps(stay, day, day) for stay in stays), day) for day in days]


def assert_legal(stays, capacity):
    assert all(1 <= stay.slot <= capacity for stay in stays)
    for number, one in enumerate(stays):
        for other in stays[number + 1 :]:
            if one.slot == other.slot:
                assert not overlaps(one, other.first, other.last)


@given(st.lists(periods(), max_size=12), periods(), st.integers(1, 4))
def test_least_free_is_the_fullest_day(taken, asked, capacity):
    stays = [Stay(*period) for period in taken]
    day, free = least_free(stays, capacity, *asked)
    counts = per_day(stays, *asked)
    assert free == capacity - max(count for count, _day in counts)
    assert (capacity - free, day) in counts


@given(
    st.lists(st.tuples(periods(), st.integers(1, 3)), max_size=15), st.integers(1, 4)
)
def test_what_fits_by_the_day_finds_a_slot(requests, capacity):
    stays = []
    for number, (period, count) in enumerate(requests):
        new = [Stay(*period, None, (number, n)) for n in range(count)]
        room = least_free(stays, capacity, *period)[1]
        if room < count:
            with pytest.raises(Full) as refused:
                assign(stays, new, capacity)
            assert refused.value.free < count
            assert period[0] <= refused.value.day <= period[1]
            continue
        changed = {stay.ref: stay for stay in assign(stays, new, capacity)}
        kept = [stay for stay in stays if stay.ref not in changed]
        assert {stay.ref for stay in new} <= changed.keys()
        stays = [*kept, *changed.values()]
        assert_legal(stays, capacity)


def test_nobody_moves_without_need():
    old = [Stay(YEAR, YEAR + timedelta(9), 2, "a")]
    [new] = assign(old, [Stay(YEAR, YEAR, None, "b")], 2)
    assert (new.ref, new.slot) == ("b", 1)


def test_the_free_slots_of_a_refusal_are_those_before_it():
    old = [Stay(YEAR, YEAR, 1, "a")]
    with pytest.raises(Full) as refused:
        assign(old, [Stay(YEAR, YEAR), Stay(YEAR, YEAR)], 2)
    assert refused.value.free == 1
