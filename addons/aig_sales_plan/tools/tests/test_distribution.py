from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aig_sales_plan.tools.distribution import spread

amounts = st.integers(0, 10**13).map(Decimal)
weights = st.lists(
    st.integers(0, 10_000).map(lambda hundredths: Decimal(hundredths) / 100),
    min_size=1,
    max_size=12,
)


@given(amounts, weights)
def test_the_parts_sum_to_the_whole(amount, given_weights):
    parts = spread(amount, given_weights)
    assert sum(parts) == amount
    assert all(part >= 0 and part == part.to_integral_value() for part in parts)


@given(amounts, weights)
def test_no_part_is_a_whole_unit_away_from_its_share(amount, given_weights):
    total = sum(given_weights) or Decimal(len(given_weights))
    shares = given_weights if sum(given_weights) else [Decimal(1)] * len(given_weights)
    for part, weight in zip(spread(amount, given_weights), shares, strict=True):
        assert abs(part - amount * weight / total) < 1


@given(amounts, st.integers(1, 12))
def test_equal_weights_differ_by_one_at_most(amount, count):
    parts = spread(amount, [Decimal(1)] * count)
    assert max(parts) - min(parts) <= 1


def test_cents_where_the_currency_has_them():
    assert spread(Decimal("0.05"), [Decimal(1)] * 2, digits=2) == (
        Decimal("0.03"),
        Decimal("0.02"),
    )


@pytest.mark.parametrize("bad", [[], [Decimal(-1), Decimal(2)]])
def test_weights_that_make_no_sense(bad):
    with pytest.raises(ValueError, match="Weights"):
        spread(Decimal(1), bad)
