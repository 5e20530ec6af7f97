from odoo.tests import tagged

from .common import AMOUNT, MILLION, AigVoucherCase


@tagged("post_install", "-at_install")
class TestAigVoucherCash(AigVoucherCase):
    """Gifts in the cash flow of the plan (A07)."""

    def gifts(self, plan=None):
        self.env.flush_all()
        plan = (plan or self.plan_north).with_user(self.user_sales_north)
        action = plan.action_open_cash_flow()
        rows = plan.env[action["res_model"]].search(action["domain"])
        return rows.filtered(lambda row: row.kind == "gift")

    def test_a_voucher_costs_all_it_is_worth_in_the_last_month(self):
        self.make_package(100 * MILLION)
        gift = self.gifts()
        self.assertEqual((gift.amount, gift.partner_id), (-AMOUNT, self.customer_north))
        self.assertEqual(f"{gift.month:%Y-%m}", "2026-12")
        action = gift.action_open_source()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("aig.voucher", self.voucher.id)
        )

    def test_chosen_gifts_cost_what_they_are_worth(self):
        before = self.plan_north.cash_flow
        self.make_package(100 * MILLION, 20 * MILLION).action_choose()
        self.assertEqual(self.gifts().amount, -120 * MILLION)
        self.assertNotEqual(self.plan_north.cash_flow, before)

    def test_without_a_voucher_the_row_says_what_it_would_be(self):
        plan = self.make_plan(self.user_sales_north, quarter="3")
        line = self.make_line(plan, self.customer_north)
        gift = self.gifts(plan)
        self.assertEqual(gift.amount, -line.voucher_amount)
        self.assertEqual(gift.res_model, "aig.sales.plan.line")

    def test_a_cancelled_voucher_costs_as_if_there_were_none(self):
        self.voucher.action_cancel()
        self.line_north.renewal_revenue += 100 * MILLION
        self.assertEqual(self.gifts().amount, -self.line_north.voucher_amount)
        self.assertEqual(self.gifts().res_model, "aig.sales.plan.line")
