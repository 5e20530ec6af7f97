"""Addresses that people are sent to: on the public web, by a safe way."""

from ipaddress import ip_address
from urllib.parse import urlsplit

#: Names that lead to the machine or the network of whoever opens them.
PRIVATE_ENDINGS = (
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "lan",
    "home.arpa",
)


class BadLink(ValueError):
    """The address is not one of the public web; ``reason`` is a word."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def check(url: str) -> None:
    """Refuse what is not https, or does not lead to a public server.

    :raises BadLink: reason ``https`` or ``private``

    >>> check("https://learn.aig.vn/course/7")
    >>> try:
    ...     check("https://192.168.1.7/course")
    ... except BadLink as error:
    ...     error.reason
    'private'
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        _port = parts.port
    except ValueError as error:
        raise BadLink("https") from error
    odd = any(sign.isspace() or not sign.isprintable() or sign == "\\" for sign in url)
    if parts.scheme != "https" or not host or odd or "@" in parts.netloc:
        raise BadLink("https")
    if _is_private(host):
        raise BadLink("private")


def _is_private(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        pass
    last = host.rsplit(".", 1)[-1]
    # numbers like 2130706433 and 0x7f.1 are addresses to browsers
    if "." not in host or last.isdigit() or last.startswith("0x"):
        return True
    return any(host == end or host.endswith(f".{end}") for end in PRIVATE_ENDINGS)
