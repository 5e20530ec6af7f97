from odoo.tests import tagged

from .common import MILLION
from .targets import AigTargetCase


@tagged("post_install", "-at_install")
class TestAigSalesPlanTarget(AigTargetCase):
    """The plan and its lines beside the targets of the quarter (A05, S11)."""

    def look(self, record, user):
        record.invalidate_recordset()
        record = record.with_user(user)
        return record.target_state, record.target_revenue, record.target_gap

    def test_not_set_is_said_in_words(self):
        self.assertEqual(
            self.look(self.line_north, self.user_sales_north), ("not_set", 0, 0)
        )
        self.assertEqual(
            self.look(self.plan_north, self.user_sales_north), ("not_set", 0, 0)
        )

    def test_the_line_beside_the_customers_quarter(self):
        self.make_customer_target(q4=700 * MILLION, amount=700 * MILLION)
        self.assertEqual(
            self.look(self.line_north, self.user_sales_north),
            ("below", 700 * MILLION, -100 * MILLION),
        )

    def test_the_plan_beside_the_salespersons_quarter(self):
        self.make_target(user_id=self.user_sales_north.id, q4=500 * MILLION)
        self.assertEqual(
            self.look(self.plan_north, self.user_sales_north),
            ("met", 500 * MILLION, 100 * MILLION),
        )
        self.assertEqual(self.look(self.plan_north, self.user_manager_north)[0], "met")

    def test_a_target_of_another_quarter_is_a_target_of_0(self):
        self.make_customer_target(q1=700 * MILLION, amount=700 * MILLION)
        self.assertEqual(
            self.look(self.line_north, self.user_sales_north),
            ("met", 0, 600 * MILLION),
        )

    def test_a_colleague_is_told_nothing(self):
        self.assertEqual(
            self.look(self.line_north, self.user_sales_north_2), (False, 0, 0)
        )
        self.make_customer_target()
        self.assertEqual(
            self.look(self.line_north, self.user_sales_north_2), (False, 0, 0)
        )
