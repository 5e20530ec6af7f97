from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aig_sales_plan.tools.feasibility import Source, feasibility, rate

amounts = st.integers(0, 10**12).map(Decimal)
rates = st.integers(0, 100).map(lambda percent: Decimal(percent) / 100)
sources = st.lists(
    st.builds(Source, st.just("x"), amounts, st.none() | rates), max_size=5
)


@given(amounts, sources)
def test_likely_and_unknown_are_never_more_than_the_sources(plan, given_sources):
    result = feasibility(plan, given_sources)
    assert result.likely >= 0
    assert result.likely + result.unknown <= sum(s.amount for s in given_sources)


@given(amounts, sources)
def test_without_history_all_is_unknown_and_nothing_is_lost(plan, given_sources):
    blind = [Source(s.name, s.amount, None) for s in given_sources]
    result = feasibility(plan, blind)
    assert (result.likely, result.unknown) == (0, sum(s.amount for s in given_sources))


@given(amounts, sources, amounts, rates)
def test_one_more_source_never_makes_a_plan_less_likely(plan, some, amount, some_rate):
    more = feasibility(plan, [*some, Source("y", amount, some_rate)])
    assert more.likely >= feasibility(plan, some).likely


@given(sources)
def test_no_plan_has_no_share(given_sources):
    assert feasibility(Decimal(0), given_sources).share is None


@given(amounts, amounts)
def test_a_rate_lies_between_nothing_and_all(part, whole):
    result = rate(part, whole)
    assert result is None if not whole else 0 <= result <= 1
