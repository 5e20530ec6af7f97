import pytest

from ..auto_reply import is_automatic


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"auto-submitted": "auto-generated; owner-email=x"},
        {"X-Autoreply": "yes"},
        {"X-Autorespond": "Vacation"},
        {"Precedence": "bulk"},
        {"Precedence": "auto_reply"},
        {"Return-Path": "<>"},
        {"Subject": "Automatic reply: Voucher"},
        {"Subject": "Tự động trả lời: Voucher"},
    ],
)
def test_machines(headers):
    assert is_automatic(headers)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Auto-Submitted": "no"},
        {"Subject": "Re: Voucher", "Return-Path": "<an@example.com>"},
        {"Precedence": "first-class"},
    ],
)
def test_people(headers):
    assert not is_automatic(headers)
