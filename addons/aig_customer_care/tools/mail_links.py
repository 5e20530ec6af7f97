"""The links of a mail: which may not be sent, and how those are followed."""

import re
from collections.abc import Callable
from html import escape, unescape

#: Schemes that a mail program opens without running anything.
SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms"})
#: Longer addresses are left as they are: some mail programs cut them.
MAX_LENGTH = 1500

LINK = re.compile(
    r"""(<(?:a|area)\b[^>]*?\shref\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""",
    re.IGNORECASE,
)
SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)
#: Browsers skip these within a scheme, people do not see them.
INVISIBLE = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]")


def scheme(url: str) -> str:
    """Return the scheme as a browser reads it, empty for a path or a fragment.

    >>> scheme("HTTPS://aig.example.com")
    'https'
    >>> scheme("java\\tscript:alert(1)")
    'javascript'
    >>> scheme("/my/home")
    ''
    """
    match = SCHEME.match(INVISIBLE.sub("", unescape(url)))
    return match[1].lower() if match else ""


def is_safe(url: str) -> bool:
    """Whether a link may be in a mail.

    >>> is_safe("mailto:an@example.com"), is_safe("data:text/html,x")
    (True, False)
    """
    return scheme(url) in SAFE_SCHEMES | {""}


def unsafe_links(html: str) -> list[str]:
    """Return the addresses of links that may not be sent.

    >>> unsafe_links('<a href="javascript:x()">a</a> <a href="https://b.vn">b</a>')
    ['javascript:x()']
    """
    urls = (_url(match) for match in LINK.finditer(html))
    return [url for url in urls if not is_safe(url)]


def follow_links(html: str, replace: Callable[[str], str]) -> str:
    """Return ``html`` with each web address replaced, and unsafe links emptied.

    >>> follow_links('<a href="https://b.vn/?a=1&amp;b=2">b</a>', lambda url: url[::-1])
    '<a href="2=b&amp;1=a?/nv.b//:sptth">b</a>'
    >>> follow_links("<a href='data:x'>b</a>", str)
    '<a href="#">b</a>'
    """

    def change(match: re.Match[str]) -> str:
        url = _url(match)
        if not is_safe(url):
            return f'{match[1]}"#"'
        web = scheme(url) in ("http", "https") and len(url) <= MAX_LENGTH
        return f'{match[1]}"{escape(replace(url))}"' if web else match[0]

    return LINK.sub(change, html)


def _url(match: re.Match[str]) -> str:
    return unescape(match[2] or match[3] or match[4] or "").strip()
