from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aig_customer_care.tools.page_link import Link, NotALink, read, read_number

SIGNATURE = "0f" * 32
links = st.builds(
    Link,
    st.integers(1, 9_999_999_999),
    st.dates(date(1000, 1, 1), date(9999, 12, 31)),
)


@given(links)
def test_a_link_is_read_as_it_was_written(link):
    assert read(f"{link}-{SIGNATURE}", read_number) == (link, SIGNATURE)


@given(links, links, st.integers(1, 999), st.integers(1, 999), st.integers(0, 99))
def test_what_is_signed_differs(one, other, record, another, number):
    if (one, record) != (other, another):
        assert one.signed(record, number) != other.signed(another, number)
    assert one.signed(record, number) != one.signed(record, number + 1)


@given(links, st.dates())
def test_the_last_day_is_the_last(link, today):
    assert link.is_over(today) == (today > link.until)


@pytest.mark.parametrize(
    "token",
    [
        "",
        SIGNATURE,
        f"-{SIGNATURE}",
        f"20261231-{SIGNATURE}",
        f"0-20261231-{SIGNATURE}",
        f"07-20261231-{SIGNATURE}",
        f"7-0-{SIGNATURE}",
        f"7-20261331-{SIGNATURE}",
        f"7-00001231-{SIGNATURE}",
        f"7-2026123-{SIGNATURE}",
        f"-7-20261231-{SIGNATURE}",
        f"7--20261231-{SIGNATURE}",
        f"99999999999-20261231-{SIGNATURE}",
        f"7-20261231-{SIGNATURE[1:]}",
        f"7-20261231-{SIGNATURE}0",
        f"7-20261231-{SIGNATURE}\n",
        f"7-20261231-{SIGNATURE.upper()}",
        f"٧-20261231-{SIGNATURE}",
        f"7-２0261231-{SIGNATURE}",
    ],
)
def test_what_was_never_written(token):
    with pytest.raises(NotALink):
        read(token, read_number)


@given(st.text(max_size=120))
def test_any_text_is_a_link_or_not(token):
    try:
        link, signature = read(token, read_number)
    except NotALink:
        return
    assert f"{link}-{signature}" == token
