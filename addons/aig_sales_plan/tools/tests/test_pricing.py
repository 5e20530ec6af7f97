from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aig_sales_plan.tools.pricing import (
    Approval,
    PricedRow,
    amount_of,
    discount_of,
    effect,
    is_below_floor,
    is_covered,
    price_at,
)

prices = st.integers(1, 10**12).map(Decimal)
quantities = st.integers(1, 10**5).map(lambda hundredths: Decimal(hundredths) / 100)
discounts = st.integers(0, 10_000).map(lambda hundredths: Decimal(hundredths) / 100)
rows = st.lists(st.builds(PricedRow, quantities, prices, prices), max_size=8)


@given(prices, prices)
def test_a_typed_price_comes_back_within_a_dong(list_price, planned_price):
    planned_price = min(planned_price, 2 * list_price)
    again = price_at(list_price, discount_of(list_price, planned_price))
    assert abs(again - planned_price) <= 1


@given(prices, discounts)
def test_a_typed_discount_comes_back_as_near_as_a_dong_allows(list_price, discount):
    again = discount_of(list_price, price_at(list_price, discount))
    assert abs(again - discount) <= Decimal(100) / list_price


@given(rows, rows)
def test_effects_of_parts_sum_to_the_effect_of_all(some, others):
    assert effect([*some, *others]) == effect(some) + effect(others)


@given(rows)
def test_the_effect_is_list_total_less_planned_total(all_rows):
    listed = sum(amount_of(row.quantity, row.list_price) for row in all_rows)
    planned = sum(amount_of(row.quantity, row.planned_price) for row in all_rows)
    assert effect(all_rows) == listed - planned


@given(prices, prices, quantities, quantities)
def test_an_approval_covers_nothing_cheaper_and_nothing_more(
    agreed, price, agreed_quantity, quantity
):
    covered = is_covered(Approval(agreed, agreed_quantity), price, quantity)
    assert covered == (price >= agreed and quantity <= agreed_quantity)


def test_at_the_floor_is_not_below_it():
    assert not is_below_floor(Decimal(85), Decimal(85))
    assert is_below_floor(Decimal("84.99"), Decimal(85))
