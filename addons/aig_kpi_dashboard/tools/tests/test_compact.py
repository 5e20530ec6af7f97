from hypothesis import given
from hypothesis import strategies as st

from aig_kpi_dashboard.tools.compact import UNITS, in_unit

AMOUNTS = st.integers(-(10**13), 10**13)


@given(AMOUNTS)
def test_what_is_said_is_near_the_amount(amount):
    said, digits, unit = in_unit(amount)
    size, _digits = UNITS[unit]
    step = size / 10**digits
    assert abs(round(said, digits) * size - amount) <= step / 2 + 1


@given(AMOUNTS)
def test_no_number_is_long(amount):
    said, _digits, unit = in_unit(amount)
    if unit == "mn":
        assert abs(round(said)) < 1000
    elif not unit:
        assert abs(said) < 1_000_000
