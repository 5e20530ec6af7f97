"""Tell a mail server's passing trouble from its final refusal."""

import smtplib
import traceback
from dataclasses import dataclass

CONNECTION = "connection"
LATER = "later"
REFUSED = "refused"
RECIPIENT = "recipient"
OTHER = "other"


@dataclass(frozen=True)
class Failure:
    """Why one mail did not leave.

    ``kind`` chooses the sentence people read, ``temporary`` whether to try
    again, ``uncertain`` that the server may have taken the mail nevertheless.
    """

    kind: str
    detail: str
    temporary: bool
    uncertain: bool = False


def classify_failure(error: BaseException) -> Failure:
    """Classify what was raised while one mail was being sent.

    Trouble on the way (no connection, 4xx) passes; an answer 5xx, a wrong
    address or anything unknown does not, so that nothing is tried for ever.

    >>> classify_failure(smtplib.SMTPDataError(451, b"try later"))
    Failure(kind='later', detail='451 try later', temporary=True, uncertain=False)
    >>> classify_failure(smtplib.SMTPSenderRefused(550, b"no", "a@b.vn")).temporary
    False
    >>> classify_failure(ConnectionRefusedError(111, "Connection refused")).kind
    'connection'
    """
    error = _origin(error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _from_recipients(error)
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return Failure(CONNECTION, _text(error), True, _in_data_phase(error))
    if isinstance(error, smtplib.SMTPResponseException):
        return _from_code(error.smtp_code, error.smtp_error, REFUSED)
    if isinstance(error, smtplib.SMTPException):
        return Failure(REFUSED, _text(error), False)
    if isinstance(error, OSError):
        return Failure(CONNECTION, _text(error), True)
    return Failure(OTHER, _text(error), False)


def classify_connection_failure(error: BaseException) -> Failure:
    """Classify what was raised while connecting: never the mail's own fault.

    A wrong password or certificate is an administrator's to repair and must
    not lose the mails that meet it, so all of it is temporary.

    >>> error = smtplib.SMTPAuthenticationError(535, b"bad password")
    >>> classify_connection_failure(error).temporary
    True
    """
    error = _origin(error)
    if isinstance(error, smtplib.SMTPResponseException):
        detail = _answer(error.smtp_code, error.smtp_error)
    else:
        detail = _text(error)
    return Failure(CONNECTION, detail, True)


def _origin(error: BaseException) -> BaseException:
    """Return the first error of a chain that is the network's or the server's.

    Odoo wraps what ``smtplib`` raises in an exception of its own.
    """
    current: BaseException | None = error
    while current is not None:
        if isinstance(current, OSError):  # smtplib's exceptions are OSErrors
            return current
        current = current.__cause__ or current.__context__
    return error


def _from_recipients(error: smtplib.SMTPRecipientsRefused) -> Failure:
    answers = list(error.recipients.values())
    if not answers:
        return Failure(RECIPIENT, _text(error), False)
    later = [answer for answer in answers if 400 <= answer[0] < 500]
    return _from_code(*(later or answers)[0], RECIPIENT)


def _from_code(code: int, text: bytes | str, kind: str) -> Failure:
    temporary = 400 <= code < 500
    return Failure(LATER if temporary else kind, _answer(code, text), temporary)


def _answer(code: int, text: bytes | str) -> str:
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    return f"{code} {' '.join(str(text).split())}"


def _text(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _in_data_phase(error: BaseException) -> bool:
    """Whether the connection broke after the mail's text began to leave.

    ``smtplib`` tells only by where it raised; from there on the server may
    have taken the mail without being able to say so.
    """
    return any(
        frame.f_code.co_name == "data" and frame.f_globals.get("__name__") == "smtplib"
        for frame, _line in traceback.walk_tb(error.__traceback__)
    )
