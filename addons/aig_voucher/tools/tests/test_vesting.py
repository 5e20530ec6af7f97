from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aig_voucher.tools.vesting import Cause, Happened, earned, expiry_of, part_of

money = st.integers(0, 10**12).map(Decimal)
some_points = st.integers(1, 10**5).map(lambda cents: Decimal(cents) / 100)
sources = st.sampled_from(["receivable", "renewal", "development", "stretch"])


@st.composite
def causes(draw):
    rows = draw(st.lists(st.tuples(sources, some_points, money), max_size=6))
    return [
        Cause(number, source, points, amount, draw(st.none() | money))
        for number, (source, points, amount) in enumerate(rows)
    ]


happenings = st.builds(Happened, money, money, money, money)


@given(causes(), happenings)
def test_nobody_earns_more_than_was_promised(rows, happened):
    result = earned(rows, happened)
    assert set(result) == {row.key for row in rows}
    for row in rows:
        assert 0 <= result[row.key] <= row.points


@given(causes(), happenings, money)
def test_more_sales_never_earn_less(rows, happened, more):
    rich = Happened(
        happened.invoiced + more,
        happened.collected,
        happened.secured,
        happened.expected,
    )
    before, after = earned(rows, happened), earned(rows, rich)
    assert all(after[key] >= before[key] for key in before)


@given(some_points, money, money)
def test_pro_rata_is_exact_or_less_than_a_hundredth_below(points, done, amount):
    part = part_of(points, done, amount)
    if done >= amount:
        assert part == points
    else:
        assert 0 <= points * done / amount - part < Decimal("0.01")


def test_named_causes_take_their_money_first():
    named = Cause("deal", "development", Decimal(1), Decimal(100), Decimal(100))
    rest = Cause("row", "development", Decimal(2), Decimal(200))
    result = earned([rest, named], Happened(Decimal(150), *[Decimal(0)] * 3))
    assert result == {"deal": Decimal(1), "row": Decimal("0.50")}


def test_renewals_come_before_development():
    new = Cause("new", "development", Decimal(1), Decimal(100))
    again = Cause("again", "renewal", Decimal(2), Decimal(200))
    result = earned([new, again], Happened(Decimal(250), *[Decimal(0)] * 3))
    assert result == {"again": Decimal(2), "new": Decimal("0.50")}


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 60))
def test_months_end_on_the_last_day_of_a_month(day, months):
    end = expiry_of("months", day, day.year, months=months)
    assert end >= day
    assert (end + timedelta(days=1)).day == 1
    assert (end.year - day.year) * 12 + end.month - day.month == months


def test_a_rule_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="unknown rule"):
        expiry_of("week", date(2026, 1, 1), 2026)
