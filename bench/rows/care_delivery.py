"""Queued mails that leave through a real mail server, beside Odoo's queue.

The product's mails are those of the care log: claimed, marked before the mail server
hears of them, retried after trouble, with links that say who followed them. Odoo's are
the same mails without a row of the log. Both commit after each mail.
"""

import itertools
import smtplib
from email.message import EmailMessage
from functools import partial

from bench.harness import row
from bench.own import own_database
from bench.sink import mail_server

#: Odoo's time by the product's, and the product's time by what smtplib alone takes.
PEER, RAW = 0.5, 5
SENDER = "bench.seller@example.com"


def make_text(number):
    """A personal text of some 3 KB."""
    line = f"<p>Kính gửi Bench {number}, điểm của quý khách: {number},00.</p>"
    return f"<div>{line * 30}<a href='https://aig.example.com/{number}'>AIG</a></div>"


def queue_mails(env, customers, with_log):
    """Queue one mail per customer, bound to rows of the care log or not."""
    values = [
        {
            "model": "res.partner",
            "res_id": customer.id,
            "message_type": "comment",
            "subject": f"Voucher {number}",
            "body": make_text(number),
            "email_from": SENDER,
            "reply_to": SENDER,
        }
        for number, customer in enumerate(customers)
    ]
    messages = env["mail.message"].create(values)
    rows = [False] * len(messages)
    if with_log:
        rows = env["aig.care.log"].create(
            [
                {
                    "partner_id": customer.id,
                    "care_type": "voucher",
                    "send_key": f"bench:{message.id}",
                    "mail_message_id": message.id,
                }
                for customer, message in zip(customers, messages, strict=True)
            ]
        )
    mails = env["mail.mail"].create(
        [
            {
                "mail_message_id": message.id,
                "body_html": message.body,
                "recipient_ids": [(4, customer.id)],
                "auto_delete": True,
                "aig_care_log_id": log and log.id,
            }
            for message, customer, log in zip(messages, customers, rows, strict=True)
        ]
    )
    env["mail.notification"].create(
        [
            {
                "mail_message_id": mail.mail_message_id.id,
                "mail_mail_id": mail.id,
                "notification_type": "email",
                "notification_status": "ready",
                "res_partner_id": mail.recipient_ids.id,
            }
            for mail in mails
        ]
    )
    env.cr.commit()
    return mails


def send_raw(port, customers):
    """What smtplib takes to build and send the same mails over one connection."""
    with smtplib.SMTP("127.0.0.1", port) as session:
        for number, customer in enumerate(customers):
            message = EmailMessage()
            message["Subject"] = f"Voucher {number}"
            message["From"], message["To"] = SENDER, customer.email
            message["Message-Id"] = f"<bench-{number}@example.com>"
            message.set_content("Voucher")
            message.add_alternative(make_text(number), subtype="html")
            session.send_message(message)


class Queue:
    """The mails to send, in turn by each side, and the mail server that gets them."""

    def __init__(self, case, server, labels):
        self.env, self.server, self.size = case.env, server, case.size
        self.turns = itertools.cycle(labels)
        self.is_sent = False
        self.env["mail.mail"].search([]).unlink()
        servers = self.env["ir.mail_server"]
        servers.search([]).active = False
        servers.create(
            {
                "name": "Bench",
                "smtp_host": "127.0.0.1",
                "smtp_port": server.port,
                "smtp_encryption": "none",
            }
        )
        self.customers = self.env["res.partner"].create(
            [
                {"name": f"Bench {number}", "email": f"bench{number}@example.com"}
                for number in range(case.size)
            ]
        )

    def prepare(self):
        """Look at what the last turn has sent, and queue the mails of the next."""
        if self.is_sent:
            self.check()
        label = next(self.turns)
        if label != "smtplib":
            queue_mails(self.env, self.customers, with_log=label == "product")
        self.is_sent = True

    def send(self):
        """What the job of the queue does."""
        self.env["mail.mail"].process_email_queue(batch_size=self.size)

    def check(self):
        """One mail has reached each customer, with his own text."""
        mails = self.server.take()
        assert len(mails) == self.size, len(mails)
        assert {mail[0] for mail in mails} == set(self.customers.mapped("email"))
        assert len({message_id for _address, message_id, _text in mails}) == self.size
        for address, _message_id, text in mails:
            number = address.removeprefix("bench").partition("@")[0]
            assert f"Bench {number}," in text, address


@row("1,000 queued mails delivered", size=1_000, odoo=False, repeats=3)
def deliver(case):
    """The product's queue against Odoo's, and against smtplib alone."""
    with own_database(case, "delivery"), mail_server() as server:
        labels = "product", "odoo", "smtplib"
        queue = Queue(case, server, labels)
        by_hand = partial(send_raw, server.port, queue.customers)
        yield from case.measure_in_turn(
            dict(zip(labels, (queue.send, queue.send, by_hand), strict=True)),
            before=queue.prepare,
        )
        queue.check()
        yield case.ratio("product", "odoo", limit=PEER)
        yield case.ratio("product", "smtplib", limit=RAW)
