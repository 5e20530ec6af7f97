"""Pictures on the company's own server, which a mail can carry within itself."""

import re
from collections.abc import Callable
from html import unescape
from typing import NamedTuple

PICTURE = re.compile(
    r"""(<img\b[^>]*?\ssrc\s*=\s*)(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
ADDRESS = re.compile(
    r"/web/image/(\d+)(?:-[^/?]*)?(?:/[^?]*)?\?(?:.*&)?access_token=([\w-]+)(?:&.*)?"
)


class Picture(NamedTuple):
    """What an address asks the server for: an attachment, and the right to see it."""

    attachment_id: int
    token: str


def own_picture(address: str, server: str) -> Picture | None:
    """The attachment behind an address, if everybody may see it who has the address.

    :param server: the company's own, e.g. ``https://sales.aig.vn``

    >>> own_picture("/web/image/7?access_token=ab-c", "https://aig.vn")
    Picture(attachment_id=7, token='ab-c')
    >>> own_picture("https://aig.vn/web/image/7-1f/a.jpg?x=1&access_token=b", "https://aig.vn")
    Picture(attachment_id=7, token='b')
    >>> own_picture("https://evil.vn/web/image/7?access_token=b", "https://aig.vn")
    >>> own_picture("/web/image/7", "https://aig.vn")
    """
    path = address.strip().removeprefix(server.rstrip("/"))
    match = ADDRESS.fullmatch(path)
    return Picture(int(match[1]), match[2]) if match else None


def own_pictures(html: str, server: str) -> list[Picture]:
    """All own pictures of a text, each once, in their order.

    >>> text = '<img src="/web/image/7?access_token=a"><img src="/web/image/8">'
    >>> own_pictures(text * 2, "https://aig.vn")
    [Picture(attachment_id=7, token='a')]
    """
    found = (own_picture(_address(match), server) for match in PICTURE.finditer(html))
    return list(dict.fromkeys(picture for picture in found if picture))


def replace_pictures(
    html: str, server: str, replace: Callable[[Picture], str | None]
) -> str:
    """The text with other addresses for own pictures; None keeps one as it is.

    >>> text = '<p><img alt="a" src="/web/image/7?access_token=a"/></p>'
    >>> replace_pictures(text, "https://aig.vn", lambda picture: "cid:x")
    '<p><img alt="a" src="cid:x"/></p>'
    """

    def change(match: re.Match[str]) -> str:
        picture = own_picture(_address(match), server)
        new = replace(picture) if picture else None
        return f'{match[1]}"{new}"' if new else match[0]

    return PICTURE.sub(change, html)


def _address(match: re.Match[str]) -> str:
    return unescape(match[2] or match[3] or "")
