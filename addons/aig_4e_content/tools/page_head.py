"""Title, summary and picture that a web page says of itself."""

from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin

TITLE_LENGTH = 200
SUMMARY_LENGTH = 500
#: Names that pages use, the better first.
TITLES = ("og:title", "twitter:title")
SUMMARIES = ("og:description", "description", "twitter:description")
PICTURES = ("og:image:secure_url", "og:image", "twitter:image")


@dataclass(frozen=True)
class Head:
    """What a page says of itself; empty where it says nothing."""

    title: str = ""
    summary: str = ""
    picture: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: dict[str, str] = {}
        self.title = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title" and not self.title
        if tag == "meta":
            named = dict(attrs)
            name = (named.get("property") or named.get("name") or "").lower()
            self.said.setdefault(name, named.get("content") or "")

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data


def read_head(html: str, url: str) -> Head:
    """Read what a page says of itself.

    :param html: the page, or its beginning
    :param url: where it is, for a picture with a relative address

    >>> page = '<title> Tin  mới </title><meta name="og:image" content="/a.png">'
    >>> read_head(page, "https://aig.vn/tin/")
    Head(title='Tin mới', summary='', picture='https://aig.vn/a.png')
    >>> read_head("no page", "https://aig.vn")
    Head(title='', summary='', picture='')
    """
    reader = _Reader()
    # what Python's parser makes of "<![odd[" is a failed assertion
    with suppress(AssertionError):
        reader.feed(html)
    picture = _first(reader.said, PICTURES)
    try:
        picture = urljoin(url, picture) if picture else ""
    except ValueError:
        picture = ""
    return Head(
        _short(_first(reader.said, TITLES) or reader.title, TITLE_LENGTH),
        _short(_first(reader.said, SUMMARIES), SUMMARY_LENGTH),
        picture,
    )


def links_of(text: str) -> list[str]:
    """Return the addresses of a pasted list, each once, in their order.

    >>> links_of("https://a.vn/1\\n- https://a.vn/2, https://a.vn/1\\n\\nxem b.vn")
    ['https://a.vn/1', 'https://a.vn/2', 'xem b.vn']
    """
    found: dict[str, None] = {}
    for line in text.splitlines():
        words = [word.strip("-•*,;<>\"'()") for word in line.split()]
        links = [word for word in words if "://" in word]
        for link in links or filter(None, [line.strip()]):
            found.setdefault(link)
    return list(found)


def _first(said: dict[str, str], names: tuple[str, ...]) -> str:
    return next((said[name].strip() for name in names if said.get(name)), "")


def _short(text: str, length: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
