from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aig_sales_plan.tools.cash_flow import (
    KINDS,
    Flow,
    in_months,
    other_budget,
    planned_sales,
    table,
)

money = st.integers(-(10**12), 10**12).map(Decimal)
days = st.dates(date(2026, 7, 1), date(2027, 6, 30))
first_days = days.map(lambda day: day.replace(day=1))
installments = st.lists(st.tuples(days, money), min_size=1, max_size=6)
flows = st.lists(st.builds(Flow, first_days, st.sampled_from(KINDS), money))
QUARTER = [date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)]


@given(money, installments)
def test_what_is_paid_sums_to_the_invoice(amount, parts):
    paid = in_months(amount, parts)
    assert sum(paid.values()) == amount
    assert set(paid) <= {day.replace(day=1) for day, _share in parts}
    assert all(part * amount >= 0 for part in paid.values())


@given(st.lists(st.tuples(days, money.map(abs)), min_size=1, max_size=6))
def test_shares_that_sum_to_the_invoice_stay_as_they_are(parts):
    paid = in_months(sum(share for _day, share in parts), parts)
    for month, amount in paid.items():
        assert amount == sum(s for day, s in parts if day.replace(day=1) == month)


@given(st.lists(money, min_size=3, max_size=3), money)
def test_planned_sales_sum_to_the_figures(months, gap):
    assert sum(planned_sales(months, gap)) == sum(months) + gap


@given(money.map(abs), money.map(abs))
def test_ideas_are_no_cost_beside_the_budget(budget, ideas):
    assert ideas + other_budget(budget, ideas) == max(budget, ideas)


@given(flows)
def test_the_table_holds_every_flow_once(given_flows):
    periods = table(given_flows, QUARTER)
    total = sum(flow.amount for flow in given_flows)
    assert sum(period.net for period in periods) == total
    assert periods[-1].cumulated == total
    for kind in KINDS:
        assert sum(period.amounts[kind] for period in periods) == sum(
            flow.amount for flow in given_flows if flow.kind == kind
        )


@given(flows)
def test_the_quarter_is_always_whole_and_in_order(given_flows):
    periods = table(given_flows, QUARTER)
    assert [period.month for period in periods if period.month] == QUARTER
    outside = {flow.month for flow in given_flows} - set(QUARTER)
    keys = [period.key for period in periods]
    assert ("before" in keys) == any(month < QUARTER[0] for month in outside)
    assert ("after" in keys) == any(month > QUARTER[-1] for month in outside)


def test_a_term_without_installments():
    with pytest.raises(ValueError, match="installment"):
        in_months(Decimal(1), [])
