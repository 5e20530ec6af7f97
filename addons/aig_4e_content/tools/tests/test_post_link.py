from html import escape

from hypothesis import given
from hypothesis import strategies as st

from ..post_link import as_written, linked

paths = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\xa0"),
    max_size=30,
).map(lambda path: f"https://aig.vn/{path}x")


@given(paths)
def test_written_once_it_stays(url):
    written = as_written(url)
    assert as_written(written) == written
    assert written.isascii()
    assert " " not in written


@given(st.lists(paths, min_size=1, max_size=5, unique=True), st.data())
def test_just_what_is_linked_is_found(urls, data):
    urls = list(dict.fromkeys(map(as_written, urls)))
    chosen = data.draw(st.sets(st.sampled_from(urls)))
    html = "".join(f'<a href="{escape(url)}">x</a> ' for url in chosen)
    assert linked(urls, html) >= chosen


def test_an_address_in_the_text_is_no_link():
    assert linked(["https://aig.vn/1"], "see https://aig.vn/1") == set()
