import pytest

from ..web_link import flaw


@pytest.mark.parametrize(
    "url",
    [
        "https://learn.aig.vn",
        "https://học.aig.vn/khóa?n=1#top",
        "https://8.8.8.8:8443/a",
        "https://[2606:4700::1111]/",
        "https://localhost.aig.vn/",
    ],
)
def test_public(url):
    assert flaw(url) is None


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "https"),
        ("http://learn.aig.vn", "https"),
        ("javascript:alert(1)", "https"),
        ("//learn.aig.vn", "https"),
        ("https://", "https"),
        ("https://aig.vn:port/", "https"),
        ("https://[::1", "https"),
        ("https://aig.vn@evil.vn/", "https"),
        ("https://aig.vn\\@evil.vn/", "https"),
        ("https://aig.vn/a b", "https"),
        ("https://aig.vn/\u202e", "https"),
        ("https://localhost/", "private"),
        ("https://server/", "private"),
        ("https://files.lan/", "private"),
        ("https://a.internal./", "private"),
        ("https://127.0.0.1/", "private"),
        ("https://10.1.2.3/", "private"),
        ("https://169.254.169.254/latest", "private"),
        ("https://[::1]/", "private"),
        ("https://[::ffff:10.0.0.1]/", "private"),
        ("https://2130706433/", "private"),
        ("https://127.1/", "private"),
        ("https://0x7f.0x1/", "private"),
    ],
)
def test_refused(url, reason):
    assert flaw(url) == reason
