"""The link to a customer's page of a position: what it says and what is signed.

A link names a position, the days and the salesperson, whether the price is shown, and
its own last day. All of that is signed, together with a number that the position
counts up when its links are revoked.
"""

import re
from dataclasses import dataclass
from datetime import date

TOKEN = re.compile(
    r"(?P<user>[1-9]\d{0,9})-(?P<first>\d{8}|0)-(?P<last>\d{8}|0)"
    r"-(?P<rate>[01])-(?P<until>\d{8})-(?P<signature>[0-9a-f]{64})",
    re.ASCII,
)


class NotALink(ValueError):
    """The text is no link that was ever written."""


@dataclass(frozen=True)
class PageLink:
    """What a link to the page of a position says.

    ``first`` and ``last`` are the days that were asked for, both None without;
    ``until`` is the last day on which the link works.
    """

    user_id: int
    first: date | None
    last: date | None
    with_rate: bool
    until: date

    def __str__(self) -> str:
        days = (_day(self.first), _day(self.last))
        return "-".join(
            (str(self.user_id), *days, str(int(self.with_rate)), _day(self.until))
        )

    def signed(self, position_id: int, number: int) -> str:
        """The text to sign: the link, its position and the number of revocations.

        >>> link = PageLink(7, None, None, False, date(2026, 12, 31))
        >>> link.signed(12, 3)
        '12-3-7-0-0-0-20261231'
        """
        return f"{position_id}-{number}-{self}"

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed.

        >>> PageLink(7, None, None, False, date(2026, 12, 31)).is_over(
        ...     date(2026, 12, 31))
        False
        """
        return today > self.until


def read(token: str) -> tuple[PageLink, str]:
    """The link that a token says, and its signature, which is not checked here.

    :raises NotALink: no such text is ever written

    >>> first, last, until = (date(2026, 12, day) for day in (1, 9, 31))
    >>> link = PageLink(7, first, last, True, until)
    >>> str(link)
    '7-20261201-20261209-1-20261231'
    >>> read(f"{link}-{'0' * 64}") == (link, "0" * 64)
    True
    """
    match = TOKEN.fullmatch(token)
    if not match:
        raise NotALink(token)
    first, last = _date(match["first"]), _date(match["last"])
    if (first is None) != (last is None) or (first and last and first > last):
        raise NotALink(token)
    until = _date(match["until"])
    if until is None:
        raise NotALink(token)
    rate = match["rate"] == "1"
    return PageLink(int(match["user"]), first, last, rate, until), match["signature"]


def _day(day: date | None) -> str:
    return f"{day:%Y%m%d}" if day else "0"


def _date(text: str) -> date | None:
    if text == "0":
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError as error:
        raise NotALink(text) from error
