from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.aig_sales_plan.tests.common import MILLION

from .common import AMOUNT, AigVoucherCase


@tagged("post_install", "-at_install")
class TestAigVoucherPoints(AigVoucherCase):
    """From six figures to points to money (A28-A30)."""

    def test_the_worked_example(self):
        self.assertRecordValues(
            self.line_north,
            [
                {
                    "secured_points": 5.0,
                    "stretch_points": 6.0,
                    "total_points": 11.0,
                    "voucher_amount": AMOUNT,
                }
            ],
        )

    def test_the_worked_example_in_the_form(self):
        form = self.open_worked_example()
        self.assertEqual((form.total_points, form.voucher_amount), (11, AMOUNT))
        self.assertEqual(form.save().voucher_amount, AMOUNT)

    def test_points_are_rounded_down_by_component(self):
        self.line_north.write(
            {"renewal_revenue": 209_999_999, "expected_revenue": 304_999_999}
        )
        self.assertRecordValues(
            self.line_north,
            [{"secured_points": 5.09, "stretch_points": 6.09, "total_points": 11.18}],
        )
        self.assertEqual(self.line_north.voucher_amount, 391_300_000)

    def test_points_cannot_be_typed(self):
        for name in ("total_points", "voucher_amount", "secured_points"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                self.line_north.write({name: 1000})

    def test_without_a_policy_there_are_no_points(self):
        plan = self.make_plan(self.user_sales_north, year=2020)
        line = self.make_line(plan, self.customer_north)
        self.assertFalse(plan.voucher_policy_id)
        self.assertEqual((line.total_points, line.voucher_amount), (0, 0))
        with self.assertRaisesRegex(UserError, "no points yet"):
            line.action_voucher()

    def test_a_plan_totals_its_points(self):
        self.make_line(self.plan_north, self.make_customers(1))
        self.assertEqual(self.plan_north.total_points, 22)
        self.assertEqual(self.plan_north.voucher_amount, 770 * MILLION)

    def test_a_revision_keeps_the_points(self):
        self.make_complete(self.plan_north).action_submit()
        self.plan_north.with_user(self.user_manager_north).action_approve()
        self.plan_north.action_revise()
        kept = self.plan_north.revision_ids.figures[0]
        self.assertEqual((kept["total_points"], kept["voucher_amount"]), (11, AMOUNT))

    def test_the_policy_s_limits_warn(self):
        self.assertFalse(self.line_north.voucher_warning, "48.1 % is below 50 %")
        self.line_north.expectation_multiplier = 3
        self.assertRegex(self.line_north.voucher_warning, r"61[.,]\d %")
        self.assertNotIn("multiplier", self.line_north.voucher_warning)
        self.line_north.expectation_multiplier = 3.5
        self.assertIn("The multiplier is above", self.line_north.voucher_warning)
