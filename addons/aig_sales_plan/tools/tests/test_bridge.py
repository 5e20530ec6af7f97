from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aig_sales_plan.tools.bridge import (
    LOST,
    OPEN,
    WON,
    Actual,
    Planned,
    bars,
    bridge,
    unnamed_months,
)

months = st.integers(10, 15)
amounts = st.integers(0, 10**9).map(Decimal)
money = st.integers(-(10**9), 10**9).map(Decimal)
actuals = st.builds(Actual, months, money, st.sampled_from(["", "i1", "i2"]))
named = st.builds(
    Planned,
    amounts,
    months,
    st.sampled_from(["a", "b"]),
    st.sampled_from([OPEN, WON, LOST]),
    st.lists(actuals, max_size=3).map(tuple),
    amounts,
)
unnamed = st.builds(Planned, amounts, months, take_unplanned=st.just(True))
won_without_order = st.builds(
    Planned,
    amounts,
    months,
    st.just("c"),
    st.just(WON),
    rest=amounts,
    take_unplanned=st.just(True),
)
plans = st.lists(named | unnamed | won_without_order, max_size=6)
others = st.lists(actuals, max_size=6)


@given(plans, others, months)
def test_every_month_leads_exactly_from_plan_to_actual(items, unplanned, today):
    for month in bridge(items, unplanned, today).values():
        assert month.is_whole


@given(plans, others, months)
def test_the_whole_leads_exactly_from_plan_to_actual(items, unplanned, today):
    came = [*unplanned, *(actual for item in items for actual in item.actuals)]
    gap = sum(a.amount for a in came) - sum(item.amount for item in items)
    assert sum(bar.amount for bar in bars(items, unplanned, today)) == gap


@given(plans, others, months)
def test_the_signs_say_what_the_words_say(items, unplanned, today):
    for bar in bars(items, unplanned, today):
        if bar.step in ("lost", "shrunk", "open"):
            assert bar.amount < 0
        if bar.step == "new":
            assert bar.amount > 0


@given(plans, others, months)
def test_only_the_past_slips_and_only_the_future_is_open(items, unplanned, today):
    for bar in bars(items, unplanned, today):
        if bar.step == "open":
            assert bar.month >= today


@given(plans, others)
def test_what_moves_between_months_cancels_out(items, unplanned):
    # long before: nothing has slipped yet but what came late
    moved = [
        bar for bar in bars(items, unplanned, 0) if bar.step in ("slipped", "early")
    ]
    assert sum(bar.amount for bar in moved) == 0


def steps(items, unplanned=(), today=12):
    return [(bar.month, bar.step, bar.amount) for bar in bars(items, unplanned, today)]


def test_a_deal_that_came_as_planned_has_no_bar():
    item = Planned(Decimal(5), 10, "a", WON, (Actual(10, Decimal(5)),))
    assert steps([item]) == []


def test_a_deal_in_instalments_slips_with_its_second_half():
    item = Planned(
        Decimal(10), 10, "a", WON, (Actual(10, Decimal(6)), Actual(11, Decimal(4)))
    )
    assert steps([item]) == [(11, "slipped", 4), (10, "slipped", -4)]


def test_a_deal_won_and_not_yet_invoiced_waits_and_only_the_rest_has_shrunk():
    item = Planned(Decimal(10), 12, "a", WON, rest=Decimal(7))
    assert steps([item]) == [(12, "open", -7), (12, "shrunk", -3)]


def test_typed_sales_are_fulfilled_by_what_comes_unplanned():
    item = Planned(Decimal(10), 11, take_unplanned=True)
    came = [Actual(10, Decimal(3), "i1"), Actual(11, Decimal(9), "i2")]
    assert steps([item], came) == [
        (10, "early", 1),
        (11, "early", -1),
        (10, "new", 2),
    ]


three = st.tuples(amounts, amounts, amounts)


@given(three, three)
def test_named_and_unnamed_make_the_plan(planned, deals):
    unnamed_parts = unnamed_months(planned, deals)
    assert min(unnamed_parts) >= 0
    assert sum(unnamed_parts) + sum(deals) == max(sum(planned), sum(deals))
