from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import AigPlanCase

MODELS = ("aig.sales.plan", "aig.sales.plan.line")


@tagged("post_install", "-at_install")
class TestAigSalesPlanAccess(AigPlanCase):
    """Plans are seen in one's territory, written by their salesperson."""

    def records(self, user):
        return (
            self.plan_north.with_user(user),
            self.line_north.with_user(user),
        )

    def assert_hidden(self, user):
        user.group_ids += self.env.ref("base.group_allow_export")
        for record in self.records(user):
            model = record.browse()
            self.assertFalse(model.search([("id", "=", record.id)]))
            self.assertFalse(model.name_search(record.sudo().display_name))
            self.assertFalse(
                model.web_search_read([("id", "=", record.id)], {"id": {}})["records"]
            )
            groups = model.formatted_read_group(
                [("id", "=", record.id)], ["user_id"], ["__count"]
            )
            self.assertFalse(groups)
            for method in (
                lambda record=record: record.read(["secured_revenue"]),
                lambda record=record: record.export_data(["secured_revenue"]),
                lambda record=record: record.write({"user_id": user.id}),
            ):
                with self.assertRaises(AccessError):
                    method()

    def test_the_other_territory_sees_nothing(self):
        self.assert_hidden(self.user_sales_south)
        self.assert_hidden(self.user_manager_south)

    def test_a_stand_in_reads_the_rows_of_customers_handed_over(self):
        other = self.make_line(
            self.plan_north, self._new_customer("Other", self.territory_north)
        )
        delegation = self._hand_over()
        line = self.line_north.with_user(self.user_sales_south)
        self.assertEqual(line.search([]), line)
        specification = {"plan_id": {"fields": {"display_name": {}}}, "partner_id": {}}
        self.assertTrue(line.web_read({"secured_revenue": {}, **specification}))
        for method in (
            lambda: line.write({"renewal_revenue": 1}),
            lambda: self.plan_north.with_user(self.user_sales_south).read(["state"]),
            lambda: other.with_user(self.user_sales_south).read(["partner_id"]),
        ):
            with self.assertRaises(AccessError):
                method()
        delegation.action_end()
        self.assert_hidden(self.user_sales_south)

    def test_a_salesperson_without_a_territory_sees_nothing(self):
        self.assert_hidden(self.user_no_territory)

    def test_managers_above_and_directors_see_it(self):
        for user in (
            self.user_manager_north,
            self.user_manager_both,
            self.user_director,
        ):
            for record in self.records(user):
                self.assertEqual(record.search([("id", "=", record.id)]), record)

    def test_a_colleague_reads_but_does_not_write(self):
        for record in self.records(self.user_sales_north_2):
            self.assertTrue(record.read(["secured_revenue"]))
            with self.assertRaises(AccessError):
                record.write({"user_id": self.user_sales_north_2.id})
            with self.assertRaises(AccessError):
                record.unlink()
        with self.assertRaises(AccessError):
            self.plan_north.with_user(self.user_sales_north_2).action_submit()

    def test_nobody_plans_in_another_name(self):
        with self.assertRaises(AccessError):
            self.env["aig.sales.plan"].with_user(self.user_sales_north_2).create(
                {"user_id": self.user_sales_north.id, "year": 2027, "quarter": "1"}
            )

    def test_a_customer_of_another_territory_cannot_be_planned(self):
        with self.assertRaises(AccessError):
            self.make_line(self.plan_north, self.customer_south)

    def test_people_outside_sales_have_no_plans(self):
        for user in (self.user_content, self.user_plain, self.user_portal):
            for model in MODELS:
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])

    def test_a_manager_writes_in_his_territory(self):
        line = self.line_north.with_user(self.user_manager_north)
        line.renewal_revenue = 7
        self.assertEqual(line.renewal_revenue, 7)

    def test_a_row_is_not_carried_into_a_foreign_plan(self):
        colleague = self.make_plan(self.user_sales_north_2)
        foreign = self.make_plan(self.user_sales_south)
        for plan in (colleague, foreign):
            with self.subTest(plan=plan.display_name), self.assertRaises(AccessError):
                self.line_north.plan_id = plan.id
        own = self.make_plan(self.user_sales_north, quarter="3")
        self.line_north.plan_id = own
        self.assertEqual(self.line_north.plan_id, own)

    def test_a_plan_is_handed_over_by_a_manager_only(self):
        with self.assertRaises(AccessError):
            self.plan_north.user_id = self.user_sales_north_2
        plan = self.plan_north.with_user(self.user_manager_north)
        with self.assertRaises(AccessError):
            plan.user_id = self.user_sales_south
        plan.user_id = self.user_sales_north_2
        self.assertEqual(self.line_north.sudo().user_id, self.user_sales_north_2)
