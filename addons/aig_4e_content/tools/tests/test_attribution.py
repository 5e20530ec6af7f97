from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ..attribution import Notice, Order, credits, total

moments = st.integers(0, 300).map(lambda n: datetime(2026, 1, 1) + timedelta(n))
notices = st.lists(
    st.builds(
        Notice,
        post=st.integers(1, 4),
        customer=st.integers(1, 3),
        moment=st.none() | moments,
    ),
    max_size=8,
)
orders = st.lists(
    st.builds(
        Order,
        order=st.integers(1, 9),
        customer=st.integers(1, 3),
        moment=moments,
        amount=st.integers(0, 10**12).map(Decimal),
    ),
    max_size=8,
    unique_by=lambda order: order.order,
)
windows = st.integers(1, 200)


@given(notices, orders, windows, st.data())
def test_taking_a_link_away_takes_its_credit_and_no_other(sent, sold, days, data):
    if not sent:
        return
    place = data.draw(st.integers(0, len(sent) - 1))
    before = credits(sent, sold, days)
    rest = sent[:place] + sent[place + 1 :]
    after = credits(rest, sold, days)
    gone = sent[place]
    for post, own in before.items():
        if post != gone.post:
            assert after[post] == own
    # what the other links of the same post earned stays
    others = [notice for notice in rest if notice.post == gone.post]
    assert after.get(gone.post, {}) == credits(others, sold, days).get(gone.post, {})


@given(notices, orders, windows)
def test_a_total_counts_an_order_once(sent, sold, days):
    found = credits(sent, sold, days)
    influenced = {order for own in found.values() for order in own}
    expected = sum((o.amount for o in sold if o.order in influenced), Decimal(0))
    assert total(found.values()) == expected
    assert total(found.values()) <= sum((o.amount for o in sold), Decimal(0))


@given(notices, orders, windows)
def test_a_longer_window_takes_nothing_away(sent, sold, days):
    short, long = credits(sent, sold, days), credits(sent, sold, days + 30)
    assert all(own.items() <= long[post].items() for post, own in short.items())


@given(notices, orders, windows)
def test_nobody_noticed_nothing_earned(sent, sold, days):
    blind = [Notice(notice.post, notice.customer, None) for notice in sent]
    assert not any(credits(blind, sold, days).values())
