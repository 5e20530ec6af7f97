from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aig_sales_plan.tools.sources import company_amount, sums_by_figure

money = st.integers(0, 10**12).map(Decimal)
figures = st.sampled_from(["renewal", "expected", "development"])


@given(st.lists(st.tuples(figures, money), max_size=20))
def test_the_sums_are_all_there_is(chosen):
    sums = sums_by_figure(chosen)
    assert sum(sums.values(), Decimal(0)) == sum(
        (amount for _figure, amount in chosen), Decimal(0)
    )
    assert set(sums) == {figure for figure, _amount in chosen}


@given(money, st.integers(1, 10**6))
def test_converting_is_within_half_of_the_smallest_unit(amount, rate):
    assert abs(company_amount(amount, Decimal(rate)) - amount / rate) <= Decimal("0.5")
