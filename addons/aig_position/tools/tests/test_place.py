from hypothesis import given
from hypothesis import strategies as st

from ..place import frame_of

places = st.tuples(st.floats(8, 23), st.floats(102, 115))


@given(st.lists(places, min_size=1, max_size=30))
def test_the_frame_shows_every_place(given_places):
    frame = frame_of(given_places)
    for place in given_places:
        across, down = frame.spot(*place)
        assert 0 <= across <= 1
        assert 0 <= down <= 1
