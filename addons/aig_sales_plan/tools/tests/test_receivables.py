from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aig_sales_plan.tools.receivables import (
    OpenItem,
    counted_parts,
    is_late_promise,
    planned_collection,
    receivable,
    untaxed_part,
)

amount = st.integers(-(10**12), 10**12).map(Decimal)
day_of_plan = st.dates(date(2000, 1, 1), date(2100, 12, 31))
positive = st.integers(1, 10**12).map(Decimal)


@st.composite
def open_items(draw):
    untaxed = draw(positive)
    tax = untaxed * draw(st.sampled_from([0, 5, 8, 10])) / 100
    return OpenItem(draw(amount), untaxed, untaxed + tax, draw(st.booleans()))


@given(st.lists(open_items(), max_size=20))
def test_debt_less_credit_is_kept_and_never_negative(items):
    result = receivable(items)
    balance = sum((untaxed_part(item) for item in items), Decimal(0))
    assert result.due >= 0
    assert result.not_due >= 0
    assert result.due + result.not_due == max(balance, Decimal(0))


@given(st.lists(open_items(), max_size=20), st.randoms())
def test_the_order_of_items_does_not_matter(items, random):
    shuffled = list(items)
    random.shuffle(shuffled)
    assert receivable(items) == receivable(shuffled)


@given(open_items())
def test_the_untaxed_part_is_never_more_than_the_rest(item):
    assert abs(untaxed_part(item)) <= abs(item.residual)


def test_with_tax_the_whole_rest_counts():
    item = OpenItem(Decimal(110), Decimal(100), Decimal(110), is_due=False)
    assert receivable([item], untaxed=False).not_due == 110


@given(st.lists(open_items(), max_size=20), st.booleans(), st.integers(0, 2))
def test_what_counts_sums_to_the_figure(items, untaxed, digits):
    parts = counted_parts(items, untaxed=untaxed, digits=digits)
    figure = receivable(items, untaxed=untaxed, digits=digits)
    assert sum(parts, Decimal(0)) == figure.due + figure.not_due
    for item, part in zip(items, parts, strict=True):
        assert 0 <= part <= max(item.residual, 0)


@given(
    st.none() | day_of_plan,
    st.none() | day_of_plan,
    st.none() | day_of_plan,
    st.integers(0, 89),
)
def test_a_collection_is_planned_for_the_promise_or_not_before_the_quarter(
    promise, maturity, first_day, wait
):
    day = planned_collection(promise, maturity, first_day, wait)
    if promise:
        assert day == promise
    elif maturity and first_day:
        overdue = maturity < first_day
        assert day == (first_day + timedelta(days=wait) if overdue else maturity)
    else:
        assert day == (maturity or first_day)


@given(st.none() | day_of_plan, st.none() | day_of_plan, day_of_plan)
def test_what_falls_due_later_may_be_promised_for_then(promise, maturity, last_day):
    late = is_late_promise(promise, maturity, last_day)
    assert late == (
        promise is not None
        and promise > last_day
        and (maturity is None or promise > maturity)
    )
