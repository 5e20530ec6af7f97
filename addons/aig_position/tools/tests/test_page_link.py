from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..page_link import Asked, read

DAYS = st.dates(date(2000, 1, 1), date(2999, 1, 1))


@st.composite
def asked(draw):
    first = draw(st.none() | DAYS)
    last = first and first + timedelta(draw(st.integers(0, 400)))
    return Asked(draw(st.integers(1, 9_999_999_999)), first, last, draw(st.booleans()))


@given(asked())
def test_read_as_it_was_written(one):
    assert read(str(one)) == one


@given(asked(), asked())
def test_whatever_is_changed_is_another_text(one, other):
    assert (str(one) == str(other)) == (one == other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "7-0-0",
        "07-0-0-0",
        "0-0-0-0",
        "7-0-0-2",
        "7-20261301-20261302-0",
        "7-20261201-0-0",
        "7-20261209-20261201-0",
        "7-0-0-0\n",
        "٧-0-0-0",
        "7-２0261201-20261209-0",
    ],
)
def test_other_texts(text):
    with pytest.raises(ValueError, match=r".*"):  # of this or of the calendar
        read(text)
