from odoo.tests import tagged

from odoo.addons.aig_sales_plan.models.aig_sales_distribution import YEAR_MONTHS

from .common import YEAR
from .targets import AigTargetCase

GRID = {
    "partner_id": {"fields": {"display_name": {}}},
    **{name: {} for name in (*YEAR_MONTHS, "q1", "q2", "q3", "q4", "amount", "state")},
}


@tagged("post_install", "-at_install", "aig_performance")
class TestAigSalesTargetPerformance(AigTargetCase):
    """Queries do not grow with rows: the same budget for 10 and for 100 customers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.small, cls.large = (
            cls.make_targets(user, count)
            for user, count in (
                (cls.user_sales_north, 10),
                (cls.user_sales_north_2, 100),
            )
        )
        cls.env.flush_all()

    @classmethod
    def make_targets(cls, user, count):
        customers = cls.make_customers(count)
        customers.user_id = user
        person = cls.make_target(user_id=user.id)
        person.action_add_customers()
        # a set of its own: that of the parent's field is forgotten with the cache
        return person.browse(person.child_ids.ids)

    def test_reading_the_grid(self):
        Target = self.env["aig.sales.target"].with_user(self.user_manager_north)

        def read(targets):
            found = Target.web_search_read(
                [("user_id", "=", targets.user_id.id), ("level", "=", "customer")], GRID
            )
            self.assertEqual(found["length"], len(targets))

        self.assert_same_budget(read, self.small, self.large)

    def test_pasting_a_block(self):
        numbers = iter(range(1, 10**6))

        def paste(targets):
            targets.action_write_grid(
                {
                    str(target_id): {name: next(numbers) for name in YEAR_MONTHS}
                    for target_id in targets.ids
                }
            )

        self.assert_same_budget(paste, self.small, self.large)

    def test_typing_a_year_for_many(self):
        years = iter(range(10**6, 10**7))
        self.assert_same_budget(
            lambda targets: targets.write({"amount": next(years)}),
            self.small,
            self.large,
        )

    def test_adding_customers(self):
        def add(year, count, user):
            person = self.make_target(user_id=user.id, year=year)
            queries = self.count_queries(person.action_add_customers)
            self.assertEqual(person.children_count, count)
            return queries

        add(YEAR + 1, 10, self.user_sales_north)
        small = add(YEAR + 2, 10, self.user_sales_north)
        self.assertLessEqual(add(YEAR + 3, 100, self.user_sales_north_2), small)

    def test_plan_lines_beside_their_targets(self):
        def look(targets):
            plan = self.plans[targets.user_id]
            self.assertEqual(set(plan.line_ids.mapped("target_state")), {"not_set"})

        self.plans = {}
        for targets in (self.small, self.large):
            plan = self.make_plan(targets.user_id, quarter="1")
            for customer in targets.partner_id:
                self.make_line(plan, customer)
            self.plans[targets.user_id] = plan
        self.assert_same_budget(look, self.small, self.large)
