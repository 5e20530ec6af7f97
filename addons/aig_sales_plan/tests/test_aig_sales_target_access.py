from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import MILLION, YEAR
from .targets import AigTargetCase


@tagged("post_install", "-at_install")
class TestAigSalesTargetAccess(AigTargetCase):
    """Salespeople read their own, managers set their territories', directors all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.target = cls.make_customer_target()
        cls.colleagues = cls.make_target(
            user_id=cls.user_sales_north_2.id, amount=7 * MILLION
        )

    def seen(self, user):
        return (
            self.env["aig.sales.target"].with_user(user).search([("year", "=", YEAR)])
        )

    def test_a_salesperson_reads_the_own_and_writes_none(self):
        seen = self.seen(self.user_sales_north)
        self.assertEqual(seen.mapped("level"), ["salesperson", "customer"])
        self.assertEqual(seen.user_id, self.user_sales_north)
        for change in (
            lambda: seen[1].write({"amount": 1}),
            lambda: seen[1].unlink(),
            lambda: seen.action_write_grid({str(seen[1].id): {"month_01": 1}}),
            lambda: seen[0].action_split(),
            lambda: self.make_target(self.user_sales_north, amount=1),
        ):
            with self.assertRaises(AccessError):
                change()

    def test_a_manager_has_the_territory_and_not_what_is_above(self):
        levels = set(self.seen(self.user_manager_north).mapped("level"))
        self.assertEqual(levels, {"territory", "salesperson", "customer"})
        self.assertFalse(self.seen(self.user_manager_south))
        with self.assertRaises(AccessError):
            self.make_target(self.user_manager_north, year=YEAR + 1, amount=1)
        with self.assertRaises(AccessError):
            self.make_target(territory_id=self.territory_vn.id, year=YEAR + 1, amount=1)
        with self.assertRaises(AccessError):
            self.make_target(
                self.user_manager_south,
                user_id=self.user_sales_north.id,
                territory_id=self.territory_south.id,
                partner_id=self.customer_north.id,
            )

    def test_a_director_has_all(self):
        company = self.seen(self.user_director).filtered(lambda t: t.level == "company")
        company.amount = 10 * MILLION
        self.assertEqual(company.state, "not_set")

    def test_the_grid_is_written_whole_or_not_at_all(self):
        other = self.make_target(
            self.user_manager_south,
            user_id=self.user_sales_south.id,
            partner_id=self.customer_south.id,
        )
        grid = self.env["aig.sales.target"].with_user(self.user_manager_north)
        with self.assertRaises(AccessError):
            grid.action_write_grid(
                {str(self.target.id): {"month_01": 1}, str(other.id): {"month_01": 1}}
            )
        self.assertEqual(self.target.month_01, 100 * MILLION)

    def test_the_analysis_has_the_same_rules(self):
        report = self.env["aig.sales.target.report"]
        for user in (
            self.user_sales_north,
            self.user_manager_north,
            self.user_manager_south,
            self.user_director,
        ):
            rows = report.with_user(user).search([("year", "=", YEAR)])
            self.assertEqual(rows.target_id, self.seen(user), user.name)
