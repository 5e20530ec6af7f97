from io import BytesIO
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ..offer import CODED, HEAD, SHARES, TEXT, fit, mentioned, share


def photo(width, height, mode="RGB", kind="JPEG", noise=True):
    """A picture with as many details as fit in, the hardest to make small."""
    random = Random(width * height)
    bands = len(Image.new(mode, (1, 1)).getbands())
    dots = (
        random.randbytes(width * height * bands)
        if noise
        else bytes(width * height * bands)
    )
    stream = BytesIO()
    Image.frombytes(mode, (width, height), dots).save(stream, kind)
    return stream.getvalue()


def test_the_hardest_photo_keeps_to_the_limit():
    noise = photo(512, 384)
    assert len(noise) > 64 * 1024
    for limit in SHARES[:5]:
        small = fit(noise, limit)
        assert small is not None, limit
        assert len(small) <= limit
        with Image.open(BytesIO(small)) as picture:
            assert picture.format == "JPEG"
            assert picture.width / picture.height == 4 / 3


def test_a_small_photo_is_not_blown_up():
    with Image.open(BytesIO(fit(photo(120, 90), 64 * 1024))) as picture:
        assert picture.size == (120, 90)


def test_what_one_can_see_through_becomes_white():
    clear = photo(20, 20, "RGBA", "PNG", noise=False)
    with Image.open(BytesIO(fit(clear, 64 * 1024))) as picture:
        assert min(picture.getpixel((10, 10))) > 250


def test_no_picture_and_no_room():
    assert fit(b"no picture", 64 * 1024) is None
    assert fit(b"", 64 * 1024) is None
    assert fit(photo(512, 512), 500) is None


@given(st.integers(1, 10**8), st.integers(1, 500))
def test_all_shares_together_keep_to_the_limit(limit, pictures):
    one = share(limit, pictures)
    assert one == 0 or pictures * (one * CODED + 2 * TEXT) + HEAD <= limit


@settings(max_examples=50)
@given(st.sets(st.from_regex(r"[A-Z]{2}-[0-9]{1,4}", fullmatch=True), min_size=2))
def test_a_code_is_found_only_as_a_word(codes):
    first, *others = sorted(codes)
    html = "<p>Mã: <b>" + "</b>, <b>".join(others) + "</b>&nbsp;</p>"
    assert mentioned(codes, html) == set(others)
    assert first not in mentioned(codes, html)
