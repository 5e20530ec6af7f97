from contextlib import contextmanager
from datetime import date, datetime
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import CareCase

#: A Wednesday, 10:00 in Vietnam.
NOW = datetime(2026, 12, 2, 3, 0)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestGuard(CareCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.env["aig.care.cap"].search([]).unlink()
        cls.second = cls.env["test.aig.care.document"].create(
            {"name": "DOC2", "partner_id": cls.customer_north.id}
        )

    def cap(self, maximum=1, **values):
        return self.env["aig.care.cap"].create({"maximum": maximum, **values})

    def second_as(self, user):
        return self.second.with_user(user)

    @contextmanager
    def mock_mails(self):
        """Collect the ids of the mails that the queue hands over to be sent."""
        ids = []

        def deliver(mails, *args, **kwargs):
            ids.extend(mails.ids)
            return True

        with patch.object(self.registry["mail.mail"], "send", deliver):
            yield ids

    def test_nothing_set_nothing_said(self):
        self.send()
        composer = self.compose(self.second_as(self.user_sales_north))
        self.assertEqual(composer.aig_guard_state, "free")
        self.assertFalse(composer.aig_guard_message)

    def test_cap_blocks_with_the_reason_and_the_slot(self):
        self.cap(severity="block")
        self.send()
        composer = self.compose(self.second_as(self.user_sales_north))
        self.assertEqual(composer.aig_guard_state, "block")
        self.assertIn("Voucher on", composer.aig_guard_message)
        self.assertIn(self.user_sales_north.name, composer.aig_guard_message)
        # Monday 00:00 in Vietnam
        self.assertEqual(composer.aig_guard_slot, datetime(2026, 12, 6, 17, 0))
        composer.aig_guard_reason = "I want to"
        with self.assertRaisesRegex(UserError, "07/12/2026"):
            composer.action_send_mail()
        self.assertFalse(self.logs(self.second))

    def test_manager_overrides_a_block_with_a_reason(self):
        self.cap(severity="block")
        self.send()
        composer = self.compose(self.second_as(self.user_manager_north))
        with self.assertRaisesRegex(UserError, "say why"):
            composer.action_send_mail()
        composer.aig_guard_reason = " They asked for it "
        composer.action_send_mail()
        log = self.logs(self.second)
        self.assertEqual(log.guard_reason, "They asked for it")
        self.assertIn("Voucher on", log.guard_findings)

    def test_nobody_overrides_a_block_when_nobody_may(self):
        self.company.aig_care_override = "nobody"
        self.cap(severity="block")
        self.send()
        composer = self.compose(self.second_as(self.user_manager_north))
        composer.aig_guard_reason = "They asked for it"
        with self.assertRaisesRegex(UserError, "cannot send"):
            composer.action_send_mail()

    def test_warning_asks_everybody_for_a_reason(self):
        self.cap()
        self.send()
        composer = self.compose(self.second_as(self.user_sales_north))
        with self.assertRaisesRegex(UserError, "say why"):
            composer.action_send_mail()
        composer.aig_guard_reason = "They asked for it"
        composer.action_send_mail()
        self.assertEqual(len(self.logs(self.second)), 1)

    def test_cap_of_another_kind_or_company_does_not_count(self):
        self.cap(care_type="article", severity="block")
        other = self.env["res.company"].create({"name": "Other Company"})
        self.cap(company_id=other.id, severity="block")
        self.send()
        self.send(self.second_as(self.user_sales_north))
        self.assertEqual(len(self.logs(self.second)), 1)

    def test_same_purpose_is_found_across_salespeople(self):
        self.env.ref("aig_customer_care.aig_care_purpose_voucher").window_days = 10
        self.company.aig_care_purpose_policy = "block"
        self.send()
        composer = self.compose(self.second_as(self.user_sales_north_2))
        self.assertIn("Same purpose within 10 days", composer.aig_guard_message)
        self.assertEqual(composer.aig_guard_slot.date(), date(2026, 12, 11))

    def test_tet_and_quiet_hours(self):
        self.company.write(
            {"aig_care_quiet_policy": "block", "aig_care_quiet_weekend": "weekend"}
        )
        self.assertEqual(self.compose().aig_guard_state, "free")
        # 15 February 2026 was a Sunday, Tet followed: the first free day is Monday 23
        with freeze_time(datetime(2026, 2, 15, 3, 0)):
            composer = self.compose()
            self.assertEqual(composer.aig_guard_state, "block")
            self.assertEqual(composer.aig_guard_slot, datetime(2026, 2, 23, 0, 30))
        with freeze_time(datetime(2026, 12, 2, 13, 0)):
            self.assertIn("20:00", self.compose().aig_guard_message)

    def test_day_of_one_customer_only(self):
        self.company.aig_care_quiet_policy = "block"
        self.env["aig.care.quiet.day"].create(
            {
                "name": "Anniversary",
                "date_from": "2026-12-02",
                "date_to": "2026-12-02",
                "partner_id": self.branch_north.id,
            }
        )
        self.assertEqual(self.compose().aig_guard_state, "block")
        self.second.partner_id = self.customer_south
        composer = self.compose(self.second_as(self.user_sales_south))
        self.assertEqual(composer.aig_guard_state, "free")

    def test_new_company_has_the_holidays(self):
        company = self.env["res.company"].create({"name": "New Company"})
        days = self.env["aig.care.quiet.day"].search([("company_id", "=", company.id)])
        self.assertIn(date(2026, 2, 16), days.mapped("date_from"))

    # Blind

    def test_what_a_stranger_learns(self):
        """A colleague of another territory, whose document reaches this customer."""
        self.cap(severity="block")
        self.send()
        log = self.logs()
        stranger = self.user_sales_north_2
        self.customer_north.aig_territory_id = self.territory_north
        log.territory_id = self.territory_south
        log.partner_id.flush_recordset()
        with self.assertRaises(AccessError):
            log.with_user(self.user_content).read(["subject"])
        state, sentences, slot = (
            self.env["aig.care.guard"]
            .with_user(self.user_content)
            ._evaluate(
                self.customer_north,
                self.company,
                "article",
                self.env["aig.care.purpose"],
            )
        )
        self.assertEqual(state, "block")
        self.assertTrue(slot)
        [sentence] = sentences
        self.assertIn(self.user_sales_north.name, sentence)
        for secret in (log.subject, self.document.name, self.customer_north.name):
            self.assertNotIn(secret, sentence)
        composer = self.compose(self.second_as(stranger))
        told = str(composer.read()[0])
        self.assertIn(self.user_sales_north.name, told)
        self.assertNotIn("DOC1", told)
        self.assertNotIn("aig.care.log", told)

    def test_who_may_not_send_learns_nothing(self):
        self.cap(severity="block")
        self.send()
        composer = (
            self.env["mail.compose.message"]
            .with_user(self.user_content)
            .new(
                {
                    "model": self.second._name,
                    "res_ids": str(self.second.ids),
                    "composition_mode": "comment",
                    "aig_care": True,
                }
            )
        )
        state, message = composer.aig_guard_state, composer.aig_guard_message
        self.assertEqual((state, message), ("free", ""))

    # Scheduling

    def test_schedule_for_the_slot_then_it_counts_and_leaves(self):
        self.cap(severity="block")
        self.send()
        composer = self.compose(self.second_as(self.user_sales_north))
        slot = composer.aig_guard_slot
        composer.action_aig_schedule()
        log = self.logs(self.second)
        self.assertEqual((log.state, log.date), ("queued", slot))
        mail = self.env["mail.mail"].search([("aig_care_log_id", "=", log.id)])
        self.assertEqual(mail.scheduled_date, slot)
        with self.mock_mails() as leaving:
            self.run_queue()
        self.assertNotIn(mail.id, leaving)
        third = self.document.copy({"name": "DOC3"})
        with freeze_time(datetime(2026, 12, 7, 3, 0)):
            composer = self.compose(third.with_user(self.user_sales_north))
            self.assertEqual(composer.aig_guard_state, "block", "a queued row counts")
            with self.mock_mails() as leaving:
                self.run_queue()
        self.assertIn(mail.id, leaving)

    def test_cancel_before_it_leaves(self):
        self.send(aig_send_at=datetime(2026, 12, 3, 3, 0))
        log = self.logs()
        with self.assertRaises(AccessError):
            log.with_user(self.user_sales_north_2).action_cancel_scheduled()
        log.with_user(self.user_sales_north).action_cancel_scheduled()
        self.assertEqual(log.state, "cancelled")
        with freeze_time(datetime(2026, 12, 4, 3, 0)):
            self.run_queue()
        self.assertEqual(log.state, "cancelled")
        with self.assertRaisesRegex(UserError, "too late"):
            log.with_user(self.user_sales_north).action_cancel_scheduled()

    def test_a_moment_that_is_over_is_refused(self):
        with self.assertRaisesRegex(UserError, "is over"):
            self.send(aig_send_at=datetime(2026, 12, 1, 3, 0))

    # One-to-one mails

    def test_a_message_to_the_customers_people_counts_once(self):
        self.document_north.message_post(
            body="Good morning",
            partner_ids=(self.customer_north | self.branch_north).ids,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        log = self.logs()
        self.assertEqual(len(log), 1)
        self.assertEqual(log.care_type, "other")
        self.assertEqual(log.user_id, self.user_sales_north)
        self.assertEqual(log.partner_id, self.customer_north)

    def test_a_message_among_colleagues_is_no_contact(self):
        self.document_north.message_post(
            body="Good morning",
            partner_ids=self.user_sales_north_2.partner_id.ids,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self.assertFalse(self.logs())

    def test_a_sent_document_is_counted_once(self):
        self.send()
        self.assertEqual(self.logs().mapped("care_type"), ["voucher"])
