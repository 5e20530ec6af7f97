"""What a link to a customer's page of a position says, besides its last day.

How links are written and signed is in ``aig_customer_care/tools/page_link.py``.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

WORDS = re.compile(
    r"(?P<user>[1-9]\d{0,9})-(?P<first>\d{8}|0)-(?P<last>\d{8}|0)-(?P<rate>[01])",
    re.ASCII,
)
DAY = "%Y%m%d"


@dataclass(frozen=True)
class Asked:
    """Who is to be asked, for which days, and whether the price is shown.

    ``first`` and ``last`` are the days that are offered, both None without.

    >>> str(Asked(7, date(2026, 12, 1), date(2026, 12, 9), True))
    '7-20261201-20261209-1'
    >>> str(Asked(7, None, None, False))
    '7-0-0-0'
    """

    user_id: int
    first: date | None
    last: date | None
    with_rate: bool

    def __str__(self) -> str:
        days = (f"{day:{DAY}}" if day else "0" for day in (self.first, self.last))
        return "-".join((str(self.user_id), *days, str(int(self.with_rate))))


def read(text: str) -> Asked:
    """What a link says.

    :raises ValueError: no such text is ever written

    >>> str(read("7-20261201-20261209-1"))
    '7-20261201-20261209-1'
    """
    words = WORDS.fullmatch(text)
    if not words:
        raise ValueError(text)
    first, last = _day(words["first"]), _day(words["last"])
    if (first is None) != (last is None) or (first and last and first > last):
        raise ValueError(text)
    return Asked(int(words["user"]), first, last, words["rate"] == "1")


def _day(text: str) -> date | None:
    return None if text == "0" else datetime.strptime(text, DAY).date()
