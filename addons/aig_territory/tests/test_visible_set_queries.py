from odoo.tests import tagged

from .common import AigTerritoryCase

MODELS = ("res.partner", "crm.lead", "sale.order", "sale.report", "calendar.event")


@tagged("post_install", "-at_install", "aig_performance")
class TestVisibleSetQueries(AigTerritoryCase):
    """The visible set costs a few queries once, then none."""

    #: Queries of one search when nothing is known yet, and when the rules are.
    COLD, WARM = 18, 4

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["aig.territory.membership"]._allow_several(True)
        west = cls._new_territory("Test West", "T-W", parent_id=cls.territory_vn.id)
        cls.user_two = cls._new_user("two", "Two", "aig_base.group_sales_user")
        for territory in (cls.territory_north, west):
            territory.membership_ids = cls._members(cls.user_two)
        cls.user_manager_two = cls._new_user(
            "manager.two", "Two", "aig_base.group_sales_manager"
        )
        (
            west | cls._new_territory("Test East", "T-E")
        ).manager_id = cls.user_manager_two
        cls.people = (
            cls.user_sales_north,
            cls.user_two,
            cls.user_manager_north,
            cls.user_manager_two,
            cls.user_manager_both,
        )

    def _grow(self):
        """More of everything: territories, people in them, customers."""
        territories = self.env["aig.territory"].create(
            [
                {
                    "name": f"Ward {number}",
                    "code": f"W{number}",
                    "parent_id": self.territory_north.id,
                }
                for number in range(30)
            ]
        )
        self.env["res.partner"].create(
            [
                {
                    "name": f"Customer {number}",
                    "is_company": True,
                    "aig_territory_id": territories[number % 30].id,
                }
                for number in range(90)
            ]
        )

    def _queries(self, user, cold):
        """Queries of the first search of a request."""
        self.env.flush_all()
        self.env.invalidate_all()
        if cold:
            self.env["res.users"]._aig_reset_visibility()
        partners = self.env(user=user.id)["res.partner"]
        start = self.env.cr.sql_log_count
        partners.search([("is_company", "=", True)], limit=80)
        return self.env.cr.sql_log_count - start

    def _budget(self):
        for user in self.people:
            self._queries(user, cold=True)  # what the first search of all loads
        return {
            (user.login, cold): self._queries(user, cold)
            for user in self.people
            for cold in (True, False)
        }

    def test_a_search_in_two_sizes(self):
        small = self._budget()
        self._grow()
        self.assertEqual(self._budget(), small)
        for (login, cold), queries in small.items():
            with self.subTest(login=login, cold=cold):
                self.assertLessEqual(queries, self.COLD if cold else self.WARM)
        for cold in (True, False):
            found = {n for (_login, is_cold), n in small.items() if is_cold == cold}
            # The number of territories makes no difference.
            self.assertLessEqual(max(found) - min(found), 1, found)

    def test_computed_once_for_all_models_of_a_request(self):
        calls = []
        model = type(self.env["res.users"])
        original = model._aig_root_territories

        def counting(users):
            calls.append(users.ids)
            return original(users)

        self.patch(model, "_aig_root_territories", counting)
        env = self.env(user=self.user_two.id)
        self.env.flush_all()
        self.env.invalidate_all()
        self.env["res.users"]._aig_reset_visibility()
        for name in MODELS:
            env[name].search([], limit=1)
        self.assertEqual(calls, [self.user_two.ids])
        self.env.invalidate_all()
        for name in MODELS:
            env[name].search([], limit=1)
        self.assertEqual(len(calls), 1, "the next request has the rules already")

    def test_a_stand_in_costs_a_little_once(self):
        self._budget()
        plain = self._queries(self.user_sales_south, cold=True)
        self._hand_over()
        self._hand_over(partner_ids=self.customer_north.child_ids)
        stand_in = self._queries(self.user_sales_south, cold=True)
        self.assertLessEqual(stand_in, plain + 8)
        self.assertLessEqual(
            self._queries(self.user_sales_south, cold=False), self.WARM
        )
