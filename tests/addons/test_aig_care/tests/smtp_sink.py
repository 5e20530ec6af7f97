"""A real SMTP server in a thread that answers as a test wants."""

import asyncio
import logging
import socket
from contextlib import contextmanager
from email import message_from_bytes
from unittest.mock import patch

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

# aiosmtpd tells every command
logging.getLogger("mail.log").setLevel(logging.WARNING)


def free_port():
    """Return a port nobody listens on at the moment."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


class SmtpSink(Controller):
    """Collects mails; ``answers`` says what the next ones are told.

    Each answer is a reply line such as ``451 try later`` or ``close`` (the
    connection ends after the text was taken, before any reply). When no answer
    is left, mails are accepted. ``refused`` are addresses that never exist.
    """

    def __init__(self, port=None):
        self.received = []
        self.answers = []
        self.refused = set()
        self.on_data = None  # called when a mail was taken, before the reply
        super().__init__(self, hostname="127.0.0.1", port=port or free_port())

    def start(self):
        """Start, again after a stop, too."""
        if self.loop.is_closed():
            self.loop = asyncio.new_event_loop()
        return super().start()

    def factory(self):
        return SMTP(self.handler, enable_SMTPUTF8=True)

    async def handle_DATA(self, server, session, envelope):
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if not self.refused.isdisjoint(envelope.rcpt_tos):
            answer = "550 no such user"
        if answer.startswith("250") or answer == "close":
            self.received.append(
                (envelope.rcpt_tos, message_from_bytes(envelope.content))
            )
        if self.on_data:
            self.on_data()
        if answer == "close":
            server.transport.close()
        return answer

    @property
    def recipients(self):
        """Addresses in the order in which their mails were taken."""
        return [rcpt for rcpts, _message in self.received for rcpt in rcpts]

    @property
    def message_ids(self):
        return [message["Message-Id"] for _rcpts, message in self.received]


class SmtpMixin:
    """Lets the tests of a class send to a sink of their own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        mail_server = cls.env.registry["ir.mail_server"]
        patcher = patch.object(mail_server, "_disable_send", lambda cls: False)
        cls.startClassPatcher(patcher)
        cls.port = free_port()
        cls.env["ir.mail_server"].search([]).active = False
        cls.env["ir.mail_server"].create(
            {
                "name": "Sink",
                "smtp_host": "127.0.0.1",
                "smtp_port": cls.port,
                "smtp_encryption": "none",
            }
        )

    @contextmanager
    def smtp_sink(self, *answers):
        """Run a mail server; outside of the block nobody answers."""
        sink = SmtpSink(self.port)
        sink.answers = list(answers)
        sink.start()
        try:
            yield sink
        finally:
            sink.stop()
