from datetime import timedelta
from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.aig_kpi_dashboard.tests.common import MyDayReader
from odoo.addons.aig_sales_plan.tests.common import MILLION
from odoo.addons.aig_voucher.tests.common import AigVoucherCase


@tagged("post_install", "-at_install")
class TestAigMyDay(MyDayReader, AigVoucherCase):
    """Vouchers to send, deliver and approve, and points that end."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer_north.user_id = cls.user_sales_north

    def get_vouchers(self, key, user=None):
        rows = self.get_rows(key, user)
        return [row for row in rows if row["model"] == "aig.voucher"]

    def test_points_are_confirmed_then_the_voucher_is_sent(self):
        [row] = self.get_vouchers("draft")
        self.assertIn("confirm the points", row["reasons"][0])
        self.assertEqual(row["buttons"][0]["method"], "action_voucher")
        self.assertEqual(self.get_vouchers("draft", self.user_sales_north_2), [])
        self.voucher.with_user(self.user_sales_north).action_review()
        [row] = self.get_vouchers("draft")
        action = self.press(row)
        self.assertEqual(action["res_model"], "mail.compose.message")
        self.voucher._decide(state="sent")
        self.assertEqual(self.get_vouchers("draft"), [])

    def test_what_was_chosen_is_to_be_delivered(self):
        package = self.make_package(MILLION)
        self.voucher._decide(state="sent")
        self.voucher._decide(state="chosen", chosen_package_id=package.id)
        [row] = self.get_vouchers("contact")
        self.assertEqual(row["reasons"], ["Chosen: “Gói A”, to be delivered"])
        action = self.press(row)
        self.assertEqual(action["res_model"], "aig.voucher.delivery")
        gift = action["context"]["default_line_id"]
        self.assertEqual(gift, package.line_ids[:1].id)
        self.voucher._decide(state="done")
        self.assertEqual(self.get_vouchers("contact"), [])

    def test_a_manager_approves_what_goes_past_the_limits(self):
        with patch.object(type(self.policy), "_check_unused"):
            self.policy.approve_amount = 384 * MILLION
        [row] = self.get_vouchers("draft")
        self.assertIn("waits for approval", row["reasons"][0])
        self.assertEqual(row["buttons"], [])
        self.assertEqual(self.get_vouchers("approve"), [])
        self.assertEqual(self.get_vouchers("approve", self.user_manager_south), [])
        [row] = self.get_vouchers("approve", self.user_manager_north)
        self.assertIn("worth more than", row["reasons"][0])
        self.press(row, user=self.user_manager_north)
        self.assertEqual(self.get_vouchers("approve", self.user_manager_north), [])
        self.assertIn("confirm the points", self.get_vouchers("draft")[0]["reasons"][0])

    def make_balance(self, days, points=5):
        """Points of the north customer with a last day, as the ledger sums them."""
        today = self.company._aig_today()
        self.env.flush_all()
        self.env.cr.execute(
            "INSERT INTO aig_voucher_balance (company_id, voucher_id, partner_id,"
            " user_id, territory_id, expiry_date, point_value, liability, amount,"
            " promised_points, vested_points, open_points, lapsed_points,"
            " available_points, reserved_points, spent_points, expired_points,"
            " recover_points)"
            " VALUES (%s, %s, %s, %s, %s, %s, 1, %s, 1, 0, 0, 0, 0, %s, 0, 0, 0, 0)",
            (
                self.company.id,
                self.voucher.id,
                self.customer_north.id,
                self.user_sales_north.id,
                self.territory_north.id,
                today + timedelta(days),
                points,
                points,
            ),
        )
        self.env.invalidate_all()

    def test_points_that_end_soon(self):
        self.company.aig_points_end_days = 30
        self.make_balance(30)
        self.make_balance(31)
        self.make_balance(-1)
        self.make_balance(3, points=0)
        [row] = self.get_vouchers("expire")
        self.assertEqual(row["reasons"], ["5.00 points are not used"])
        self.assertEqual(row["id"], self.voucher.id)
        for user in (self.user_sales_north_2, self.user_manager_north):
            self.assertEqual(self.get_vouchers("expire", user), [])
        self.customer_north.user_id = self.user_sales_north_2
        self.assertEqual(self.get_vouchers("expire"), [])
        self.assertEqual(len(self.get_vouchers("expire", self.user_sales_north_2)), 1)

    def test_each_row_has_a_key_of_its_own(self):
        """Also two of one voucher: with one key the page cannot tell them apart."""
        self.make_balance(10)
        self.make_balance(20)
        keys = [row["key"] for row in self.get_rows("expire")]
        self.assertEqual(len(keys), 2)
        self.assertEqual(len(set(keys)), 2)

    def test_queries_do_not_grow(self):
        def count():
            for _warm_up in range(2):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                self.get_day()
                self.get_day(self.user_manager_north)
            return self.env.cr.sql_log_count - before

        def fill(number):
            for customer in self.make_customers(number):
                line = self.make_line(self.plan_north, customer)
                self.voucher.create({"plan_line_id": line.id})

        with patch.object(type(self.policy), "_check_unused"):
            self.policy.approve_amount = 384 * MILLION
        fill(3)
        few = count()
        fill(20)
        self.assertLessEqual(count(), few)
