from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from aig_territory.tools.split import (
    Figures,
    Move,
    changes,
    person_in_charge,
    ratio,
    totals,
)

people = st.none() | st.integers(1, 4)
figures = st.builds(
    Figures,
    customers=st.just(1),
    active=st.integers(0, 1),
    potential=st.integers(0, 10**9).map(Decimal),
    workload=st.integers(0, 50),
)
#: (who has the customer, who is to have it, what it amounts to)
drafts = st.lists(st.tuples(people, people, figures), max_size=20)


@given(drafts)
def test_before_and_changes_give_what_a_recount_gives(draft):
    before = totals((giver, each) for giver, _taker, each in draft)
    gains, losses = changes([Move(*each) for each in draft])
    recount = totals((taker, each) for _giver, taker, each in draft)
    for person in {*before, *recount}:
        after = before.get(person, Figures())
        after = after + gains.get(person, Figures()) - losses.get(person, Figures())
        assert after == recount.get(person, Figures())


@given(drafts)
def test_nothing_is_lost_on_the_way(draft):
    gains, losses = changes([Move(*each) for each in draft])
    assert sum(gains.values(), Figures()) == sum(losses.values(), Figures())


@given(figures)
def test_prospects_and_active_are_all(each):
    assert each.prospects + each.active == each.customers
    assert (ratio(each) is None) == (not each.active)


@given(people, st.lists(st.integers(1, 4), unique=True))
def test_the_person_is_a_member_or_nobody(user, members):
    person = person_in_charge(user, members)
    assert person in members if members else person is None
    assert user not in members or person == user
