from hypothesis import example, given
from hypothesis import strategies as st

from ..page_head import SUMMARY_LENGTH, TITLE_LENGTH, links_of, read_head


def test_what_the_page_says_for_sharing_comes_first():
    html = """<html><head><title>AIG | Trang chủ</title>
        <meta name="description" content="mô tả">
        <meta property="og:title" content="Ra mắt hệ thống &amp; màn hình">
        <meta property="og:image" content="https://cdn.aig.vn/x.jpg"></head>"""
    head = read_head(html, "https://aig.vn/tin")
    assert head.title == "Ra mắt hệ thống & màn hình"
    assert head.summary == "mô tả"
    assert head.picture == "https://cdn.aig.vn/x.jpg"


@example("a</title><![odd[", "https://aig.vn")
@given(st.text(), st.text())
def test_no_page_breaks_it(html, url):
    head = read_head(f"<title>{html}", url)
    assert len(head.title) <= TITLE_LENGTH
    assert len(head.summary) <= SUMMARY_LENGTH


@given(st.lists(st.from_regex(r"https://[a-z]{1,9}\.vn/[a-z0-9]{0,9}", fullmatch=True)))
def test_each_link_is_found_once(links):
    assert links_of("\n".join(links)) == list(dict.fromkeys(links))
