from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import OperationalError

from odoo import fields
from odoo.tests import RecordCapturer, tagged
from odoo.tools import mute_logger

from .common import CareCase
from .smtp_sink import SmtpMixin

CORE_LOGGER = "odoo.addons.mail.models.mail_mail"
START = "2026-11-20 03:00:00"


@tagged("post_install", "-at_install")
class TestDelivery(SmtpMixin, CareCase):
    """What happens to one mail of the log when the mail server misbehaves."""

    def _mail(self, log):
        return self.env["mail.mail"].search([("aig_care_log_id", "in", log.ids)])

    def test_server_down_then_up(self):
        with freeze_time(START) as clock:
            log = self.send()
            mail = self._mail(log)
            message_id = mail.message_id
            self.assertEqual(log.state, "queued")
            self.assertIn("could not be reached", log.failure_reason)
            self.assertEqual(log.next_try, fields.Datetime.now() + timedelta(minutes=1))
            clock.tick(timedelta(seconds=61))
            self.run_queue()
            self.assertEqual(mail.aig_try_count, 2)
            self.assertEqual(log.next_try, fields.Datetime.now() + timedelta(minutes=5))
            clock.tick(timedelta(minutes=4))
            with self.smtp_sink() as sink:
                self.run_queue()
                self.assertFalse(sink.received, "not before its time")
                clock.tick(timedelta(minutes=2))
                self.run_queue()
                self.run_queue()
            self.assertEqual(log.sent_date, fields.Datetime.now())
        self.assertEqual(sink.message_ids, [message_id])
        self.assertEqual(log.state, "sent")
        self.assertFalse(log.failure_reason or log.next_try or log.delivery_uncertain)
        self.assertFalse(mail.exists(), "deleted as Odoo does")

    def test_the_queue_is_woken_for_the_next_try(self):
        cron = self.env.ref("mail.ir_cron_mail_scheduler_action")
        domain = [("cron_id", "=", cron.id)]
        triggers = self.env["ir.cron.trigger"]
        with freeze_time(START), RecordCapturer(triggers, domain) as capture:
            self.send()
            now = fields.Datetime.now()
        self.assertEqual(
            capture.records.mapped("call_at"),
            [now + timedelta(minutes=2), now + timedelta(minutes=1)],
        )

    @mute_logger(CORE_LOGGER)
    def test_451_then_accepted(self):
        with freeze_time(START) as clock, self.smtp_sink("451 try later") as sink:
            log = self.send()
            self.assertEqual(log.state, "queued")
            self.assertIn("asked to try later: 451 try later", log.failure_reason)
            self.assertFalse(sink.received)
            clock.tick(timedelta(minutes=2))
            self.run_queue()
        self.assertEqual(len(sink.received), 1)
        self.assertEqual(log.state, "sent")

    @mute_logger(CORE_LOGGER)
    def test_550_fails_once_with_the_reason(self):
        with freeze_time(START) as clock, self.smtp_sink("550 no such user") as sink:
            log = self.send()
            clock.tick(timedelta(days=2))
            self.run_queue()
        self.assertFalse(sink.received)
        self.assertEqual(log.state, "failed")
        self.assertEqual(
            log.failure_reason, "The mail server refused this mail: 550 no such user"
        )
        self.assertEqual(self.document_north.care_sent_count, 0)

    def test_failed_after_the_last_try(self):
        with freeze_time(START) as clock:
            log = self.send()
            for _try in range(20):
                clock.tick(timedelta(hours=5))
                self.run_queue()
        self.assertEqual(log.state, "failed")
        self.assertIn("could not be reached", log.failure_reason)
        self.assertEqual(self._mail(log).aig_try_count, 11)

    @mute_logger(CORE_LOGGER)
    def test_connection_lost_while_the_text_leaves_is_uncertain(self):
        with freeze_time(START) as clock, self.smtp_sink("close") as sink:
            log = self.send()
            self.assertEqual(log.state, "queued")
            clock.tick(timedelta(minutes=2))
            self.run_queue()
        self.assertEqual(len(sink.received), 2)
        self.assertEqual(len(set(sink.message_ids)), 1)
        self.assertRecordValues(log, [{"state": "sent", "delivery_uncertain": True}])

    def _mark(self, mail, left_at=False):
        """Leave the mark of a sender that died."""
        return self.env["aig.care.departure"].create(
            {
                "mail_id": mail.id,
                "recipients": mail.recipient_ids.email_normalized,
                "since": START,
                "left_at": left_at,
            }
        )

    def test_sender_died_while_the_mail_was_leaving(self):
        log = self.send()
        mail = self._mail(log)
        mark = self._mark(mail)
        mail.scheduled_date = False
        with self.smtp_sink() as sink:
            self.run_queue()
        self.assertEqual(sink.message_ids, [log.mail_message_id.message_id])
        self.assertRecordValues(log, [{"state": "sent", "delivery_uncertain": True}])
        self.assertFalse(mark.exists())

    def test_sender_died_after_the_mail_had_left(self):
        log = self.send()
        mail = self._mail(log)
        mark = self._mark(mail, left_at=START)
        mail.scheduled_date = False
        with self.smtp_sink() as sink:
            self.run_queue()
        self.assertFalse(sink.received, "the customer has it")
        self.assertRecordValues(
            log,
            [{"state": "sent", "delivery_uncertain": False, "evidence": "delivered"}],
        )
        self.assertFalse(mark.exists() or mail.exists())

    def test_marks_outlive_their_use_by_a_week(self):
        queued, sent = self.send(), self.send()
        waiting = self._mark(self._mail(queued))
        gone = self._mark(self._mail(sent))
        self._mail(sent).unlink()
        marks = self.env["aig.care.departure"]
        with freeze_time("2026-11-26 03:00:00"):
            marks._gc_departures()
            self.assertTrue(waiting.exists() and gone.exists())
        with freeze_time("2026-11-28 03:00:00"):
            marks._gc_departures()
        self.assertTrue(waiting.exists())
        self.assertFalse(gone.exists())

    @mute_logger(CORE_LOGGER)
    def test_one_recipient_fails_the_other_does_not_get_it_again(self):
        contact = self.env["res.partner"].create(
            {
                "name": "Kế toán",
                "email": "b@customer.example.com",
                "parent_id": self.customer_north.id,
            }
        )
        composer = self.compose()
        composer.partner_ids += contact
        with freeze_time(START) as clock, self.smtp_sink("250 OK", "451 later") as sink:
            composer.action_send_mail()
            log = self.logs()
            self.assertEqual(log.state, "queued", "one person still waits")
            clock.tick(timedelta(minutes=2))
            self.run_queue()
        self.assertEqual(len(sink.recipients), 2)
        self.assertEqual(len(set(sink.recipients)), 2)
        self.assertEqual(log.state, "sent")

    @mute_logger(CORE_LOGGER, "odoo.addons.aig_customer_care.models.mail_mail_delivery")
    def test_database_error_stops_one_mail_only(self):
        with freeze_time(START) as clock:
            first, second = self.send(), self.send()
            clock.tick(timedelta(minutes=2))
            mails = type(self.env["mail.mail"])
            send = mails._send

            def fail_for_first(mail, **kwargs):
                if mail.aig_care_log_id == first:
                    raise OperationalError("deadlock detected")
                return send(mail, **kwargs)

            with (
                self.smtp_sink() as sink,
                patch.object(mails, "_send", fail_for_first),
                patch.object(self.env.cr, "rollback", lambda: None),
            ):
                self.run_queue()
        self.assertEqual(len(sink.received), 1)
        self.assertEqual((first.state, second.state), ("queued", "sent"))

    def test_queries_per_mail(self):
        """Two marks a mail; all else is asked once for a chunk."""
        few, many = self._count_queries(4), self._count_queries(24)
        self.assertLessEqual(many - few, 20 * 2)

    def _count_queries(self, size):
        logs = self.env["aig.care.log"]
        for _number in range(size):
            logs += self.send()
        mails = self._mail(logs)
        mails.write({"scheduled_date": False})
        self.env.flush_all()
        self.env.invalidate_all()
        with self.smtp_sink() as sink:
            before = self.env.cr.sql_log_count
            mails.send()
            self.env.flush_all()
            counted = self.env.cr.sql_log_count - before
        self.assertEqual(len(sink.received), size)
        self.assertEqual(set(logs.mapped("state")), {"sent"})
        return counted

    # By hand

    def test_cancelled_in_the_queue(self):
        log = self.send()
        self._mail(log).cancel()
        self.assertEqual(log.state, "cancelled")
        with self.smtp_sink() as sink:
            self.run_queue()
        self.assertFalse(sink.received)
        self.assertFalse(log.is_counted)

    def test_deleted_from_the_queue(self):
        log = self.send()
        self._mail(log).unlink()
        self.assertEqual(log.state, "cancelled")

    def test_retried_by_hand(self):
        with freeze_time(START) as clock:
            log = self.send()
            for _try in range(12):
                clock.tick(timedelta(hours=5))
                self.run_queue()
            self.assertEqual(log.state, "failed")
            self._mail(log).action_retry()
            self.assertEqual(log.state, "queued")
            with self.smtp_sink() as sink:
                self.run_queue()
        self.assertEqual(len(sink.received), 1)
        self.assertEqual(log.state, "sent")

    def test_bounce(self):
        with self.smtp_sink():
            log = self.send()
        log.mail_message_id.notification_ids.write(
            {
                "notification_status": "bounce",
                "failure_type": "mail_bounce",
                "failure_reason": "mailbox full",
            }
        )
        self.assertRecordValues(
            log, [{"state": "failed", "failure_reason": "mailbox full"}]
        )
        self.assertFalse(log.is_counted)

    def test_deleted_message_keeps_what_is_known(self):
        with self.smtp_sink():
            sent = self.send()
        queued = self.send()
        (sent + queued).mail_message_id.unlink()
        self.assertEqual((sent.state, queued.state), ("sent", "cancelled"))

    def test_mail_kept_when_not_auto_deleted(self):
        self.document._care_mail_template().auto_delete = False
        with self.smtp_sink():
            log = self.send()
        self.assertEqual(self._mail(log).state, "sent")
        self.assertFalse(self.env["aig.care.departure"].search([]))

    def test_other_mails_keep_odoos_behaviour(self):
        mail = self.env["mail.mail"].create(
            {"email_to": "x@example.com", "subject": "x", "body_html": "x"}
        )
        mail.send()
        self.assertEqual((mail.state, mail.aig_try_count), ("exception", 0))
        with self.smtp_sink() as sink:
            mail.action_retry()
            self.run_queue()
        self.assertEqual(sink.recipients, ["x@example.com"])
