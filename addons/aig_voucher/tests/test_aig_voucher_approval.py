from unittest.mock import patch

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.aig_sales_plan.tests.common import MILLION

from .common import AigVoucherCase


@tagged("post_install", "-at_install")
class TestAigVoucherApproval(AigVoucherCase):
    """Rounding, expiry and limits of the policy: above them a manager approves."""

    def set_terms(self, **terms):
        """Terms of the policy, as if nobody had used it yet."""
        with patch.object(type(self.policy), "_check_unused"):
            self.policy.write(terms)

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
        line = self.make_line(self.plan_north, self.make_customers(1))
        voucher = self.voucher.create({"plan_line_id": line.id})
        self.assertEqual((voucher.expiry_rule, voucher.expiry_months), ("months", 3))
        self.assertEqual(self.voucher.expiry_rule, "year", "as it was made")
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
                none = dict.fromkeys(("approve_amount", "approve_multiplier"), 0)
                self.set_terms(**none | terms)
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
        self.set_terms(block_gift_share=0.48, approve_gift_share=0.4)
        self.voucher.action_review()
        self.voucher.with_user(self.user_manager_north).action_approve()
        with self.assertRaisesRegex(UserError, "cannot be sent.*48.1 %"):
            self.voucher.action_care_compose()

    def ask(self):
        self.set_terms(approve_amount=100 * MILLION)
        self.voucher.action_review()
        self.voucher.action_ask_approval()

    def test_whoever_decides_gets_a_task_and_the_salesperson_an_answer(self):
        self.ask()
        [task] = self.voucher.activity_ids
        self.assertEqual(task.user_id, self.user_manager_north)
        self.assertIn(self.voucher.name, task.summary)
        self.assertIn("worth more than", task.note)
        self.assertTrue(self.voucher.approval_asked_date)
        self.voucher.with_user(self.user_manager_north).action_approve()
        self.assertFalse(self.voucher.activity_ids)
        self.assertFalse(self.voucher.approval_asked_date)
        answer = self.voucher.message_ids[0]
        self.assertIn("approved", str(answer.body))
        self.assertEqual(answer.partner_ids, self.user_sales_north.partner_id)
        for step in (self.voucher.action_ask_approval, self.refuse):
            with self.assertRaisesRegex(UserError, "has it already"):
                step()

    def refuse(self, reason="Hệ số quá cao", user=None):
        """A manager refuses the voucher in the dialog of the button."""
        manager = user or self.user_manager_north
        action = self.voucher.with_user(manager).action_open_refusal()
        dialog = self.env[action["res_model"]].with_user(manager)
        form = Form(dialog.with_context(**action["context"]))
        form.reason = reason
        return form.save().action_refuse()

    def test_a_manager_refuses_and_says_why(self):
        self.ask()
        with self.assertRaisesRegex(UserError, "Say why"):
            self.refuse(" ")
        self.refuse()
        self.assertEqual(self.voucher.refusal_reason, "Hệ số quá cao")
        self.assertEqual(self.voucher.refused_by_id, self.user_manager_north)
        self.assertFalse(self.voucher.activity_ids)
        self.assertIn("Hệ số quá cao", str(self.voucher.message_ids[0].body))
        with self.assertRaisesRegex(UserError, "takes a manager's approval"):
            self.voucher.action_care_compose()
        # what is changed may be asked for anew
        self.make_package(MILLION)
        self.assertFalse(self.voucher.refusal_reason)
        self.voucher.action_ask_approval()
        self.assertTrue(self.voucher.approval_asked_date)
        self.make_package(MILLION)
        self.assertFalse(self.voucher.activity_ids, "it is another voucher now")

    def test_who_may_not_refuse(self):
        self.ask()
        for user in (
            self.user_sales_north,
            self.user_sales_north_2,
            self.user_manager_south,
        ):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.refuse(user=user)
        with self.assertRaises(AccessError):
            self.voucher.write({"refusal_reason": "Không"})

    @mute_logger("odoo.sql_db")
    def test_limits_are_not_negative(self):
        for terms in ({"expiry_months": -1}, {"approve_amount": -1}):
            with self.assertRaises(CheckViolation), self.cr.savepoint():
                self.policy.copy({"active": False, **terms}).flush_recordset()
