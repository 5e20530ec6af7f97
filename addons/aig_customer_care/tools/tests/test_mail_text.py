import email.policy
import unicodedata
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..mail_text import clean_line, is_address, is_clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Ưu đãi quý 4", "Ưu đãi quý 4"),
        ("Chào\r\n Bcc: spy@evil.vn", "Chào Bcc: spy@evil.vn"),
        ("a\x00b\u2028c\x85d", "a b c d"),
        ("A\u200bI\u2060G\ufeff\u00ad", "AIG"),
        ("\u202eexe.fdp\u202c \u2066x\u2069", "exe.fdp x"),
        ("a\u200db", "ab"),
        ("👨‍👩‍👧 ❤️", "👨‍👩‍👧 ❤️"),
        ("half \ud83d of it", "half of it"),
    ],
)
def test_clean_line(text, clean):
    assert clean_line(text) == clean
    assert is_clean(clean)


@given(st.text(st.characters(), max_size=80))
def test_any_text_can_be_a_head(text):
    line = clean_line(text)
    message = EmailMessage(policy=email.policy.SMTP)
    message["Subject"] = line  # raises for a line break
    line.encode()
    assert clean_line(line) == line
    assert not {unicodedata.category(sign) for sign in line} & {"Cc", "Zl", "Zp", "Cs"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "an",
        "an@",
        "@aig.vn",
        "an@aig",
        "an@@aig.vn",
        "an nguyen@aig.vn",
        "an@aig..vn",
        "an@-aig.vn",
        "an@aig.vn\r\nBcc: spy@evil.vn",
        "an\u200b@aig.vn",
        "<an@aig.vn>",
        "an@aig.vn, hoa@aig.vn",
        ".an@aig.vn",
        "an@[127.0.0.1]",
        f"{'a' * 65}@aig.vn",
        f"an@{'a.' * 130}vn",
    ],
)
def test_no_address(text):
    assert not is_address(text)


@pytest.mark.parametrize(
    "text", ["a@b.vn", "an+test@aig.com.vn", "o'hara@x-y.example.com", "é@bưởi.vn"]
)
def test_address(text):
    assert is_address(text)


@given(st.emails(domains=st.just("example.com")))
def test_addresses_without_quotes_are_known(address):
    assert is_address(address)
