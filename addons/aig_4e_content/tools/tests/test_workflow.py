from hypothesis import given
from hypothesis import strategies as st

from ..workflow import APPROVALS, CANCELLED, IDEA, MOVES, PUBLISHED, Post, obstacles

POSTS = st.builds(
    Post,
    state=st.sampled_from(sorted(MOVES)),
    mode=st.sampled_from(sorted(APPROVALS)),
    approvals=st.integers(0, 2),
    has_link=st.booleans(),
    unchecked=st.integers(0, 3),
)


@given(POSTS)
def test_nothing_is_published_without_link_checks_and_approvals(post):
    if not obstacles(post, PUBLISHED):
        assert post.has_link
        assert not post.unchecked
        assert post.approvals >= APPROVALS[post.mode]


@given(POSTS)
def test_what_was_cancelled_begins_anew(post):
    if post.state == CANCELLED:
        assert [state for state in MOVES if not obstacles(post, state)] == [IDEA]


@given(POSTS, st.sampled_from(sorted(MOVES)))
def test_nothing_stays_by_moving(post, state):
    if state == post.state:
        assert obstacles(post, state)


def test_each_state_is_reached_and_left():
    reached = set().union(*MOVES.values())
    assert reached == set(MOVES)
    assert all(MOVES.values())
