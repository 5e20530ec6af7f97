from odoo.tests import tagged

from .common import AigTerritoryCase


@tagged("post_install", "-at_install", "aig_performance")
class TestPerformance(AigTerritoryCase):
    """The number of queries does not grow with the rows."""

    def _add_customers(self, count):
        self.env["res.partner"].create(
            [
                {
                    "name": f"Customer {number}",
                    "is_company": True,
                    "aig_territory_id": self.territory_north.id,
                    "child_ids": [(0, 0, {"name": f"Contact {number}"})],
                }
                for number in range(count)
            ]
        )

    def _queries(self, function, user=None):
        env = self.env(user=(user or self.user_manager_both).id)
        self.env.flush_all()
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        start = self.env.cr.sql_log_count
        function(env)
        env.flush_all()
        return self.env.cr.sql_log_count - start

    def assertFlat(self, function, user=None, budget=60):
        self._add_customers(10)
        small = min(self._queries(function, user) for _run in range(3))
        self._add_customers(90)
        large = min(self._queries(function, user) for _run in range(3))
        self.assertEqual(small, large)
        self.assertLessEqual(large, budget)

    def test_customer_list(self):
        self.assertFlat(
            lambda env: env["res.partner"].web_search_read(
                [("is_company", "=", True)],
                {"display_name": {}, "aig_territory_id": {"fields": {"name": {}}}},
                limit=500,
            )
        )

    def test_territory_list(self):
        specification = {
            "name": {},
            "member_ids": {"fields": {"display_name": {}}},
            "partner_count": {},
        }

        def read(env):
            env["aig.territory"].web_search_read([], specification)

        self._queries(read)
        small = self._queries(read)
        for number in range(30):
            self._new_territory(
                f"Ward {number}", f"W{number}", parent_id=self.territory_north.id
            )
        self.assertEqual(self._queries(read), small)
        self.assertLessEqual(small, 40)

    def test_moving_a_customer_with_contacts(self):
        def move(env):
            customer = env["res.partner"].browse(self.customer_north.id)
            customer.aig_territory_id = self.territory_south
            customer.aig_territory_id = self.territory_north

        def add(count):
            self.env["res.partner"].create(
                [
                    {"name": f"Contact {number}", "parent_id": self.customer_north.id}
                    for number in range(count)
                ]
            )

        add(10)
        self._queries(move, self.user_director)
        small = self._queries(move, self.user_director)
        add(90)
        self.assertLessEqual(self._queries(move, self.user_director), small + 5)

    def test_new_documents(self):
        for model, values in (
            ("crm.lead", {"name": "Lead", "type": "opportunity"}),
            ("sale.order", {}),
        ):

            def create(env, count, model=model, values=values):
                env[model].create(
                    [
                        {
                            **values,
                            "partner_id": self.customer_north.id,
                            "user_id": self.user_sales_north.id,
                        }
                    ]
                    * count
                )

            with self.subTest(model):
                self._queries(lambda env: create(env, 1), self.user_director)
                calls = self._home_lookups(lambda env: create(env, 10))
                self.assertLessEqual(calls, 2)

    def _home_lookups(self, function):
        """How often the memberships are asked for while documents are created."""
        model = type(self.env["res.users"])
        calls = []
        original = model._aig_home_territories

        def counting(records, date=None):
            calls.append(len(records))
            return original(records, date)

        self.patch(model, "_aig_home_territories", counting)
        self._queries(function, self.user_director)
        return len(calls)
