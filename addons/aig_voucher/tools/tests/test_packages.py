from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aig_voucher.tools.packages import excess, line_value

money = st.integers(0, 10**12).map(Decimal)


@given(st.lists(money, max_size=10), money)
def test_a_package_fits_exactly_when_nothing_is_left_over(values, amount):
    over = excess(values, amount)
    assert over >= 0
    assert (over == 0) == (sum(values) <= amount)


@given(st.integers(0, 10**4), money)
def test_whole_quantities_are_exact(quantity, unit_value):
    assert line_value(Decimal(quantity), unit_value) == quantity * unit_value
