"""Addresses that people are sent to: on the public web, by a safe way."""

from ipaddress import IPv4Address, IPv6Address, ip_address
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


#: What may be wrong with an address.
NOT_HTTPS = "https"
PRIVATE = "private"


def flaw(url: str) -> str | None:
    """What is wrong with an address that others are to follow, None: nothing.

    :return: ``NOT_HTTPS`` for anything but https to a named server; ``PRIVATE`` for
        one that only the network of its author knows

    >>> flaw("https://learn.aig.vn/course/7")
    >>> flaw("https://192.168.1.7/course")
    'private'
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        _port = parts.port
    except ValueError:
        return NOT_HTTPS
    odd = any(sign.isspace() or not sign.isprintable() or sign == "\\" for sign in url)
    if parts.scheme != "https" or not host or odd or "@" in parts.netloc:
        return NOT_HTTPS
    return PRIVATE if _is_private(host) else None


def _is_private(host: str) -> bool:
    address = _address(host)
    if address:
        return not address.is_global
    last = host.rsplit(".", 1)[-1]
    # numbers like 2130706433 and 0x7f.1 are addresses to browsers
    if "." not in host or last.isdigit() or last.startswith("0x"):
        return True
    return any(host == end or host.endswith(f".{end}") for end in PRIVATE_ENDINGS)


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def is_public_address(text: str) -> bool:
    """Whether a numeric address is one of the public internet.

    >>> is_public_address("8.8.8.8"), is_public_address("169.254.169.254")
    (True, False)
    >>> is_public_address("::ffff:10.0.0.1"), is_public_address("here")
    (False, False)
    """
    address = _address(text)
    if address is None:
        return False
    mapped = getattr(address, "ipv4_mapped", None) or address
    return bool(mapped.is_global)
