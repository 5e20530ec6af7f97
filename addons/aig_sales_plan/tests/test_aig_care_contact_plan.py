from odoo.tests import tagged

from .common import AigPlanCase


@tagged("post_install", "-at_install")
class TestAigCareContactPlan(AigPlanCase):
    """A week is filled from the sales plan of its quarter (S16)."""

    def _fill(self, week_start):
        plan = (
            self.env["aig.care.contact.plan"]
            .with_user(self.user_sales_north)
            .create({"week_start": week_start})
        )
        plan.action_fill()
        return plan.line_ids.partner_id

    def test_customers_of_this_quarter(self):
        self.assertEqual(self._fill("2026-12-28"), self.customer_north)

    def test_not_those_of_another_quarter(self):
        self.assertFalse(self._fill("2026-09-21"))
