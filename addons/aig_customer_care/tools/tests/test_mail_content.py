import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..mail_content import active_content, foreign_pictures, megabytes

OWN = ["https://sales.aig.vn", "http://127.0.0.1:8069"]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="http://t.vn/p.gif" width="1">',
        "<img src=//t.vn/p.gif>",
        '<img src="\\\\t.vn\\p.gif">',
        '<img src="h\nttps://t.vn/p.gif">',
        '<img src="&#104;ttps://t.vn/p.gif">',
        '<IMG SRC="HTTPS://T.VN/p.gif">',
        '<img src="https://sales.aig.vn@t.vn/p.gif">',
        '<img src="https://sales.aig.vn.t.vn/p.gif">',
        '<img src="https://sales.aig.vn:444/p.gif">',
        '<img src="http://[broken/p.gif">',
        '<img src="ftp://sales.aig.vn/p.gif">',
        '<img src="data:image/svg+xml;base64,AAAA">',
        '<img src="data:text/html,x">',
        '<img src="/ok.png" srcset="/ok.png 1x, https://t.vn/2.png 2x">',
        '<video poster="http://t.vn/p.png"></video>',
        '<table background="http://t.vn/b.png"></table>',
        '<div style="background-image:url(http://t.vn/a.png)">x</div>',
        "<div style=\"background: U\\72L('http://t.vn/a.png')\">x</div>",
        '<div style="background: u/**/rl(x) url( http://t.vn/a.png )">x</div>',
        "<div style=\"background: image-set('http://t.vn/a.png' 1x)\">x</div>",
        "<style>p { background: url(http://t.vn/a.png) }</style>",
        "<style>@import 'http://t.vn/a.css'</style>",
        '<image href="https://t.vn/a.png"/>',
        '<use xlink:href="https://t.vn/a.svg#x"/>',
        '<link href="https://t.vn/a.css">',
    ],
)
def test_foreign(html):
    assert foreign_pictures(html, OWN)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "Chào 5 < 6 & 7 > 2",
        '<img src="">',
        '<img src="/web/image/7?access_token=a">',
        '<img src="https://sales.aig.vn/web/image/7">',
        '<img src="HTTPS://Sales.AIG.vn:443/web/image/7">',
        '<img src="http://127.0.0.1:8069/logo.png">',
        '<img src="cid:logo@aig">',
        '<img src="data:image/png;base64,iVBORw0KGgo=">',
        '<a href="https://elsewhere.vn">a link is followed by a person only</a>',
        '<p style="color: red; background-image: url(/web/image/7)">x</p>',
    ],
)
def test_not_foreign(html):
    assert not foreign_pictures(html, OWN)


def test_named_hosts_by_https_only():
    hosts = [" CDN.partner.vn ", ""]
    for address, count in {
        "https://cdn.partner.vn/a.png": 0,
        "https://x.cdn.partner.vn/a.png": 0,
        "http://cdn.partner.vn/a.png": 1,
        "https://evilcdn.partner.vn/a.png": 1,
        "https://partner.vn/a.png": 1,
    }.items():
        assert len(foreign_pictures(f'<img src="{address}">', OWN, hosts)) == count


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<script>x()</script>", ["script"]),
        ("<SVG ONLOAD=x()><path/></SVG>", ["svg", "onload"]),
        ("<img src=x onerror=x()>", ["onerror"]),
        ('<base href="http://e.vn">', ["base"]),
        ('<form action="http://e.vn"><input name=a></form>', ["form", "input"]),
        ("<iframe srcdoc=x></iframe>", ["iframe"]),
        ('<meta http-equiv="refresh" content="0">', ["meta"]),
        ("<p>&lt;script&gt; one = two</p>", []),
        ("<!-- <script>x()</script> --><b>x</b>", []),
    ],
)
def test_active(html, found):
    assert active_content(html) == found


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    active_content(text)
    foreign_pictures(text, OWN)


@given(st.from_regex(r"\Ahttps?://[a-z]{1,20}\.vn/[a-z0-9/.?=]{0,40}\Z"))
def test_every_other_server_is_foreign(address):
    for html in (
        f'<img src="{address}">',
        f"<td background='{address}'>",
        f'<p style="background: url({address})">',
    ):
        assert foreign_pictures(html, OWN) == [address]


@given(st.integers(0, 10**9))
def test_megabytes_are_not_too_few(size):
    shown = float(megabytes(size)) * 1024 * 1024
    assert size - 1 <= shown <= size + 1024 * 1024 / 10 + 1
