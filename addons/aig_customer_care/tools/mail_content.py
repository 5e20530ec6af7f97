"""What a mail's text would make the reader's program load or run."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import urlsplit

#: Elements that run, send or replace something when a mail is read.
ACTIVE = frozenset(
    [
        "applet",
        "base",
        "button",
        "embed",
        "form",
        "frame",
        "frameset",
        "iframe",
        "input",
        "link",
        "math",
        "meta",
        "object",
        "script",
        "select",
        "svg",
        "textarea",
    ]
)
#: Attributes whose address is loaded as soon as the mail is shown.
LOADED = frozenset({"src", "background", "poster", "data", "lowsrc", "dynsrc"})
#: Pictures within the text itself; drawings (SVG) can run something.
INLINE = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]*", re.I)

STYLE_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]*)""", re.IGNORECASE)
STYLE_OTHER = re.compile(r"image-set\(|image\(|src\(|@import|expression\(", re.I)
STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STYLE_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)

MEGABYTE = 1024 * 1024


def active_content(html: str) -> list[str]:
    """Return what would run: names of elements and of attributes like ``onclick``.

    >>> active_content('<p onclick="x()">a</p><iframe src="/b"></iframe>')
    ['onclick', 'iframe']
    """
    return list(_read(html).active)


def foreign_pictures(
    html: str, own: Iterable[str] = (), hosts: Iterable[str] = ()
) -> list[str]:
    """Return addresses elsewhere that would be loaded when the mail is read.

    Whoever keeps them learns who read the mail, when and where. Free are pictures in
    the text itself or on the company's server, and ``https`` from named hosts.

    :param own: addresses of the company's server, e.g. ``https://sales.aig.vn``
    :param hosts: further hosts, with those below them

    >>> foreign_pictures('<img src="https://t.evil.vn/1.gif"><img src="/web/image/7">')
    ['https://t.evil.vn/1.gif']
    >>> foreign_pictures('<img src="https://cdn.aig.vn/a.png">', hosts=["aig.vn"])
    []
    """
    servers = {_server(address) for address in own}
    named = tuple(host.strip().lower().lstrip(".") for host in hosts if host.strip())
    return [
        address
        for address in _read(html).loaded
        if not _is_ours(address.strip(), servers, named)
    ]


def megabytes(size: int) -> str:
    """Return a size in bytes for a sentence, never smaller than it is.

    >>> megabytes(10 * 1024 * 1024), megabytes(10 * 1024 * 1024 + 1)
    ('10.0', '10.1')
    """
    tenths = -(-size * 10 // MEGABYTE)
    return f"{tenths // 10}.{tenths % 10}"


def _is_ours(address: str, servers: set[str], hosts: tuple[str, ...]) -> bool:
    if not address or address.lower().startswith("cid:") or INLINE.fullmatch(address):
        return True
    try:
        # browsers read \ as / and leave out tabs and line breaks
        parts = urlsplit(re.sub(r"[\t\r\n]", "", address).replace("\\", "/"))
        host = (parts.hostname or "").lower()
        if not parts.scheme and not parts.netloc:
            return not parts.path.startswith("//")
        if parts.scheme in ("http", "https") and _server(parts.geturl()) in servers:
            return True
    except ValueError:
        return False
    return parts.scheme == "https" and any(
        host == name or host.endswith(f".{name}") for name in hosts
    )


def _server(address: str) -> str:
    parts = urlsplit(address)
    default = {"http": 80, "https": 443}.get(parts.scheme)
    return f"{parts.hostname}:{parts.port or default}"


class _Reader(HTMLParser):
    """Collects what an HTML text loads and runs, in the order of the text."""

    def __init__(self) -> None:
        super().__init__()
        self.active: list[str] = []
        self.loaded: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        if tag in ACTIVE:
            self.active.append(tag)
        for name, value in attrs:
            if name.startswith("on"):
                self.active.append(name)
            self.loaded += _addresses(tag, name, value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "style":
            self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.loaded += _style_addresses(data)


@lru_cache(maxsize=1)  # both questions are asked of one text
def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def _addresses(tag: str, name: str, value: str) -> Iterator[str]:
    if name == "style":
        yield from _style_addresses(value)
    elif name == "srcset":
        yield from (part.split()[0] for part in value.split(",") if part.split())
    elif name in LOADED or (tag not in ("a", "area") and name.endswith("href")):
        yield value


def _style_addresses(style: str) -> Iterator[str]:
    text = STYLE_ESCAPE.sub(_unescape, STYLE_COMMENT.sub("", style))
    yield from STYLE_ADDRESS.findall(text)
    if STYLE_OTHER.search(text):
        yield f"style:{text}"


def _unescape(match: re.Match[str]) -> str:
    if not match[1]:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if 0 < code < 0x110000 else "\ufffd"
