from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aig_sales_plan.tools.figures import (
    SixFigures,
    receivable_amount,
    secured_revenue,
    stretch_revenue,
)

money = st.integers(0, 10**13).map(Decimal)
multiplier = st.integers(1, 99_999).map(lambda cents: Decimal(cents) / 100)


def test_the_worked_example():
    figures = SixFigures(
        receivable_due=Decimal(150_000_000),
        receivable_not_due=Decimal(50_000_000),
        renewal_revenue=Decimal(200_000_000),
        expected_revenue=Decimal(300_000_000),
        expectation_multiplier=Decimal(2),
        development_revenue=Decimal(100_000_000),
    )
    assert secured_revenue(figures) == 500_000_000
    assert stretch_revenue(figures) == 600_000_000


@given(money, money, money, money, money)
def test_year_revenue_never_counts(annual, due, not_due, renewal, development):
    def secured(year_revenue):
        return secured_revenue(
            SixFigures(
                annual_revenue=year_revenue,
                receivable_due=due,
                receivable_not_due=not_due,
                renewal_revenue=renewal,
                development_revenue=development,
            )
        )

    assert (
        secured(annual) == secured(Decimal(0)) == due + not_due + renewal + development
    )


@given(money, money)
def test_debt_is_due_and_not_due(due, not_due):
    figures = SixFigures(receivable_due=due, receivable_not_due=not_due)
    assert receivable_amount(figures) == due + not_due


@given(money, multiplier)
def test_stretch_is_whole_dong_and_within_half_of_the_product(expected, factor):
    figures = SixFigures(expected_revenue=expected, expectation_multiplier=factor)
    result = stretch_revenue(figures)
    assert result == result.to_integral_value()
    assert abs(result - expected * factor) <= Decimal("0.5")
