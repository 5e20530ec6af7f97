from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ..hold import is_working_day
from ..wait import (
    Waiter,
    head_start_ends,
    whom_to_tell,
)

NOW = datetime(2026, 11, 23, 9)
LATER = datetime(2026, 11, 23, 12)
DAY = date(2026, 12, 1)


@st.composite
def lines(draw):
    """Up to eight people in line for days of three places."""
    line = []
    for ref in range(draw(st.integers(0, 8))):
        begin = draw(st.integers(0, 10))
        told = draw(st.booleans())
        line.append(
            Waiter(
                ref,
                frozenset(draw(st.sets(st.sampled_from("abc")))),
                DAY + timedelta(begin),
                DAY + timedelta(begin + draw(st.integers(0, 5))),
                told,
                draw(st.sampled_from([None, NOW, LATER])) if told else None,
            )
        )
    return line


@given(lines())
def test_all_at_once_is_everybody_with_a_place_once(line):
    line = [replace(one, head_start=None) for one in line]
    told = whom_to_tell(line, NOW)
    assert told == [one for one in line if one.places and not one.told]


@given(lines())
def test_nobody_is_told_while_an_earlier_one_has_a_head_start(line):
    told = whom_to_tell(line, NOW, LATER)
    for one in told:
        assert one.places
        assert not one.told
        for earlier in line[: line.index(one)]:
            has_start = earlier in told or (
                earlier.told and earlier.head_start and earlier.head_start > NOW
            )
            assert not (has_start and earlier.competes(one))


@given(lines())
def test_everybody_is_told_in_the_end(line):
    """Each turn tells the next; nobody is told twice, and nobody is left out."""
    now, told = LATER, []
    for _turn in range(len(line) + 1):
        new = whom_to_tell(line, now, now + timedelta(hours=1))
        told += [one.ref for one in new]
        line = [
            replace(one, told=True, head_start=now + timedelta(hours=1))
            if one in new
            else one
            for one in line
        ]
        now += timedelta(hours=1)
    assert len(told) == len(set(told))
    assert all(one.told or not one.places for one in line)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)),
    st.integers(1, 60),
    st.integers(0, 60),
)
def test_working_hours_add_up(now, hours, more):
    ends = head_start_ends(now, hours)
    assert ends > now
    assert is_working_day(ends.date())
    assert 8 <= ends.hour <= 17
    if more:
        assert head_start_ends(ends, more) == head_start_ends(now, hours + more)
