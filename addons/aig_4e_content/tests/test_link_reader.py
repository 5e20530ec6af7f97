import datetime
import ssl
import tempfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from unittest.mock import patch

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from odoo.tests import BaseCase, tagged

from odoo.addons.aig_4e_content import link_reader

HOST = "localhost"
PAGE = "<title>Bài một</title><meta property='og:image' content='/picture'>"


class Site(BaseHTTPRequestHandler):
    """A small web site; ``asked`` is what was asked for."""

    asked = []

    def do_GET(self):
        self.asked.append(self.path)
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/page")
        elif self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
        elif self.path == "/into":
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/")
        elif self.path in ("/page", "/picture", "/drawing", "/endless"):
            self.send_response(200)
            kinds = {"/picture": "image/png", "/drawing": "image/svg+xml"}
            self.send_header("Content-Type", kinds.get(self.path, "text/html"))
        else:
            self.send_response(404)
        self.end_headers()
        self.wfile.write(self.body())

    def body(self):
        """What is sent below the head."""
        if self.path == "/endless":
            return b"x" * (link_reader.PAGE_SIZE + 1000)
        return PAGE.encode()

    def log_message(self, *_args):
        """Say nothing."""


def make_certificate(folder):
    """A key and a certificate of ``localhost`` that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(1))
        .not_valid_after(now + datetime.timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), False)
        .add_extension(x509.BasicConstraints(True, None), True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    key_pem = key.private_bytes(
        pem,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = Path(folder, "site.pem")
    path.write_bytes(key_pem + certificate.public_bytes(pem))
    return str(path)


@tagged("post_install", "-at_install")
class TestLinkReader(BaseCase):
    """A server on this machine stands in for the internet, where that is allowed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.pem = make_certificate(folder.name)
        cls.server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cls.pem)
        cls.server.socket = context.wrap_socket(cls.server.socket, server_side=True)
        Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.addClassCleanup(cls.server.server_close)
        cls.addClassCleanup(cls.server.shutdown)
        cls.site = f"https://{HOST}:{cls.server.server_port}"

    def setUp(self):
        super().setUp()
        Site.asked.clear()
        plain = link_reader._new_session

        def trusting():
            session = plain()
            session.verify = self.pem
            return session

        self.startPatcher(patch.object(link_reader, "_new_session", trusting))

    def allow_this_machine(self):
        """Take this machine for a public one, and its name for a public name."""
        for name, answer in (("is_public_address", True), ("flaw", None)):
            self.startPatcher(
                patch.object(link_reader, name, lambda _text, answer=answer: answer)
            )

    def assert_unreachable(self, path, reason):
        with self.assertRaisesRegex(link_reader.Unreachable, reason):
            link_reader.read_page(self.site + path)

    def test_a_page_is_read_also_where_it_moved(self):
        self.allow_this_machine()
        for path in ("/page", "/moved"):
            head = link_reader.read_page(self.site + path)
            self.assertEqual(head.title, "Bài một")
            self.assertEqual(head.picture, f"{self.site}/picture")

    def test_pages_that_do_not_answer(self):
        self.allow_this_machine()
        self.assert_unreachable("/gone", "answers 404")
        self.assert_unreachable("/round", "too often")
        link_reader.read_page(self.site + "/endless")

    def test_only_pictures_without_code_are_pictures(self):
        self.allow_this_machine()
        self.assertTrue(link_reader.read_picture(self.site + "/picture"))
        self.assertFalse(link_reader.read_picture(self.site + "/drawing"))
        self.assertFalse(link_reader.read_picture(self.site + "/page"))

    def test_a_private_name_is_not_asked(self):
        self.assert_unreachable("/page", "not a public https")
        self.assertEqual(Site.asked, [])

    def test_a_public_name_with_a_private_address_is_not_asked(self):
        self.startPatcher(patch.object(link_reader, "flaw", lambda _url: None))
        self.assert_unreachable("/page", "ConnectionError")
        self.assertEqual(Site.asked, [])

    def test_a_redirect_into_the_network_is_not_followed(self):
        plain = link_reader.flaw
        self.allow_this_machine()
        self.startPatcher(
            patch.object(
                link_reader,
                "flaw",
                lambda url: None if url.startswith(self.site) else plain(url),
            )
        )
        self.assert_unreachable("/into", "not a public https")
