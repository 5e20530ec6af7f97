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
        return self.env["mail.mail"].search([("aig_care_log_id", "=", log.id)])

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

    def test_mark_of_a_dead_sender_shows_as_uncertain(self):
        log = self.send()
        mail = self._mail(log)
        mail.write({"aig_sending_since": START, "scheduled_date": False})
        with self.smtp_sink() as sink:
            self.run_queue()
        self.assertEqual(sink.message_ids, [log.mail_message_id.message_id])
        self.assertRecordValues(log, [{"state": "sent", "delivery_uncertain": True}])

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
        self.assertRecordValues(
            self._mail(log), [{"state": "sent", "aig_sending_since": False}]
        )

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
