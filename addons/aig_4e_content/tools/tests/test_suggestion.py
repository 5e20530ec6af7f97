from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ..suggestion import DUE, Candidate, rank, reason, start

MONDAY = date(2026, 10, 5)

weeks = st.none() | st.integers(-8, 8).map(lambda n: MONDAY + timedelta(7 * n))
candidates = st.lists(
    st.builds(
        Candidate,
        post=st.integers(1, 30),
        published=st.dates(date(2026, 1, 1), date(2026, 10, 7)),
        week=weeks,
        is_planned=st.booleans(),
        fits=st.booleans(),
    ),
    unique_by=lambda candidate: candidate.post,
)
sets = st.sets(st.integers(1, 30))


@given(candidates, sets)
def test_nothing_is_suggested_twice_or_again(posts, got):
    ranked = [post.post for post in rank(posts, MONDAY, got)]
    assert len(ranked) == len(set(ranked))
    assert set(ranked) == {post.post for post in posts} - got


@given(candidates, sets)
def test_what_speaks_more_comes_first(posts, got):
    reasons = [reason(post, MONDAY) for post in rank(posts, MONDAY, got)]
    assert reasons == sorted(reasons)


@given(candidates, sets)
def test_a_mail_begins_with_what_is_due(posts, got):
    left = [post for post in posts if post.post not in got]
    due = {post.post for post in left if reason(post, MONDAY) == DUE}
    begun = start(posts, MONDAY, got, most=3)
    assert len(begun) == (min(len(due), 3) if due else min(len(left), 1))
    assert not due or set(begun) <= due


@given(candidates, st.randoms())
def test_the_order_of_the_rows_does_not_matter(posts, random):
    mixed = list(posts)
    random.shuffle(mixed)
    assert rank(posts, MONDAY) == rank(mixed, MONDAY)
