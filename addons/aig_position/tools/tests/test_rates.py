from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..rates import NoRate, Rate, per_thousand, price, rate_on

YEAR = date(2026, 1, 1)
days = st.integers(0, 60).map(lambda number: YEAR + timedelta(number))
cards = st.dictionaries(days, st.integers(1, 9).map(Decimal), min_size=1, max_size=6)


@given(cards, days, st.integers(0, 40), st.integers(1, 4))
def test_the_price_is_the_sum_of_the_days(card, first, length, slots):
    rates = [Rate(day, daily) for day, daily in card.items()]
    last = first + timedelta(length)
    if first < min(card):
        with pytest.raises(NoRate) as missing:
            price(rates, first, last, slots)
        assert missing.value.day == first
        return
    each = [rate_on(rates, first + timedelta(n)) for n in range(length + 1)]
    assert price(rates, first, last, slots) == sum(each) * slots


def test_without_a_card():
    with pytest.raises(NoRate):
        price([], YEAR, YEAR)
    with pytest.raises(NoRate):
        rate_on([], YEAR)


def test_the_price_of_a_thousand():
    assert per_thousand(Decimal(15), 1000, 10) == 2
    assert per_thousand(Decimal(14), 1000, 10) == 1
    assert per_thousand(Decimal(15), 0, 10) is None
    assert per_thousand(Decimal(15), 1000, 0) is None
