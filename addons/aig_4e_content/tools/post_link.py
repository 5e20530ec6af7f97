"""Links to posts: as mails write them, and which of them a text has."""

import re
from html import unescape
from urllib.parse import quote, unquote

#: What an address may have as it is; anything else is written in percents.
KEPT = "%/:=?;#&,+@!$'()*~[]-._"
HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


def as_written(url: str) -> str:
    """Return an address as a mail has it: mail programs know no accents in it.

    >>> as_written("https://aig.vn/bài viết?a=1&b=2")
    'https://aig.vn/b%C3%A0i%20vi%E1%BA%BFt?a=1&b=2'
    >>> as_written(as_written("https://aig.vn/bài"))
    'https://aig.vn/b%C3%A0i'
    """
    return quote(url.strip(), safe=KEPT)


def linked(urls: list[str], html: str) -> set[str]:
    """Return those addresses that a text leads to.

    >>> sorted(linked(["https://a.vn/1", "https://a.vn/12"],
    ...               '<a href="https://a.vn/12">x</a> https://a.vn/1'))
    ['https://a.vn/12']
    >>> linked(["https://a.vn/?a=1&b=2"], "<a href='https://a.vn/?a=1&amp;b=2'>x</a>")
    {'https://a.vn/?a=1&b=2'}
    """
    there = {
        unquote(unescape(match[1] or match[2] or "").strip())
        for match in HREF.finditer(html)
    }
    return {url for url in urls if unquote(url.strip()) in there}
