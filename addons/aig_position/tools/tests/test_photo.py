import io

import pytest
from PIL import Image

from .. import photo
from ..photo import NotAPhoto, TooManyPixels, prepare


def picture(size=(40, 20), mode="RGB", kind="JPEG", **options):
    out = io.BytesIO()
    Image.new(mode, size, "red").save(out, kind, **options)
    return out.getvalue()


def opened(data):
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_large_ones_are_scaled_and_small_ones_kept(kind):
    large = opened(prepare(picture((3000, 1000), kind=kind)))
    assert (large.format, large.size) == ("JPEG", (1920, 640))
    assert opened(prepare(picture(kind=kind))).size == (40, 20)


def test_what_the_camera_noted_is_left_out_and_the_photo_upright():
    notes = Image.Exif()
    notes[0x0112] = 6  # lying on its side
    notes[0x010F] = "A camera of somebody"
    notes.get_ifd(0x8825)[1] = "N"  # where it was taken
    data = picture(exif=notes)
    assert b"somebody" in data
    made = opened(prepare(data))
    assert made.size == (20, 40)
    assert not made.getexif()
    assert b"somebody" not in prepare(data)


def test_transparent_is_white():
    data = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(data, "PNG")
    assert opened(prepare(data.getvalue())).getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        picture()[:200],
        picture(kind="GIF"),
    ],
)
def test_what_is_no_photo(data):
    with pytest.raises(NotAPhoto):
        prepare(data)


def test_too_many_pixels(monkeypatch):
    monkeypatch.setattr(photo, "MOST_PIXELS", 799)
    with pytest.raises(TooManyPixels):
        prepare(picture())
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 10)
    with pytest.raises(TooManyPixels):
        prepare(picture())
