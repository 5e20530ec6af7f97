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
    "product_guard_hint": {},
    "chosen_position_ids": {"fields": {"display_name": {}}},
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
            self.make_complete(plan).action_submit()
            plan.action_send_back()

        self.assert_same_budget(submit, self.plan_10, self.plan_100)

    def test_reading_plans_with_their_steps(self):
        Plan = self.env["aig.sales.plan"].with_user(self.user_sales_north)
        fields_read = {"completeness": {}, "approver_ids": {}, "goal_ids": {}}

        def read_plans(plans):
            Plan.web_search_read([("id", "in", plans.ids)], fields_read)

        self.assert_same_budget(read_plans, self.plan_10, self.plan_100)
        self.assert_same_budget(
            read_plans, self.plan_10 | self.plan_north, self.plan_10 | self.plan_100
        )

    def test_a_plan_is_locked_once_for_many_lines(self):
        lines = self.plan_100.line_ids
        with self.assertLogs("odoo.sql_db", "DEBUG") as logs:
            lines.write({"renewal_revenue": 6 * MILLION})
            self.env.flush_all()
        locks = [line for line in logs.output if "FOR NO KEY UPDATE" in line]
        self.assertEqual(len(locks), 1)

    def test_approving_many(self):
        def decide(plans):
            for plan in plans:
                self.make_complete(plan)
            plans.action_submit()
            approver = plans.with_user(self.user_manager_north)
            return self.count_queries(lambda: approver.action_approve())

        others = self.env["aig.sales.plan"]
        for quarter in "34":
            plan = self.make_plan(self.user_sales_north, year=2028, quarter=quarter)
            self.make_line(plan, self.customers[0])
            others |= plan
        decide(self.plan_north)
        small, large = decide(self.plan_10), decide(others)
        # a message and a closed task for each, no more
        self.assertLess(large, 2 * small)

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

    def test_the_study_of_every_line(self):
        for plan in (self.plan_10, self.plan_100):
            for line in plan.line_ids[:: len(plan.line_ids) // 10]:
                self.make_invoice(line.partner_id, MILLION, "2025-02-10")
        # whatever the customers, and whatever they have: one query per kind of fact
        self.assert_same_budget(
            lambda plan: plan.line_ids.mapped("study_history"),
            self.plan_10,
            self.plan_100,
        )

    def test_the_form_of_one_line_and_of_a_hundred(self):
        fields = ("study_history", "study_source_id", "study_market", "priced_revenue")
        specification = {name: {} for name in fields}
        Line = self.env["aig.sales.plan.line"].with_user(self.user_sales_north)

        def read(ids):
            # lines of its own: those of a plan forget each other with the cache
            Line.browse(ids).web_read(specification)

        one = self.count_queries(read, self.plan_10.line_ids[:1].ids)
        hundred = self.count_queries(read, self.plan_100.line_ids.ids)
        self.assertLessEqual(hundred, one)
        self.assertLess(one, 35)

    def test_carrying_the_study_over(self):
        plan = self.make_plan(self.user_sales_north, quarter="3")
        Line = self.env["aig.sales.plan.line"].with_user(self.user_sales_north)

        def create_lines(lines):
            Line.create(
                [
                    {"plan_id": plan.id, "partner_id": line.partner_id.id}
                    for line in lines
                ]
            )

        create_lines(self.plan_100.line_ids[:1])
        small = self.count_queries(create_lines, self.plan_10.line_ids)
        large = self.count_queries(create_lines, self.plan_100.line_ids[1:])
        self.assertLessEqual(large, small)
        self.assertTrue(all(plan.line_ids.mapped("study_source_id")))

    def test_pricing_every_line(self):
        product = self.make_product()
        self.company.aig_floor_pricelist_id = self.make_pricelist(15)
        Price = self.env["aig.sales.plan.price"].with_user(self.user_sales_north)

        def price(plan):
            Price.create(
                [
                    {"line_id": line.id, "product_id": product.id, "quantity": 2}
                    for line in plan.line_ids
                ]
            )

        price(self.plan_10)
        small = self.count_queries(price, self.plan_10)
        large = self.count_queries(price, self.plan_100)
        self.assertLessEqual(large, small)

    def test_reading_the_structure(self):
        Structure = self.env["aig.sales.plan.structure"]
        self.assert_same_budget(
            lambda plan: Structure.with_user(self.user_sales_north).web_search_read(
                [("plan_id", "=", plan.id)], {"partner_id": {}, "amount": {}}
            ),
            self.plan_10,
            self.plan_100,
        )
