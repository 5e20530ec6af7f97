from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..page_link import NotALink, PageLink, read

SIGNATURE = "0f" * 32
DAYS = st.dates(date(2000, 1, 1), date(2999, 1, 1))


@given(
    user=st.integers(1, 9_999_999_999),
    first=st.none() | DAYS,
    length=st.integers(0, 400),
    rate=st.booleans(),
    until=DAYS,
)
def test_a_link_is_read_as_it_was_written(user, first, length, rate, until):
    last = first and first + timedelta(length)
    link = PageLink(user, first, last, rate, until)
    assert read(f"{link}-{SIGNATURE}") == (link, SIGNATURE)


@given(DAYS, DAYS, st.integers(1, 99), st.integers(0, 99), st.booleans())
def test_whatever_is_changed_is_another_text_to_sign(day, other, user, number, rate):
    link = PageLink(user, day, day, rate, day)
    texts = [
        link.signed(1, number),
        link.signed(11, number),
        link.signed(1, number + 1),
        PageLink(user + 1, day, day, rate, day).signed(1, number),
        PageLink(user, None, None, rate, day).signed(1, number),
        PageLink(user, day, day, not rate, day).signed(1, number),
    ]
    if other != day:
        texts += [
            PageLink(user, other, other, rate, day).signed(1, number),
            PageLink(user, day, day, rate, other).signed(1, number),
        ]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "7-0-0-0-20261231",
        "07-0-0-0-20261231-" + SIGNATURE,
        "7-0-0-2-20261231-" + SIGNATURE,
        "7-0-0-0-0-" + SIGNATURE,
        "7-0-0-0-20261331-" + SIGNATURE,
        "7-20261201-0-0-20261231-" + SIGNATURE,
        "7-20261209-20261201-0-20261231-" + SIGNATURE,
        "7-0-0-0-20261231-" + SIGNATURE.upper(),
        "7-0-0-0-20261231-" + SIGNATURE + "\n",
        "٧-0-0-0-20261231-" + SIGNATURE,
        "7-0-0-0-２０261231-" + SIGNATURE,
    ],
)
def test_other_texts(text):
    with pytest.raises(NotALink):
        read(text)
