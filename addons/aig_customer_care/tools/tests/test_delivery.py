"""Properties of the state of a sending."""

from hypothesis import given
from hypothesis import strategies as st

from aig_customer_care.tools.delivery import (
    CANCELLED,
    FAILED,
    QUEUED,
    SENT,
    WAITING,
    delivery_state,
)

STATUSES = [*sorted(WAITING), "sent", "bounce", "exception", "canceled"]
some = st.lists(st.sampled_from(STATUSES), min_size=1)


@given(some, st.randoms())
def test_order_and_repeats_do_not_matter(statuses, random):
    shuffled = statuses * 2
    random.shuffle(shuffled)
    assert delivery_state(shuffled) == delivery_state(statuses)


@given(some)
def test_waiting_wins_then_sent(statuses):
    state = delivery_state(statuses)
    assert (state == QUEUED) == bool(WAITING & set(statuses))
    if state == SENT:
        assert "sent" in statuses
    if state == CANCELLED:
        assert set(statuses) == {"canceled"}


@given(some)
def test_nothing_counts_without_a_delivery(statuses):
    failed = [status for status in statuses if status not in {"sent", *WAITING}]
    if failed:
        assert delivery_state(failed) in (FAILED, CANCELLED)
