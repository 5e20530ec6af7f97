"""Whether a person or a machine asked for a link or the picture of a mail (A50).

Mail servers, virus scanners and privacy proxies fetch what is in a mail without
anybody having read it. The rules err on their side: a person who is taken for a
machine costs a grade, a machine that is taken for a person makes the log lie.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

#: From the weakest sign to the strongest; a row's evidence only ever rises.
GRADES = ("none", "delivered", "machine", "opened", "clicked", "replied", "talked")
OPENED = "opened"
CLICKED = "clicked"
MACHINE = "machine"
#: Whatever is fetched so soon after the mail has left is fetched by a scanner.
SCAN_SECONDS = 20
#: Nobody follows several links of one mail within so short a time.
BURST_SECONDS = 5

#: How programs call themselves; found anywhere in the user agent.
PROGRAMS = re.compile(
    r"googleimageproxy|ggpht|yahoomailproxy|yahoocachesystem|safelinks|barracuda"
    r"|mimecast|proofpoint|urldefense|ironport|messagelabs|symantec|trend ?micro"
    r"|fortimail|fortiguard|sophos|kaspersky|zscaler|bitdefender|forcepoint"
    r"|existence discovery|bot\b|bot[/;]|crawl|spider|scan|preview|facebookexternalhit"
    r"|whatsapp|zalo|slack|skype|headless|phantomjs|curl|wget|python|go-http|okhttp"
    r"|libwww|axios|node-fetch|java/|httpclient|apache-|ruby|perl|postman",
    re.IGNORECASE,
)
#: What browsers and mail programs of people begin with.
PEOPLE = ("Mozilla/", "Dalvik/")
#: Apple's mail privacy proxy says this and no more.
PRIVACY_AGENT = "Mozilla/5.0"
#: Headers by which a browser says that it fetches something nobody asked for.
PREFETCH_HEADERS = ("Purpose", "X-Purpose", "Sec-Purpose", "X-Moz")


@dataclass(frozen=True)
class Request:
    """One request for a link or the picture of a mail.

    :param kind: ``opened`` for the picture, ``clicked`` for a link
    :param seconds: since the mail left, None when it has not left yet
    :param others: other links of the same mail followed in the last
        ``BURST_SECONDS``
    """

    kind: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float | None = None
    others: int = 0


def grade(request: Request) -> str:
    """Return what a request shows: ``opened``, ``clicked`` or ``machine``.

    >>> phone = {
    ...     "User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)",
    ...     "Accept": "text/html,*/*",
    ...     "Accept-Language": "vi-VN",
    ... }
    >>> grade(Request("clicked", "GET", phone, seconds=900))
    'clicked'
    >>> grade(Request("clicked", "HEAD", phone, seconds=900))
    'machine'
    >>> grade(Request("clicked", "GET", phone, seconds=2))
    'machine'
    """
    headers = {name.lower(): value for name, value in request.headers.items()}
    machine = (
        request.method != "GET"
        or request.seconds is None
        or request.seconds < SCAN_SECONDS
        or request.others > 0
        or _is_program(headers.get("user-agent", ""))
        or _is_prefetch(headers)
        or "from" in headers  # crawlers say whom to complain to
        or (request.kind == CLICKED and not _is_navigation(headers))
    )
    return MACHINE if machine else request.kind


def below(found: str) -> tuple[str, ...]:
    """Return the grades that ``found`` raises.

    >>> below("machine")
    ('none', 'delivered')

    :raises ValueError: for an unknown grade
    """
    return GRADES[: GRADES.index(found)]


def _is_program(agent: str) -> bool:
    agent = agent.strip()
    return (
        not agent.startswith(PEOPLE)
        or agent == PRIVACY_AGENT
        or bool(PROGRAMS.search(agent))
    )


def _is_prefetch(headers: Mapping[str, str]) -> bool:
    said = " ".join(headers.get(name.lower(), "") for name in PREFETCH_HEADERS).lower()
    return "prefetch" in said or "preview" in said or "prerender" in said


def _is_navigation(headers: Mapping[str, str]) -> bool:
    """Whether a browser opens a page: it says what it wants, and in which language."""
    return (
        "text/html" in headers.get("accept", "")
        and bool(headers.get("accept-language"))
        and headers.get("sec-fetch-mode", "navigate") == "navigate"
    )
