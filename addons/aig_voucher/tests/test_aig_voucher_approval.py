from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.aig_sales_plan.tests.common import MILLION

from .common import AigVoucherCase


@tagged("post_install", "-at_install")
class TestAigVoucherApproval(AigVoucherCase):
    """Rounding, expiry and limits of the policy: above them a manager approves."""

    def set_terms(self, **terms):
        """Terms of a policy that nobody has used yet."""
        self.voucher.sudo().unlink()
        self.policy.write(terms)
        self.voucher = (
            self.env["aig.voucher"]
            .with_user(self.user_sales_north)
            .create({"plan_line_id": self.line_north.id})
        )

    def test_whole_points(self):
        line = self.make_line(
            self.plan_north,
            self.make_customers(1),
            renewal_revenue=250 * MILLION,
            expected_revenue=90 * MILLION,
        )
        self.assertEqual((line.secured_points, line.stretch_points), (5.5, 1.8))
        self.set_terms(rounding="whole")
        self.assertEqual((line.secured_points, line.stretch_points), (5, 1))
        self.assertEqual(line.voucher_amount, 6 * 35 * MILLION)

    def test_terms_are_copied_and_then_kept(self):
        self.set_terms(expiry_rule="months", expiry_months=3)
        self.assertEqual(
            (self.voucher.expiry_rule, self.voucher.expiry_months), ("months", 3)
        )
        with self.assertRaisesRegex(UserError, "has been used"):
            self.policy.expiry_months = 12
        with self.assertRaisesRegex(UserError, "has been used"):
            self.policy.block_gift_share = 0.9

    def test_each_limit_asks_for_approval(self):
        for terms, sentence in (
            ({"approve_amount": 384 * MILLION}, "worth more than"),
            ({"approve_multiplier": 1.5}, "multiplier is above"),
            ({"approve_gift_share": 0.48}, "48.1 % of the real sales"),
        ):
            with self.subTest(terms):
                self.set_terms(
                    **{"approve_amount": 0, "approve_multiplier": 0, **terms}
                )
                self.assertIn(sentence, self.voucher.approval_reason)
                self.voucher.action_review()
                with self.assertRaisesRegex(UserError, "takes a manager's approval"):
                    self.voucher.action_care_compose()
        self.set_terms(approve_amount=385 * MILLION, approve_gift_share=0.49)
        self.assertFalse(self.voucher.approval_reason)

    def test_a_manager_approves_and_a_change_takes_it_back(self):
        self.set_terms(approve_amount=100 * MILLION)
        with self.assertRaisesRegex(AccessError, "Only a manager"):
            self.voucher.action_approve()
        with self.assertRaises(AccessError):
            self.voucher.with_user(self.user_manager_south).action_approve()
        with self.assertRaises(AccessError):
            self.voucher.write({"approved_date": "2026-11-20 08:00:00"})
        self.voucher.action_review()
        self.voucher.with_user(self.user_manager_north).action_approve()
        self.assertEqual(self.voucher.approved_by_id, self.user_manager_north)
        self.assertTrue(self.voucher.action_care_compose())
        self.make_package(MILLION)
        self.assertFalse(self.voucher.is_approved)

    def test_above_the_last_limit_nothing_is_sent(self):
        self.set_terms(block_gift_share=0.48)
        self.voucher.action_review()
        self.voucher.with_user(self.user_manager_north).action_approve()
        with self.assertRaisesRegex(UserError, "cannot be sent.*48.1 %"):
            self.voucher.action_care_compose()

    @mute_logger("odoo.sql_db")
    def test_limits_are_not_negative(self):
        for terms in ({"expiry_months": -1}, {"approve_amount": -1}):
            with self.assertRaises(CheckViolation), self.cr.savepoint():
                self.policy.copy({"active": False, **terms}).flush_recordset()
