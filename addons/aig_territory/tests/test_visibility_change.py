from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from .documents import AigDocumentCase


@tagged("post_install", "-at_install")
class TestVisibilityChange(AigDocumentCase):
    """What changes who sees what takes effect at once, and at midnight."""

    def assertSees(self, user, north=False, south=False):
        env = self.env(user=user.id)
        for model, in_north, in_south in (
            ("res.partner", self.customer_north, self.customer_south),
            ("crm.lead", self.lead_unassigned, self.lead_south_free),
            ("res.partner", self.branch_north, self.customer_south),
        ):
            found = env[model].search([("id", "in", (in_north | in_south).ids)])
            with self.subTest(user=user.login, model=model):
                self.assertEqual(in_north.id in found.ids, north)
                self.assertEqual(in_south.id in found.ids, south)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead_south_free = cls._new_lead(cls.customer_south, cls.env["res.users"])

    def test_a_person_moves(self):
        user = self.user_sales_north
        self.assertSees(user, north=True)
        director = self.env(user=self.user_director.id)
        north = director["aig.territory"].browse(self.territory_north.id)
        south = director["aig.territory"].browse(self.territory_south.id)
        north.write({"member_ids": [Command.unlink(user.id)]})
        self.assertSees(user)
        south.write({"member_ids": [Command.link(user.id)]})
        self.assertSees(user, south=True)

    def test_a_manager_changes(self):
        user = self.user_manager_north
        self.assertSees(user, north=True)
        self.territory_south.manager_id = user
        self.assertSees(user, north=True, south=True)
        self.assertSees(self.user_manager_south)
        self.territory_north.manager_id = False
        self.assertSees(user, south=True)

    def test_the_tree_changes(self):
        user = self.user_manager_both
        self.assertSees(user, north=True, south=True)
        self.territory_south.parent_id = False
        self.assertSees(user, north=True)
        self.territory_south.parent_id = self.territory_north
        self.assertSees(user, north=True, south=True)
        self.assertSees(self.user_manager_north, north=True, south=True)

    def test_a_new_level_below_is_seen(self):
        district = self._new_territory(
            "Test District", "T-D", parent_id=self.territory_north.id
        )
        self.customer_south.aig_territory_id = district
        self.assertSees(self.user_sales_north, north=True, south=True)
        self.assertSees(self.user_sales_south)

    def test_a_customer_moves(self):
        self.customer_north.aig_territory_id = self.territory_south
        self.assertSees(self.user_sales_south, north=True, south=True)
        self.assertSees(self.user_sales_north)

    def test_a_role_changes(self):
        user = self.user_no_territory
        self.assertSees(user)
        user.group_ids += self.env.ref("aig_base.group_director")
        self.assertSees(user, north=True, south=True)
        user.group_ids -= self.env.ref("aig_base.group_director")
        self.assertSees(user)

    def test_memberships_begin_and_end_at_midnight_in_vietnam(self):
        user = self.user_no_territory
        self.env["aig.territory.membership"].create(
            {
                "territory_id": self.territory_north.id,
                "user_id": user.id,
                "date_from": "2026-04-01",
                "date_to": "2026-04-02",
            }
        )
        for moment, seen in (
            ("2026-03-31 16:59:00", False),
            ("2026-03-31 17:01:00", True),
            ("2026-04-02 16:59:00", True),
            ("2026-04-02 17:01:00", False),
        ):
            with freeze_time(moment):
                self._next_request()
                self.assertSees(user, north=seen)

    def test_an_archived_territory_hides_nothing(self):
        """Confirmed orders keep their territory, and must be seen in it."""
        self.order_south.action_confirm()
        self.customer_south.aig_territory_id = self.territory_north
        self.territory_south.member_ids = False
        self.territory_south.active = False
        self._next_request()
        self.assertEqual(self.order_south.aig_territory_id, self.territory_south)
        for user in (self.user_manager_both, self.user_manager_south):
            self.assertIn(self.territory_south, user.aig_territory_ids)
            orders = self.env(user=user.id)["sale.order"]
            self.assertIn(self.order_south.id, orders.search([]).ids)
