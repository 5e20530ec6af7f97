from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MailCommon

from .common import CareCase
from .smtp_sink import SmtpMixin

GATEWAY = "odoo.addons.mail.models.mail_thread"
ANSWER = """\
From: {sender}
To: {to}
Subject: {subject}
Message-Id: <answer-{number}@customer.example.com>
{headers}MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Cảm ơn em, anh chọn gói A.
"""
BOUNCE = """\
From: MAILER-DAEMON@mx.example.com
To: {to}
Subject: Undelivered Mail Returned to Sender
Message-Id: <bounce@mx.example.com>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

550 5.1.1 north@customer.example.com: no such user here

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; north@customer.example.com
Action: failed
Status: 5.1.1

--b
Content-Type: message/rfc822

Message-Id: {message_id}
From: sales.north@aig.example.com
To: north@customer.example.com
Subject: Offer DOC1

--b--
"""


@tagged("post_install", "-at_install")
class TestReplies(SmtpMixin, CareCase, MailCommon):
    """What comes back by mail: answers, automatic answers, bounces."""

    def setUp(self):
        super().setUp()
        with self.smtp_sink() as sink:
            self.log = self.send()
        [(_recipients, self.mail)] = sink.received

    @mute_logger(GATEWAY)
    def _receive(self, sender="north@customer.example.com", ours=True, **values):
        headers = values.pop("headers", "")
        if ours:
            headers += f"In-Reply-To: {self.mail['Message-Id']}\n"
        self.number = getattr(self, "number", 0) + 1
        text = ANSWER.format(
            sender=sender,
            to=self.mail["Reply-To"],
            number=self.number,
            headers=headers,
            **{"subject": "Re: Offer DOC1"} | values,
        )
        self.env["mail.thread"].message_process(False, text)
        self.env.invalidate_all()

    def test_an_answer_counts_and_reaches_the_salesperson(self):
        self._receive()
        self.assertEqual(self.log.evidence, "replied")
        sign = self.log.evidence_ids
        self.assertEqual(
            (sign.kind, sign.partner_id, sign.by_machine),
            ("replied", self.customer_north, False),
        )
        answer = self.document.message_ids[0]
        self.assertIn("anh chọn gói A", answer.body)
        self.assertIn(
            self.user_sales_north.partner_id, answer.notification_ids.res_partner_id
        )

    def test_from_another_address_by_our_message_id(self):
        self._receive(sender="rieng@example.net")
        self.assertEqual(self.log.evidence, "replied")

    def test_by_older_references(self):
        headers = f"References: {self.mail['Message-Id']} <x@customer.example.com>\n"
        self._receive(ours=False, headers=headers)
        self.assertEqual(self.log.evidence, "replied")

    def test_to_a_later_message_on_the_document(self):
        later = self.document_north.message_post(
            body="Anh xem lại nhé", partner_ids=self.customer_north.ids
        )
        self._receive(ours=False, headers=f"In-Reply-To: {later.message_id}\n")
        self.assertEqual(self.log.evidence, "replied")

    def test_automatic_answers_do_not_count(self):
        for values in (
            {"headers": "Auto-Submitted: auto-replied\n"},
            {"headers": "X-Autoreply: yes\n"},
            {"headers": "Precedence: bulk\n"},
            {"subject": "Trả lời tự động: Offer DOC1"},
        ):
            with self.subTest(**values):
                self._receive(**values)
                self.assertEqual(self.log.evidence, "delivered")

    def test_a_colleagues_answer_does_not_count(self):
        self._receive(sender=self.user_sales_north_2.email)
        self.assertEqual(self.log.evidence, "delivered")

    @mute_logger(GATEWAY)
    def test_a_bounce_fails_the_row_with_its_reason(self):
        self.assertTrue(self.log.is_counted)
        text = BOUNCE.format(to=self.mail["From"], message_id=self.mail["Message-Id"])
        self.env["mail.thread"].message_process(False, text)
        self.env.invalidate_all()
        self.assertRecordValues(self.log, [{"state": "failed", "is_counted": False}])
        self.assertIn("no such user here", self.log.failure_reason)
        self.assertEqual(self.document_north.care_sent_count, 0)
