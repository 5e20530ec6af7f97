from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ..busy import free_days, taken_periods

START = date(2026, 12, 1)
STAYS = st.lists(st.tuples(st.integers(-9, 30), st.integers(0, 15)), max_size=12)


@given(STAYS, st.integers(1, 3), st.integers(0, 30))
def test_as_counted_day_by_day(numbers, capacity, length):
    stays = [
        (START + timedelta(begin), START + timedelta(begin + days))
        for begin, days in numbers
    ]
    last = START + timedelta(length)
    periods = taken_periods(stays, capacity, START, last)
    days = [START + timedelta(number) for number in range(length + 1)]
    full = {
        day
        for day in days
        if sum(begin <= day <= end for begin, end in stays) >= capacity
    }
    assert full == {
        day for day in days if any(begin <= day <= end for begin, end in periods)
    }
    # in order, within the period asked for, with a free day between
    edges = [edge for period in periods for edge in period]
    assert edges == sorted(edges)
    assert all(START <= edge <= last for edge in edges)
    for (_begin, end), (begin, _end) in pairwise(periods):
        assert (begin - end).days > 1
    assert free_days(periods, START, last) == len(days) - len(full)
