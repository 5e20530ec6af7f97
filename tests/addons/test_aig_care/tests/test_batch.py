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
