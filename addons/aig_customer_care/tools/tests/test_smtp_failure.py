"""How errors of a mail server are told apart."""

import smtplib
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aig_customer_care.tools.smtp_failure import (
    CONNECTION,
    LATER,
    OTHER,
    RECIPIENT,
    REFUSED,
    classify_connection_failure,
    classify_failure,
)


@given(st.integers(min_value=200, max_value=599))
def test_only_4xx_passes(code):
    failure = classify_failure(smtplib.SMTPDataError(code, b"text"))
    assert failure.temporary == (400 <= code < 500)
    assert failure.detail == f"{code} text"


@pytest.mark.parametrize(
    ("error", "kind", "temporary"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b": (550, b"no")}), RECIPIENT, False),
        (smtplib.SMTPRecipientsRefused({"a@b": (450, b"busy")}), LATER, True),
        (smtplib.SMTPRecipientsRefused({}), RECIPIENT, False),
        (smtplib.SMTPSenderRefused(552, b"too big", "a@b"), REFUSED, False),
        (smtplib.SMTPNotSupportedError("no SMTPUTF8"), REFUSED, False),
        (smtplib.SMTPServerDisconnected("gone"), CONNECTION, True),
        (TimeoutError("timed out"), CONNECTION, True),
        (socket.gaierror(-2, "unknown name"), CONNECTION, True),
        (AssertionError("no valid recipient"), OTHER, False),
        (UnicodeEncodeError("ascii", "ă", 0, 1, "no"), OTHER, False),
    ],
)
def test_kinds(error, kind, temporary):
    failure = classify_failure(error)
    assert (failure.kind, failure.temporary) == (kind, temporary)
    assert failure.detail


def test_odoos_wrapper_is_looked_through():
    wrapper = RuntimeError("Mail Delivery Failed")
    wrapper.__context__ = smtplib.SMTPDataError(451, b"later")
    assert classify_failure(wrapper).kind == LATER


def test_a_failing_connection_is_never_the_mails_fault():
    for error in (
        smtplib.SMTPAuthenticationError(535, b"bad password"),
        ConnectionRefusedError("refused"),
        RuntimeError("Missing SMTP Server"),
    ):
        assert classify_connection_failure(error).temporary


def test_broken_after_data_is_uncertain():
    class Socket:
        def sendall(self, data):
            pass

        def makefile(self, mode):
            return self

        def readline(self, size):
            return b""

        def close(self):
            pass

    smtp = smtplib.SMTP()
    smtp.sock = Socket()
    with pytest.raises(smtplib.SMTPServerDisconnected) as caught:
        smtp.data(b"text")
    assert classify_failure(caught.value).uncertain
    smtp.sock = Socket()
    with pytest.raises(smtplib.SMTPServerDisconnected) as caught:
        smtp.mail("a@b")
    assert not classify_failure(caught.value).uncertain
