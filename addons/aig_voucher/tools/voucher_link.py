"""The personal link to a voucher's page: what it says and what is signed.

A link names the voucher, the person it was sent to, and its own last day. All of that
is signed, with a number that the voucher counts up when its links are revoked.
"""

import re
from dataclasses import dataclass
from datetime import date

TOKEN = re.compile(
    r"(?P<contact>[1-9]\d{0,9})-(?P<until>\d{8})-(?P<signature>[0-9a-f]{64})",
    re.ASCII,
)
#: The links of a mail, to be made those of whoever gets it.
PATH = re.compile(
    r"/aig/voucher/(?P<voucher>[1-9]\d{0,9})/(?P<token>[0-9a-f-]{75,85})", re.ASCII
)


class NotALink(ValueError):
    """The text is no link that was ever written."""


@dataclass(frozen=True)
class VoucherLink:
    """Whose link it is (``res.partner``), and the last day on which it works."""

    contact_id: int
    until: date

    def __str__(self) -> str:
        return f"{self.contact_id}-{self.until:%Y%m%d}"

    def signed(self, voucher_id: int, number: int) -> str:
        """The text to sign: the link, its voucher and the number of revocations.

        >>> VoucherLink(7, date(2026, 12, 31)).signed(12, 3)
        '12-3-7-20261231'
        """
        return f"{voucher_id}-{number}-{self}"

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed.

        >>> VoucherLink(7, date(2026, 12, 31)).is_over(date(2026, 12, 31))
        False
        """
        return today > self.until


def read(token: str) -> tuple[VoucherLink, str]:
    """The link that a token says, and its signature, which is not checked here.

    :raises NotALink: no such text is ever written

    >>> link = VoucherLink(7, date(2026, 12, 31))
    >>> read(f"{link}-{'0' * 64}") == (link, "0" * 64)
    True
    """
    match = TOKEN.fullmatch(token)
    if not match:
        raise NotALink(token)
    text = match["until"]
    try:
        until = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError as error:
        raise NotALink(token) from error
    return VoucherLink(int(match["contact"]), until), match["signature"]
