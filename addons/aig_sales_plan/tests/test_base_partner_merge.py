from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import MILLION
from .targets import AigTargetCase


@tagged("post_install", "-at_install")
class TestBasePartnerMerge(AigTargetCase):
    """Merged customers keep each row and each figure, or stay two."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.double = cls._new_customer("North Double", cls.territory_north)

    def _merge(self, source, target):
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (source | target).ids, target
        )
        self.env.flush_all()
        self.env.invalidate_all()

    def test_rows_of_different_plans_follow(self):
        plan = self.make_plan(self.user_sales_north, quarter="3")
        line = self.make_line(plan, self.double, renewal_revenue=7 * MILLION)
        figures = line.secured_revenue, line.renewal_revenue
        self._merge(self.double, self.customer_north)
        self.assertEqual(line.partner_id, self.customer_north)
        self.assertEqual((line.secured_revenue, line.renewal_revenue), figures)

    def test_both_in_one_plan_is_one_sentence(self):
        line = self.make_line(self.plan_north, self.double)
        with self.assertRaisesRegex(UserError, "stand in the same plan of Q4/2026"):
            self._merge(self.double, self.customer_north)
        self.assertTrue(line.exists())
        line.unlink()
        self._merge(self.double, self.customer_north)
        self.assertFalse(self.double.exists())

    def test_both_with_a_target_is_one_sentence(self):
        targets = self.make_customer_target()
        targets |= targets.copy({"partner_id": self.double.id})
        with self.assertRaisesRegex(UserError, "both have a target of"):
            self._merge(self.double, targets[0].partner_id)
        self.assertEqual(targets.exists(), targets)

    def test_into_a_contact_of_a_customer(self):
        line = self.make_line(
            self.make_plan(self.user_sales_north, quarter="3"), self.double
        )
        self._merge(self.double, self.branch_north)
        self.assertEqual(line.partner_id, self.customer_north)
