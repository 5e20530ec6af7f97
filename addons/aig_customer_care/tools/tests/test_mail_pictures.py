from hypothesis import given
from hypothesis import strategies as st

from ..mail_pictures import own_picture, own_pictures, replace_pictures

SERVER = "https://sales.aig.vn"
TEXT = (
    '<p><img src="/web/image/7?access_token=a&amp;x=1" alt="one">'
    "<img alt='two' src='https://sales.aig.vn/web/image/8-12ab/b.png?access_token=b'>"
    '<img src="/web/image/9"><img src="https://evil.vn/web/image/7?access_token=a">'
    '<a href="/web/image/7?access_token=a">a link is no picture</a></p>'
)


def test_only_own_pictures_with_their_token():
    assert own_pictures(TEXT, SERVER) == [(7, "a"), (8, "b")]


def test_only_the_address_changes():
    text = replace_pictures(
        TEXT, f"{SERVER}/", lambda picture: f"cid:{picture.attachment_id}"
    )
    assert '<img src="cid:7" alt="one">' in text
    assert "<img alt='two' src=\"cid:8\">" in text
    assert text.count("cid:") == 2
    assert replace_pictures(TEXT, SERVER, lambda picture: None) == TEXT


def test_a_server_whose_name_begins_alike_is_another_one():
    assert (
        own_picture("https://sales.aig.vn.evil.vn/web/image/7?access_token=a", SERVER)
        is None
    )


@given(st.text())
def test_any_text_is_read(text):
    assert replace_pictures(text, SERVER, lambda picture: None) == text
