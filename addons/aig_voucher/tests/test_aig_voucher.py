from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AMOUNT, MILLION, AigVoucherCase


@tagged("post_install", "-at_install")
class TestAigVoucher(AigVoucherCase):
    """A voucher copies what the plan promised, and keeps it."""

    def test_it_copies_points_rates_and_people(self):
        self.assertRecordValues(
            self.voucher,
            [
                {
                    "partner_id": self.customer_north.id,
                    "user_id": self.user_sales_north.id,
                    "territory_id": self.territory_north.id,
                    "policy_id": self.policy.id,
                    "revenue_per_point": 100 * MILLION,
                    "point_value": 35 * MILLION,
                    "secured_points": 5.0,
                    "stretch_points": 6.0,
                    "total_points": 11.0,
                    "amount": AMOUNT,
                    "state": "draft",
                }
            ],
        )
        self.assertTrue(self.voucher.name.startswith("VC/"))

    def test_amounts_and_state_cannot_be_typed(self):
        for vals in ({"amount": 1}, {"total_points": 99}, {"state": "sent"}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                self.voucher.write(vals)
        line = self.make_line(self.plan_north, self.make_customers(1))
        for vals in ({"plan_line_id": line.id}, {"name": "VC/0"}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                self.voucher.write(vals)
        with self.assertRaises(AccessError):
            self.voucher.create({"plan_line_id": line.id, "amount": 999 * MILLION})

    def test_one_open_voucher_per_row(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.voucher.create({"plan_line_id": self.line_north.id})

    def test_the_icon_opens_the_voucher_that_is_there(self):
        self.assertEqual(self.line_north._get_voucher(), self.voucher)

    def test_an_unsent_voucher_follows_the_plan(self):
        self.voucher.action_review()
        self.assertEqual(self.voucher.state, "reviewed")
        self.line_north.renewal_revenue += 100 * MILLION
        voucher = self.line_north._get_voucher()
        self.assertEqual(voucher, self.voucher)
        self.assertEqual((voucher.total_points, voucher.amount), (12, 420 * MILLION))
        self.assertEqual(voucher.state, "draft", "changed points are reviewed again")
        self.assertFalse(voucher.care_reviewed_date)

    def test_a_sent_voucher_stays_and_a_new_one_follows(self):
        self.voucher._decide(state="sent")
        self.assertEqual(self.line_north._get_voucher(), self.voucher)
        self.line_north.renewal_revenue += 100 * MILLION
        new = self.line_north._get_voucher()
        self.assertNotEqual(new, self.voucher)
        self.assertEqual(
            (self.voucher.amount, self.voucher.state), (AMOUNT, "cancelled")
        )
        self.assertEqual(new.amount, 420 * MILLION)
        self.assertEqual((new.supersedes_id, new.revision), (self.voucher, 2))
        self.assertEqual(new.name, f"{self.voucher.name}-2")

    def test_a_row_without_points_says_so(self):
        line = self.make_line(
            self.plan_north,
            self.make_customers(1),
            receivable_due=0,
            receivable_not_due=0,
            renewal_revenue=0,
            expected_revenue=0,
            development_revenue=0,
        )
        with self.assertRaisesRegex(UserError, "no points yet"):
            line.action_voucher()

    def test_only_drafts_are_deleted(self):
        self.voucher._decide(state="sent")
        with self.assertRaisesRegex(UserError, "cancel it instead"):
            self.voucher.unlink()

    def test_the_customer_chooses_a_package(self):
        package = self.make_package(AMOUNT)
        package.action_choose()
        self.assertRecordValues(
            self.voucher,
            [
                {
                    "chosen_package_id": package.id,
                    "chosen_by_id": self.user_sales_north.id,
                    "state": "chosen",
                }
            ],
        )
        self.assertTrue(package.is_chosen)
        self.assertTrue(self.voucher.chosen_date)
