from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aig_voucher.tools.voucher_link import PATH, NotALink, VoucherLink, read

SIGNATURE = "0" * 64
links = st.builds(
    VoucherLink,
    st.integers(1, 2**31 - 1),
    st.dates(date(1000, 1, 1), date(9999, 12, 31)),
)


@given(links, st.integers(1, 2**31 - 1))
def test_a_link_is_read_as_it_was_written(link, voucher_id):
    token = f"{link}-{SIGNATURE}"
    assert read(token) == (link, SIGNATURE)
    found = PATH.search(f'<a href="https://aig.vn/aig/voucher/{voucher_id}/{token}">')
    assert (int(found["voucher"]), found["token"]) == (voucher_id, token)


@given(links, links, st.integers(1, 999), st.integers(1, 999), st.integers(0, 99))
def test_what_is_signed_differs(one, other, voucher, another, number):
    if (one, voucher) != (other, another):
        assert one.signed(voucher, number) != other.signed(another, number)
    assert one.signed(voucher, number) != one.signed(voucher, number + 1)


@pytest.mark.parametrize(
    "token",
    [
        "",
        SIGNATURE,
        f"0-20261231-{SIGNATURE}",
        f"07-20261231-{SIGNATURE}",
        f"7-20261331-{SIGNATURE}",
        f"7-2026123-{SIGNATURE}",
        f"-7-20261231-{SIGNATURE}",
        f"7-20261231-{SIGNATURE[1:]}",
        f"7-20261231-{SIGNATURE}0",
        f"7-20261231-{SIGNATURE}\n",
        f"7-20261231-{'G' * 64}",
        f"٧-20261231-{SIGNATURE}",
    ],
)
def test_what_was_never_written(token):
    with pytest.raises(NotALink):
        read(token)


@given(st.text(max_size=120))
def test_any_text_is_a_link_or_not(token):
    try:
        link, signature = read(token)
    except NotALink:
        return
    assert f"{link}-{signature}" == token
