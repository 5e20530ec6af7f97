"""Files that tests upload."""

import base64
import io

from PIL import Image


def picture(color="red", size=(60, 40), kind="PNG"):
    """A picture of one colour, in base64."""
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, kind)
    return base64.b64encode(out.getvalue())


def color_of(encoded):
    """The colour in the middle of a picture, roughly: JPEGs change it a little."""
    photo = Image.open(io.BytesIO(base64.b64decode(encoded))).convert("RGB")
    middle = photo.getpixel((photo.width // 2, photo.height // 2))
    return tuple(round(part / 255) for part in middle)
