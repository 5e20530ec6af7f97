"""Properties of the story's past."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from aig_demo.tools import business, chance, scale, seasons

days = st.dates(date(2024, 1, 1), date(2040, 1, 1))
names = st.text(min_size=1, max_size=12)
habits = st.sampled_from(sorted(business.HABITS))


@given(days)
def test_the_story_has_eighteen_months_that_end_today(today):
    months = list(seasons.months(seasons.begin(today), today))
    assert len(months) == seasons.MONTHS
    assert months[-1] == today.replace(day=1)


@given(names, st.integers(5, 500), days)
def test_orders_are_within_the_days_and_the_same_each_time(name, million, today):
    first = seasons.begin(today)
    orders = list(business.orders(name, million, first, today))
    assert orders == list(business.orders(name, million, first, today))
    for order in orders:
        assert first <= order.day <= today
        assert order.day < order.first <= order.last
        assert order.million >= business.STEP
    assert len({order.key for order in orders}) == len(orders)


@given(names, days, days)
def test_another_end_moves_no_order(name, one, other):
    """The same month has the same orders, whenever the story is told."""
    first = seasons.begin(min(one, other))
    short = set(business.orders(name, 100, first, min(one, other)))
    assert short <= set(business.orders(name, 100, first, max(one, other)))


@given(names, habits, days, days)
def test_nothing_is_paid_after_today_or_twice(name, habit, invoiced, today):
    order = business.Order(name, invoiced, 100, invoiced, invoiced, has_deal=False)
    parts = business.payments(order, habit, invoiced, today)
    assert all(part.day <= today for part in parts)
    assert [part.share for part in parts] in ([], [0.5], [1.0], [0.5, 0.5])


@given(names, days)
def test_contacts_are_on_working_days_in_working_hours(name, today):
    first = seasons.begin(today)
    for contact in business.contacts(name, first, today):
        assert first <= contact.day <= today
        assert contact.day.weekday() < 5
        assert 8 <= contact.hour <= 16
        assert contact.evidence in business.KINDS[contact.kind]


@given(names, days)
def test_deals_are_lost_within_the_story(name, today):
    first = seasons.begin(today)
    assert all(
        first <= loss.day <= today for loss in business.losses(name, 100, first, today)
    )


def test_the_months_before_tet_are_the_best_and_summer_is_the_worst():
    sums = dict.fromkeys(range(1, 13), 0)
    for number in range(200):
        for order in business.orders(f"c{number}", 100, *YEAR):
            sums[order.day.month] += order.million
    ranked = sorted(sums, key=sums.get)
    assert ranked[-1] == 12
    assert set(ranked[:3]) == {2, 6, 7}


YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@given(st.integers(1, 60), st.floats(0.01, 20))
def test_a_factor_multiplies_the_customers(count, factor):
    told = list(scale.scaled(range(count), factor))
    assert max(1, count * factor) <= len(told) < count * factor + 1 or len(told) == 1
    assert len(set(told)) == len(told)


def test_at_another_factor_the_first_customers_stay_who_they_were():
    facts = tuple("abcdefgh")
    half = list(scale.scaled(facts, 0.5))
    assert list(scale.scaled(facts, 1))[: len(half)] == half
    assert list(scale.scaled(facts, 3))[: len(facts)] == list(scale.scaled(facts, 1))


@given(st.lists(names, min_size=1))
def test_choices_are_between_their_limits(keys):
    assert 0 <= chance.fraction(*keys) < 1
    assert 3 <= chance.between(3, 5, *keys) <= 5
    assert chance.choose(keys, "any") in keys
    assert chance.number(0.4, *keys) in (0, 1)
