"""The links by which customers open pages of ours: how they are written and signed.

A link says what its page needs to know, its own last day, and a signature. What is
signed is the link, the document whose page it opens, and a number that the document
counts up when its links are revoked. Links that were sent stay with customers: how they
are written never changes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

TOKEN = re.compile(
    r"(?P<what>[0-9-]{1,99})-(?P<until>\d{8})-(?P<signature>[0-9a-f]{64})", re.ASCII
)


class NotALink(ValueError):
    """The text is no link that was ever written."""


@dataclass(frozen=True)
class Link:
    """What the page needs to know, and the last day on which the link works.

    ``what`` is a value of the page's own kind, whose ``str`` is digits and dashes.

    >>> str(Link(7, date(2026, 12, 31)))
    '7-20261231'
    """

    what: Any
    until: date

    def __str__(self) -> str:
        return f"{self.what}-{write_day(self.until)}"

    def signed(self, record_id: int, number: int) -> str:
        """The text to sign: the link, its document and the number of revocations.

        >>> Link(7, date(2026, 12, 31)).signed(12, 3)
        '12-3-7-20261231'
        """
        return f"{record_id}-{number}-{self}"

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed.

        >>> Link(7, date(2026, 12, 31)).is_over(date(2026, 12, 31))
        False
        """
        return today > self.until


def read(token: str, read_what: Callable[[str], Any]) -> tuple[Link, str]:
    """The link that a token says, and its signature, which is not checked here.

    :param read_what: makes ``what`` of its text, or raises ValueError
    :raises NotALink: no such text is ever written

    >>> link = Link(7, date(2026, 12, 31))
    >>> read(f"{link}-{'0' * 64}", int) == (link, "0" * 64)
    True
    """
    words = TOKEN.fullmatch(token)
    if not words:
        raise NotALink(token)
    try:
        link = Link(read_what(words["what"]), read_day(words["until"]))
    except ValueError as error:
        raise NotALink(token) from error
    return link, words["signature"]


def read_number(text: str) -> int:
    """A number of a record, as it is written.

    :raises ValueError: no number is written so

    >>> read_number("7")
    7
    """
    number = int(text)
    if str(number) != text or not 0 < number < 10**10:
        raise ValueError(text)
    return number


def write_day(day: date) -> str:
    """A day as it stands in links.

    >>> write_day(date(2026, 12, 31))
    '20261231'
    """
    return f"{day:%Y%m%d}"


def read_day(text: str) -> date:
    """The day that ``write_day`` wrote.

    :raises ValueError: there is no such day

    >>> read_day("20261231")
    datetime.date(2026, 12, 31)
    """
    return datetime.strptime(text, "%Y%m%d").date()
