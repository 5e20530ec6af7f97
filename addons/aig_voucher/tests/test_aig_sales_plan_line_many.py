from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.mail.tests.common import MailCase

from .common import AigVoucherCase


@tagged("post_install", "-at_install")
class TestAigSalesPlanLineMany(AigVoucherCase, MailCase):
    """Vouchers of many chosen rows: those that are ready go, the others say why not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        customers = cls.make_customers(6)
        customers.email = False
        for number, customer in enumerate(customers[:5]):
            customer.email = f"many{number}@customer.example.com"
        cls.rows = cls.env["aig.sales.plan.line"].concat(
            *(cls.make_line(cls.plan_north, customer) for customer in customers)
        )
        cls.rows = cls.rows.with_user(cls.user_sales_north)
        cls.ready, cls.none, cls.draft, cls.sent, cls.empty, cls.mute = cls.rows
        for row in cls.ready | cls.sent | cls.mute:
            row._get_voucher().action_review()
        cls.draft._get_voucher()
        cls.sent.voucher_ids._decide(state="sent")
        cls.empty.write(
            dict.fromkeys(
                (
                    "receivable_due",
                    "receivable_not_due",
                    "renewal_revenue",
                    "expected_revenue",
                    "development_revenue",
                ),
                0,
            )
        )

    def choose(self, rows):
        action = rows.action_send_vouchers()
        batch = self.env[action["res_model"]].with_user(self.user_sales_north)
        return batch.browse(action["res_id"])

    def test_rows_with_nothing_to_send_are_left_out_with_the_reason(self):
        batch = self.choose(self.rows)
        self.assertEqual((batch.line_count, batch.waiting_count), (6, 1))
        by_row = {line.source_id: line for line in batch.line_ids}
        self.assertEqual(by_row[self.ready.id].result, "waiting")
        for row, reason in (
            (self.none, "No voucher yet"),
            (self.draft, "have not been confirmed"),
            (self.sent, "The customer has"),
            (self.empty, "No points yet"),
            (self.mute, "no e-mail address"),
        ):
            line = by_row[row.id]
            self.assertEqual(line.result, "skipped")
            self.assertIn(reason, line.failure)
            self.assertEqual(line.partner_id, row.partner_id)
        action = by_row[self.none.id].action_open_source()
        self.assertEqual(
            (action["res_model"], action["res_id"]), (self.rows._name, self.none.id)
        )
        self.assertFalse(self.none.voucher_ids)

    def test_one_mail_for_each_row_that_is_ready(self):
        batch = self.choose(self.rows)
        batch.action_send()
        cron = self.env.ref("aig_customer_care.ir_cron_aig_care_batch")
        with self.mock_mail_gateway(), self.enter_registry_test_mode():
            cron.method_direct_trigger()
            self.env["mail.mail"].sudo().process_email_queue()
        self.assertEqual((batch.state, batch.sent_count), ("done", 1))
        self.assertEqual(self.ready.voucher_ids.state, "sent")
        self.assertEqual(self.ready.voucher_sent_count, 1)
        # chosen again, nothing is sent again
        again = self.choose(self.ready)
        self.assertEqual(again.skipped_count, 1)
        with self.assertRaises(UserError):
            again.action_send()

    def test_a_plan_that_changed_since_takes_the_confirmation_back(self):
        self.ready.renewal_revenue += 100_000_000
        self.sent.renewal_revenue += 100_000_000
        batch = self.choose(self.ready | self.sent)
        ready, sent = batch.line_ids
        self.assertIn("have not been confirmed", ready.failure)
        self.assertIn("has changed since", sent.failure)
        self.assertEqual(self.sent.voucher_ids.state, "sent")

    def test_rows_of_others_are_not_sent(self):
        theirs = self.ready.with_user(self.user_sales_north_2)
        batch = theirs.action_send_vouchers()
        batch = self.env[batch["res_model"]].browse(batch["res_id"])
        self.assertEqual(batch.skipped_count, 1)
        with self.assertRaisesRegex(UserError, "Choose the customers first"):
            self.rows.browse().action_send_vouchers()
