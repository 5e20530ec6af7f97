from odoo.tests import tagged

from odoo.addons.aig_territory.tests.common import AigTerritoryCase


@tagged("post_install", "-at_install", "aig_performance")
class TestQueries(AigTerritoryCase):
    """As many queries for a hundred rows as for ten."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = cls.env["res.partner"].create(
            [
                {
                    "name": f"C{number}",
                    "is_company": True,
                    "aig_territory_id": cls.territory_north.id,
                }
                for number in range(100)
            ]
        )
        cls.rows = (
            cls.env["aig.care.log"]
            .with_user(cls.user_sales_north)
            .create(
                [
                    {"partner_id": customer.id, "care_type": kind}
                    for customer in cls.customers
                    for kind in ("call", "visit")
                ]
            )
        )
        cls.env.flush_all()

    def _count_queries(self, function):
        function()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        function()
        return self.env.cr.sql_log_count - before

    def test_counter_is_one_query(self):
        logs = self.env["aig.care.log"].with_user(self.user_sales_north)
        for size in (10, 100):
            ids = self.customers[:size].ids
            queries = self._count_queries(lambda: logs._count_sent("partner_id", ids))  # noqa: B023
            self.assertEqual(queries, 1)

    def test_sums_are_one_query(self):
        counts = self.env["aig.care.count"].with_user(self.user_manager_north)
        for keys in (["user_id"], ["user_id", "care_month", "care_type"]):
            queries = self._count_queries(lambda: counts._sum(keys))  # noqa: B023
            self.assertEqual(queries, 1)

    def test_customers_counters(self):
        def read(size):
            customers = self.customers[:size].with_user(self.user_sales_north)
            customers.mapped("aig_care_contact_count")

        small = self._count_queries(lambda: read(10))
        self.assertEqual(self._count_queries(lambda: read(100)), small)

    def test_list(self):
        spec = {
            "partner_id": {"fields": {"display_name": {}}},
            "user_id": {"fields": {"display_name": {}}},
            "state": {},
            "next_try": {},
            "display_name": {},
        }
        logs = self.env["aig.care.log"].with_user(self.user_sales_north)

        def read(size):
            logs.web_search_read([("id", "in", self.rows.ids)], spec, limit=size)

        small = self._count_queries(lambda: read(10))
        self.assertEqual(self._count_queries(lambda: read(100)), small)

    def test_moving_a_customer(self):
        """Its past follows: as many queries for a hundred rows as for ten."""
        many, few = self.customers[:2]
        self.rows[:100].sudo().partner_id = many
        self.rows[100:110].sudo().partner_id = few
        self.env.flush_all()

        def move(customer):
            territories = self.territory_north | self.territory_south
            customer.aig_territory_id = territories - customer.aig_territory_id
            self.env.flush_all()

        small = self._count_queries(lambda: move(few))
        self.assertEqual(self._count_queries(lambda: move(many)), small)

    def test_logging(self):
        logs = self.env["aig.care.log"].with_user(self.user_sales_north)

        def create(size):
            logs.create([{"partner_id": c.id} for c in self.customers[:size]])
            self.env.flush_all()

        small = self._count_queries(lambda: create(10))
        self.assertLessEqual(self._count_queries(lambda: create(100)), small)
