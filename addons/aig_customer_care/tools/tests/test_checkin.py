"""Properties of positions and distances."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aig_customer_care.tools.checkin import Position, distance, judge

POSITIONS = st.builds(Position, st.floats(-90, 90), st.floats(-180, 180))
HALF_ROUND = 20_015_115  # metres, the farthest two points can be


@given(POSITIONS, POSITIONS)
def test_the_way_back_is_as_long(here, there):
    assert distance(here, there) == distance(there, here)
    assert 0 <= distance(here, there) <= HALF_ROUND


@given(POSITIONS)
def test_no_way_to_oneself(here):
    assert distance(here, here) == 0
    assert judge(here, 0, 0) == "near"


def test_one_degree_north():
    assert distance(Position(20, 105), Position(21, 105)) == 111_195


@pytest.mark.parametrize("values", [(90.1, 0), (0, 180.1), (float("nan"), 0)])
def test_no_such_place(values):
    with pytest.raises(ValueError, match="no position"):
        Position(*values)
