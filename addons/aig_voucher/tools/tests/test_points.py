from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aig_voucher.tools.points import Rates, points, voucher_amount, voucher_points

DEFAULT = Rates(Decimal(100_000_000), Decimal(35_000_000))
money = st.integers(0, 10**13).map(Decimal)
rates = st.builds(
    Rates,
    st.integers(1, 10**10).map(Decimal),
    st.integers(0, 10**9).map(Decimal),
)


def test_the_worked_example():
    result = voucher_points(Decimal(500_000_000), Decimal(600_000_000), DEFAULT)
    assert (result.secured, result.stretch) == (Decimal("5.00"), Decimal("6.00"))
    assert voucher_amount(result.total, DEFAULT) == 385_000_000


@given(money, rates)
def test_points_never_promise_more_than_the_sales(revenue, policy):
    result = points(revenue, policy)
    assert result * policy.revenue_per_point <= revenue
    rest = revenue - result * policy.revenue_per_point
    assert rest < policy.revenue_per_point / 100


@given(money, money)
def test_the_total_is_the_sum_of_what_is_shown(secured, stretch):
    result = voucher_points(secured, stretch, DEFAULT)
    assert result.total == result.secured + result.stretch
    assert -result.total.as_tuple().exponent <= 2


@given(money, money, rates)
def test_more_sales_never_give_fewer_points(one, other, policy):
    low, high = sorted((one, other))
    assert points(low, policy) <= points(high, policy)


@given(money, rates)
def test_money_is_whole(revenue, policy):
    amount = voucher_amount(points(revenue, policy), policy)
    assert amount == amount.to_integral_value()


@pytest.mark.parametrize(
    ("revenue_per_point", "point_value"), [(0, 1), (-1, 1), (1, -1)]
)
def test_impossible_rates_are_refused(revenue_per_point, point_value):
    with pytest.raises(ValueError, match="must"):
        Rates(Decimal(revenue_per_point), Decimal(point_value))
