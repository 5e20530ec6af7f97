"""Reads a page of the public internet, and nothing else.

What an author pastes is fetched by the server, which stands inside the company's
network: no address but a public one is ever connected to, however its name resolves
and wherever it redirects.
"""

from urllib.parse import urljoin

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError

from odoo.addons.aig_base.tools.web_link import flaw, is_public_address

from .tools.page_head import read_head

#: Seconds that a server has to answer.
TIMEOUT = 5
REDIRECTS = 3
#: Bytes of a page that are read: its head is at its beginning.
PAGE_SIZE = 300_000
PICTURE_SIZE = 5_000_000
AGENT = "Mozilla/5.0 (compatible; AIG 4E link check)"


class Unreachable(Exception):
    """The page did not answer as a public page does; the text is for the log."""


class _PublicConnection(HTTPSConnection):
    """Hangs up on whoever is not in the public internet, before a word is said."""

    def _new_conn(self):
        connection = super()._new_conn()
        if not is_public_address(connection.getpeername()[0]):
            connection.close()
            raise NewConnectionError(self, "not a public address")
        return connection


class _PublicPool(HTTPSConnectionPool):
    ConnectionCls = _PublicConnection


class _PublicAdapter(HTTPAdapter):
    def init_poolmanager(self, *args, **kwargs):
        result = super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"https": _PublicPool}
        return result


def fetch(url, size):
    """Return final address, content type and the first bytes of a page.

    :param str url: an https address
    :param int size: bytes that are read at most
    :raises Unreachable: no page, not public, too many redirects, or an error page
    """
    session = _new_session()
    for _step in range(REDIRECTS + 1):
        if flaw(url):
            raise Unreachable("not a public https address")
        try:
            with session.get(
                url,
                timeout=TIMEOUT,
                stream=True,
                allow_redirects=False,
                headers={"User-Agent": AGENT},
            ) as answer:
                if answer.is_redirect:
                    url = urljoin(url, answer.headers["Location"])
                    continue
                if not answer.ok:
                    raise Unreachable(f"answers {answer.status_code}")
                content = next(answer.iter_content(size), b"")
                return url, answer.headers.get("Content-Type", ""), content
        except (requests.RequestException, ValueError) as error:
            raise Unreachable(type(error).__name__) from error
    raise Unreachable("redirects too often")


def _new_session():
    session = requests.Session()
    # a proxy of the environment would connect in our place, unchecked
    session.trust_env = False
    session.mount("https://", _PublicAdapter(max_retries=0))
    return session


def read_page(url):
    """Return what a page says of itself.

    :raises Unreachable: as ``fetch``
    """
    url, _kind, content = fetch(url, PAGE_SIZE)
    return read_head(content.decode("utf-8", "replace"), url)


def read_picture(url):
    """Return a picture's bytes, empty when it is none or too large.

    :raises Unreachable: as ``fetch``
    """
    _url, kind, content = fetch(url, PICTURE_SIZE + 1)
    usable = kind.startswith("image/") and "svg" not in kind
    return content if usable and len(content) <= PICTURE_SIZE else b""
