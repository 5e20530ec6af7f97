from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.aig_territory.tests.common import AigTerritoryCase


@tagged("post_install", "-at_install")
class TestAigCareLogHistory(AigTerritoryCase):
    """What was done with a customer is read by whoever has the customer today."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        logs = cls.env["aig.care.log"].with_user(cls.user_sales_north)
        cls.log = logs.create({"partner_id": cls.customer_north.id}).sudo()
        cls.customer_north.aig_territory_id = cls.territory_south
        cls.env.flush_all()

    def _sees(self, user):
        logs = self.env["aig.care.log"].with_user(user)
        return bool(logs.search([("id", "=", self.log.id)]))

    def test_who_reads_it(self):
        for user, seen in (
            (self.user_sales_south, True),
            (self.user_manager_south, True),
            (self.user_sales_north, True),
            (self.user_manager_north, True),
            (self.user_no_territory, False),
        ):
            with self.subTest(user.login):
                self.assertEqual(self._sees(user), seen)
        self.assertEqual(self.log.territory_id, self.territory_north)

    def test_the_customers_counter_counts_it(self):
        customer = self.customer_north.with_user(self.user_sales_south)
        self.assertEqual(customer.aig_care_contact_count, 1)

    def test_the_stand_in_reads_it_too(self):
        neighbour = self.user_no_territory
        delegation = self._hand_over(
            user_id=self.user_sales_south.id, delegate_id=neighbour.id
        )
        self.assertTrue(self._sees(neighbour))
        delegation.action_end()
        self.assertFalse(self._sees(neighbour))

    def test_only_a_manager_of_its_own_territory_reverses_it(self):
        for user in self.user_manager_south, self.user_sales_south:
            with (
                self.subTest(user.login),
                self.assertRaisesRegex(AccessError, "manager of its territory"),
            ):
                self.log.with_user(user)._reverse("Nhầm")
        reversal = self.log.with_user(self.user_manager_north)._reverse("Nhầm")
        self.assertEqual(reversal.territory_id, self.territory_north)
        self.assertFalse(self.log.is_counted)

    def test_an_own_row_is_still_reversed(self):
        self.log.with_user(self.user_sales_north)._reverse("Nhầm")
        self.assertFalse(self.log.is_counted)
