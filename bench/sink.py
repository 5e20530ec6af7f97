"""A mail server in a process of its own, which notes what it gets.

with mail_server() as server:
    smtplib.SMTP("127.0.0.1", server.port).sendmail(...)
    server.take()  # [(address, Message-Id, text)] since the last time
"""

import json
import multiprocessing
import socket
from contextlib import contextmanager
from email import message_from_bytes, policy


class Sink:
    """The handler of aiosmtpd: accepts everything."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        """Keep a mail."""
        self.mails.append((envelope.rcpt_tos, envelope.content))
        return "250 OK"


class Server:
    """What a row sees of the mail server."""

    def __init__(self, port, pipe):
        self.port = port
        self._pipe = pipe

    def take(self):
        """Give what has arrived since the last time, and forget it."""
        self._pipe.send("take")
        return [tuple(mail) for mail in json.loads(self._pipe.recv())]


def _serve(port, pipe):
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import SMTP

    class SmtpController(Controller):
        def factory(self):
            return SMTP(self.handler, enable_SMTPUTF8=True)

    sink = Sink()
    controller = SmtpController(sink, hostname="127.0.0.1", port=port)
    controller.start()
    pipe.send("up")
    while pipe.recv() == "take":
        mails, sink.mails = sink.mails, []
        pipe.send(json.dumps([_read(*mail) for mail in mails]))
    controller.stop()


def _read(rcpts, content):
    message = message_from_bytes(content, policy=policy.default)
    body = message.get_body(("html", "plain"))
    return rcpts[0], message["Message-Id"], body.get_content() if body else ""


@contextmanager
def mail_server():
    """Run a mail server on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(port, theirs), daemon=True)
    process.start()
    theirs.close()  # so that its end is noticed
    ours.recv()
    try:
        yield Server(port, ours)
    finally:
        ours.send("stop")
        process.join(timeout=10)
