"""What an update mail names, and how large its pictures may be."""

import re
from collections.abc import Iterable
from html import unescape
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

TAG = re.compile(r"<[^>]*>")

#: Edge in pixels and quality of a picture, the best first.
STEPS = ((512, 80), (512, 68), (448, 65), (384, 62), (320, 58), (256, 52), (192, 45))
#: Bytes one picture may have, so that one that was made serves several mails.
SHARES = tuple(kilobytes * 1024 for kilobytes in (64, 48, 32, 24, 16, 12, 8, 6, 4))
#: Bytes that text and headers take: of the mail, and of each position.
HEAD, TEXT = 24 * 1024, 3 * 1024
#: Every three bytes of a picture leave as four characters, with line breaks.
CODED = 1.37


def mentioned(codes: Iterable[str], html: str) -> set[str]:
    """Which codes stand in a text, as words of their own.

    >>> sorted(mentioned(["HN-1", "HN-12", "SG-1"], "<b>HN-12</b>, <i>SG-1</i>."))
    ['HN-12', 'SG-1']
    """
    text = unescape(TAG.sub(" ", html))
    return {
        code
        for code in codes
        if re.search(rf"(?<![\w-]){re.escape(code)}(?![\w-])", text)
    }


def share(limit: int, pictures: int) -> int:
    """Bytes that each picture of a mail may have; 0: there is no room for any.

    :param limit: bytes of the whole mail as it leaves
    :param pictures: how many there are

    >>> share(1000 * 1024, 2), share(1000 * 1024, 20), share(1000 * 1024, 200)
    (65536, 24576, 0)
    """
    room = (limit - HEAD - 2 * TEXT * pictures) / CODED
    return next((one for one in SHARES if one * pictures <= room), 0)


def fit(image: bytes, limit: int) -> bytes | None:
    """A photo as a JPEG of at most so many bytes; None: it is none, or has no room.

    Pixels and quality are taken away step by step, no more than needed.
    """
    try:
        with Image.open(BytesIO(image)) as opened:
            opened.draft("RGB", (1024, 1024))
            photo = _on_white(ImageOps.exif_transpose(opened))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    for edge, quality in STEPS:
        scaled = photo.copy()
        scaled.thumbnail((edge, edge))
        stream = BytesIO()
        scaled.save(stream, "JPEG", quality=quality, optimize=True)
        if stream.tell() <= limit:
            return stream.getvalue()
    return None


def _on_white(photo: Image.Image) -> Image.Image:
    """What can be seen through becomes white, as on paper."""
    if photo.mode in ("RGBA", "LA", "P"):
        photo = photo.convert("RGBA")
        paper = Image.new("RGBA", photo.size, "white")
        photo = Image.alpha_composite(paper, photo)
    return photo.convert("RGB")
