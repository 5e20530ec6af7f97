from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aig_voucher.tools.causes import split_points
from aig_voucher.tools.points import POINT

figures = st.dictionaries(
    st.sampled_from(["receivable", "renewal", "development"]),
    st.decimals(0, 10**12, places=2),
    min_size=1,
)


@given(st.integers(0, 10**7), figures)
def test_shares_add_up(hundredths, figures):
    points = hundredths * POINT
    shares = split_points(points, figures)
    assert shares.keys() == figures.keys()
    assert sum(shares.values()) == (points if any(figures.values()) else 0)
    total = sum(figures.values())
    for name, share in shares.items():
        assert share >= 0
        assert share % POINT == 0
        assert not total or abs(share - points * figures[name] / total) < POINT


def test_what_is_below_zero_brings_nothing():
    shares = split_points(Decimal(1), {"a": Decimal(-5), "b": Decimal(1)})
    assert shares == {"a": 0, "b": 1}


@pytest.mark.parametrize("points", ["-1", "0.001"])
def test_points_that_do_not_exist(points):
    with pytest.raises(ValueError, match="hundredths"):
        split_points(Decimal(points), {"a": Decimal(1)})
