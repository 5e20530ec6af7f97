"""Photos as people upload them, made ready to be shown to customers."""

import io

from PIL import Image, ImageOps

#: What cameras make and all programs show; drawings (SVG) can run something.
FORMATS = ("JPEG", "PNG")
LONGEST = 1920
MOST_PIXELS = 60_000_000
QUALITY = 85


class NotAPhoto(ValueError):
    """The file holds no picture of a known format, or a damaged one."""


class TooManyPixels(ValueError):
    """Unpacking the picture would take more memory than is reasonable."""


def prepare(data: bytes, longest: int = LONGEST) -> bytes:
    """A photo upright, no larger than needed, and without what the camera noted.

    Cameras note where and when; a customer's page is no place for that.

    :param longest: pixels of the longer side of the answer, at most
    :return: a JPEG
    :raises NotAPhoto: it cannot be read
    :raises TooManyPixels: it has more than ``MOST_PIXELS``
    """
    try:
        photo = Image.open(io.BytesIO(data), formats=FORMATS)
        if photo.width * photo.height > MOST_PIXELS:
            raise TooManyPixels(photo.size)
        # lets large JPEGs be unpacked at a fraction of their size
        photo.draft("RGB", (longest, longest))
        photo = ImageOps.exif_transpose(photo)
        photo.thumbnail((longest, longest))
    except Image.DecompressionBombError as error:
        raise TooManyPixels(str(error)) from error
    except (OSError, SyntaxError, ValueError) as error:
        if isinstance(error, TooManyPixels):
            raise
        raise NotAPhoto(str(error)) from error
    out = io.BytesIO()
    _on_white(photo).save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _on_white(photo: Image.Image) -> Image.Image:
    if photo.mode in ("RGB", "L"):
        return photo
    photo = photo.convert("RGBA")
    white = Image.new("RGB", photo.size, "white")
    white.paste(photo, mask=photo.getchannel("A"))
    return white
