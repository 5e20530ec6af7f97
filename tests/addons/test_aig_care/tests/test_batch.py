from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import CareCase
from .smtp_sink import SmtpMixin


@tagged("post_install", "-at_install")
class TestBatch(SmtpMixin, CareCase):
    """Sending to many customers at once, each mail personal."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = cls.env["res.partner"].concat(
            *(
                cls._new_customer(f"Many {number}", cls.territory_north)
                for number in range(5)
            )
        )
        cls.documents = cls.env["test.aig.care.document"].create(
            [
                {"name": customer.name, "partner_id": customer.id}
                for customer in cls.customers
            ]
        )

    def prepare(self, user=None, documents=None):
        """Choose the documents as a user; return the sending."""
        documents = (self.documents if documents is None else documents).with_user(
            user or self.user_sales_north
        )
        action = documents.action_care_send_many()
        return documents.env[action["res_model"]].browse(action["res_id"])

    def run_job(self):
        cron = self.env.ref("aig_customer_care.ir_cron_aig_care_batch")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()

    def send(self, batch):
        batch.action_send()
        self.run_job()
        with self.smtp_sink() as sink:
            self.run_queue()
        # the salesperson is told, too
        return [
            (rcpts[0], message.as_string())
            for rcpts, message in sink.received
            if rcpts[0].endswith("@customer.example.com")
        ]

    def test_each_customer_gets_a_mail_of_its_own(self):
        batch = self.prepare()
        self.assertEqual((batch.line_count, batch.waiting_count), (5, 5))
        mails = dict(self.send(batch))
        self.assertEqual(mails.keys(), set(self.customers.mapped("email")))
        for customer in self.customers:
            text = mails[customer.email]
            self.assertIn(customer.name, text)
            for other in self.customers - customer:
                self.assertNotIn(other.name, text)
        self.assertEqual((batch.state, batch.sent_count), ("done", 5))
        self.assertEqual(batch.progress, 100)
        logs = self.logs(self.documents[0])
        self.assertEqual(logs.user_id, self.user_sales_north)
        self.assertTrue(logs.is_counted)

    def test_who_cannot_get_it_is_left_out_with_the_reason(self):
        self.documents[0].is_ready = False
        self.customers[1].email = False
        self.env["mail.blacklist"]._add(self.customers[2].email)
        batch = self.prepare()
        reasons = batch.line_ids[:3].mapped("failure")
        self.assertEqual(batch.skipped_count, 3)
        self.assertIn("Not ready", reasons[0])
        self.assertIn("no e-mail address", reasons[1])
        self.assertIn("unsubscribed", reasons[2])
        self.assertEqual(len(self.send(batch)), 2)

    def test_what_changed_since_is_reported_per_customer(self):
        batch = self.prepare()
        batch.action_send()
        self.documents[3].is_ready = False
        colleagues = self.documents[4].with_user(self.user_sales_north_2)
        self.compose(colleagues).action_send_mail()
        self.run_job()
        failed, skipped = batch.line_ids[3:]
        self.assertEqual((failed.result, failed.failure), ("failed", "Not ready."))
        self.assertEqual(skipped.result, "skipped")
        self.assertIn(self.user_sales_north_2.name, skipped.failure)
        self.assertEqual(len(self.logs(self.documents[4])), 1)

    def test_stop_and_go_on(self):
        batch = self.prepare()
        batch.action_send()
        batch.action_stop()
        self.run_job()
        self.assertEqual(batch.waiting_count, 5)
        with self.assertRaisesRegex(UserError, "faster"):
            batch.action_stop()
        batch.action_go_on()
        self.run_job()
        self.assertEqual((batch.state, batch.queued_count), ("done", 5))

    def test_the_same_twice_sends_once(self):
        first, second = self.prepare(), self.prepare()
        self.assertEqual(len(self.send(first)), 5)
        self.assertFalse(self.send(second))
        self.assertEqual(second.skipped_count, 5)
        with self.assertRaises(UserError):
            first.action_send()

    def test_a_large_sending_waits_for_a_manager(self):
        self.env["ir.config_parameter"].set_param("aig_customer_care.batch_limit", 4)
        batch = self.prepare()
        batch.action_send()
        self.assertEqual(batch.state, "approval")
        self.assertEqual(batch.sudo().activity_ids.user_id, self.user_manager_north)
        with self.assertRaises(AccessError):
            batch.action_approve()
        with self.assertRaises(AccessError):
            batch.with_user(self.user_manager_south).action_approve()
        batch.with_user(self.user_manager_north).action_approve()
        self.run_job()
        self.assertEqual(batch.queued_count, 5)
        self.assertEqual(batch.approved_by_id, self.user_manager_north)
        self.assertEqual(self.logs(self.documents[0]).user_id, self.user_sales_north)

    def test_foreign_documents_are_not_sent(self):
        foreign = self.env["test.aig.care.document"].create(
            {"name": "South", "partner_id": self.customer_south.id}
        )
        with self.assertRaises(AccessError):
            self.prepare(documents=foreign | self.documents)

    def test_nobody_types_states_or_lines(self):
        batch = self.prepare()
        with self.assertRaises(AccessError):
            batch.line_ids[0].write({"state": "handed"})
        with self.assertRaises(AccessError):
            self.env["aig.care.batch.line"].with_user(self.user_sales_north).create(
                {"batch_id": batch.id, "res_id": self.documents[0].id}
            )
        with self.assertRaises(AccessError):
            batch.with_user(self.user_sales_south).read(["name"])
        with self.assertRaises(AccessError):
            batch.state = "done"

    # Mistakes

    def test_an_address_gets_one_mail_of_a_sending(self):
        contact = self.env["res.partner"].create(
            {
                "name": "Kế toán chung",
                "parent_id": self.customers[3].id,
                "email": self.customers[0].email.upper(),
            }
        )
        self.customers[3].email = False
        self.customers[4].email = f"Sếp <{self.customers[1].email}>"
        batch = self.prepare()
        first, second, *_others = self.customers
        self.assertEqual(batch.skipped_count, 2)
        reasons = batch.line_ids[3:].mapped("failure")
        self.assertIn(f"{first.email} gets the mail to {first.name}", reasons[0])
        self.assertIn(f"{second.email} gets the mail to {second.name}", reasons[1])
        mails = self.send(batch)
        self.assertEqual(len(mails), 3)
        self.assertEqual(len(dict(mails)), 3)
        self.assertTrue(contact.active)

    def test_slices_of_a_day_count_together(self):
        self.env["ir.config_parameter"].set_param("aig_customer_care.batch_limit", 4)
        with freeze_time("2026-11-20 03:00:00") as clock:
            first = self.prepare(documents=self.documents[:3])
            first.action_send()
            self.assertEqual(first.state, "running")
            self.assertEqual(first.begun_date, fields.Datetime.now())
            second = self.prepare(documents=self.documents[3:])
            second.action_send()
            self.assertEqual(second.state, "approval", "three and two are five")
            self.assertEqual(second.activity_ids.user_id, self.user_manager_north)
            colleagues = self.prepare(self.user_sales_north_2, self.documents[3:])
            colleagues.action_send()
            self.assertEqual(colleagues.state, "running", "nobody else's count")
            # 17:00 in UTC is the next day in Vietnam
            clock.move_to("2026-11-20 17:01:00")
            third = self.prepare(documents=self.documents[3:])
            third.action_send()
            self.assertEqual(third.state, "running")

    def test_what_was_approved_counts_no_more(self):
        self.env["ir.config_parameter"].set_param("aig_customer_care.batch_limit", 2)
        large = self.prepare(documents=self.documents[:3])
        large.action_send()
        large.with_user(self.user_manager_north).action_approve()
        small = self.prepare(documents=self.documents[3:])
        small.action_send()
        self.assertEqual(small.state, "running")
        with self.assertRaises(AccessError):
            small.begun_date = False

    def test_cancelled_as_a_whole(self):
        batch = self.prepare()
        batch.action_send()
        waiting = self.prepare(self.user_sales_north_2)
        waiting.action_send()
        self.run_job()
        queued = self.logs(self.documents[0])
        with self.assertRaises(AccessError):
            batch.with_user(self.user_sales_north_2).action_cancel()
        batch.with_user(self.user_manager_north).action_cancel()
        self.assertEqual((batch.state, batch.queued_count), ("cancelled", 0))
        self.assertEqual(set(batch.line_ids.mapped("result")), {"skipped"})
        self.assertEqual(queued.state, "cancelled")
        with self.smtp_sink() as sink:
            self.run_queue()
        self.assertFalse(
            [to for to in sink.recipients if to.endswith("@customer.example.com")]
        )
        with self.assertRaisesRegex(UserError, "too late"):
            batch.action_cancel()
        with self.assertRaisesRegex(UserError, "faster"):
            batch.action_go_on()

    def test_cancelled_before_it_began(self):
        self.env["ir.config_parameter"].set_param("aig_customer_care.batch_limit", 4)
        batch = self.prepare()
        batch.action_send()
        batch.action_cancel()
        self.run_job()
        self.assertEqual((batch.skipped_count, batch.state), (5, "cancelled"))
        self.assertIn(self.user_sales_north.name, batch.line_ids[0].failure)
        self.assertFalse(batch.activity_ids)
        with self.assertRaises(UserError):
            batch.with_user(self.user_manager_north).action_approve()
        with self.assertRaisesRegex(UserError, "on record"):
            batch.unlink()

    def test_lines_cost_the_same_for_few_and_many(self):
        lines = self.env["aig.care.batch.line"]
        counts = []
        for customers in (self.customers[:2], self.customers):
            batch = self.env["aig.care.batch"].create(
                {"name": "Many", "res_model": self.documents._name}
            )
            vals_list = [
                {
                    "batch_id": batch.id,
                    "res_id": document.id,
                    "partner_id": document.partner_id.id,
                    "recipients": document.partner_id.email,
                }
                for document in self.documents[: len(customers)]
            ]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            lines.create(vals_list)
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])
