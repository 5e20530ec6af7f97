import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..mail_links import follow_links, is_safe, unsafe_links


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java&#10;script:alert(1)",
        "java\nscript:alert(1)",
        "\u200bjavascript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:msgbox",
        "file:///etc/passwd",
    ],
)
def test_unsafe(url):
    assert not is_safe(url)
    for html in (f'<a href="{url}">x</a>', f"<A class=x HREF='{url}'>x</A>"):
        assert len(unsafe_links(html)) == 1
        assert "script" not in follow_links(html, str)
        assert 'href="#"' in follow_links(html, str).lower()


@pytest.mark.parametrize(
    "url", ["https://aig.vn", "mailto:a@b.vn", "tel:+84900", "#top", "/my/plan", ""]
)
def test_safe(url):
    assert is_safe(url)
    assert not unsafe_links(f'<a href="{url}">x</a>')


def test_only_web_addresses_are_followed():
    html = '<a href="mailto:a@b.vn">x</a><a href="/my">y</a><img src="https://c.vn"/>'
    assert follow_links(html, lambda _url: "https://changed") == html
    long = f'<a href="https://b.vn/{"x" * 2000}">x</a>'
    assert follow_links(long, lambda _url: "https://changed") == long


@given(st.text(max_size=200))
def test_text_is_left_alone(text):
    text = text.replace("<", "&lt;")
    assert follow_links(text, str) == text


@given(st.from_regex(r"\Ahttps?://[a-z.]{1,20}/[ -~]{0,60}\Z"))
def test_the_same_address_comes_back(url):
    seen = []
    html = follow_links(
        '<a href="{}">x</a>'.format(url.replace("&", "&amp;").replace('"', "&quot;")),
        lambda found: seen.append(found) or found,
    )
    assert seen == [url.strip()]
    assert '"' not in html.removeprefix('<a href="').removesuffix('">x</a>')
