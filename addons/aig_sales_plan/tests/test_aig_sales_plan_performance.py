from odoo.tests import tagged

from .common import MILLION, AigPlanCase

LIST_FIELDS = {
    "partner_id": {"fields": {"display_name": {}}},
    "plan_id": {"fields": {"display_name": {}}},
    "secured_revenue": {},
    "stretch_revenue": {},
    "is_overridden": {},
    "plan_state": {},
    "voucher_sent_count": {},
    "product_sent_count": {},
    "article_sent_count": {},
}


@tagged("post_install", "-at_install", "aig_performance")
class TestAigSalesPlanPerformance(AigPlanCase):
    """Queries do not grow with rows: the same budget at 10 and at 100 lines."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = cls.make_customers(110)
        cls.plan_10 = cls.make_plan(cls.user_sales_north, quarter="1")
        cls.plan_100 = cls.make_plan(cls.user_sales_north, quarter="2")
        for plan, customers in (
            (cls.plan_10, cls.customers[:10]),
            (cls.plan_100, cls.customers[10:]),
        ):
            for customer in customers:
                cls.make_line(plan, customer)
        cls.env.flush_all()

    def count_queries(self, function, *args):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        function(*args)
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def assert_same_budget(self, function, small, large):
        for records in (small, large):  # caches that live longer than a transaction
            self.count_queries(function, records)
        self.assertEqual(
            self.count_queries(function, small), self.count_queries(function, large)
        )

    def test_reading_the_list(self):
        Line = self.env["aig.sales.plan.line"].with_user(self.user_sales_north)

        def read_list(plan):
            found = Line.web_search_read([("plan_id", "=", plan.id)], LIST_FIELDS)
            self.assertEqual(len(found["records"]), found["length"])

        self.assert_same_budget(read_list, self.plan_10, self.plan_100)

    def test_refreshing_the_figures(self):
        self.assert_same_budget(
            lambda plan: plan.line_ids._refresh_figures(), self.plan_10, self.plan_100
        )

    def test_looking_at_what_a_refresh_would_change(self):
        self.assert_same_budget(
            lambda plan: plan.action_refresh_figures(), self.plan_10, self.plan_100
        )

    def test_changing_a_figure_of_every_line(self):
        self.assert_same_budget(
            lambda plan: plan.line_ids.write({"renewal_revenue": 5 * MILLION}),
            self.plan_10,
            self.plan_100,
        )

    def test_submitting(self):
        def submit(plan):
            plan.action_submit()
            plan.action_send_back()

        self.assert_same_budget(submit, self.plan_10, self.plan_100)

    def test_creating_lines(self):
        other = self.make_plan(self.user_sales_north, quarter="3")
        Line = self.env["aig.sales.plan.line"].with_user(self.user_sales_north)

        def create_lines(customers):
            Line.create(
                [
                    {"plan_id": other.id, "partner_id": customer.id}
                    for customer in customers
                ]
            )

        create_lines(self.customers[:1])
        small = self.count_queries(create_lines, self.customers[1:11])
        large = self.count_queries(create_lines, self.customers[11:])
        self.assertLessEqual(large, small)
