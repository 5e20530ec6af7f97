"""Properties of the schedule of retries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aig_customer_care.tools.backoff import MAX_TRIES, retry_delay


@given(st.integers(min_value=1, max_value=MAX_TRIES - 2))
def test_delays_never_shrink(tries):
    assert retry_delay(tries) <= retry_delay(tries + 1)


@given(st.integers(min_value=MAX_TRIES))
def test_ends(tries):
    assert retry_delay(tries) is None


@given(st.integers(max_value=0))
def test_no_try_is_an_error(tries):
    with pytest.raises(ValueError, match=str(tries)):
        retry_delay(tries)
