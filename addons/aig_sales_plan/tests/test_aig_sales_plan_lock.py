from unittest.mock import patch

from odoo.exceptions import LockError, UserError
from odoo.tests import tagged

from .common import AigPlanCase


@tagged("post_install", "-at_install")
class TestAigSalesPlanLock(AigPlanCase):
    """Deciding and editing at once; the race itself is in tests/faults."""

    def test_who_decides_meanwhile_is_told_in_a_sentence(self):
        plan = self.make_complete(self.plan_north)
        busy = patch.object(
            self.env.registry["aig.sales.plan"],
            "lock_for_update",
            side_effect=LockError("locked"),
        )
        with busy, self.assertRaisesRegex(LockError, "Somebody else is changing"):
            plan.action_submit()
        self.assertEqual(plan.state, "draft")

    def test_nothing_of_a_submitted_plan_changes(self):
        other = self.make_plan(self.user_sales_north, quarter="3")
        moved = self.make_line(other, self.make_customers(1))
        self.make_complete(self.plan_north).action_submit()
        for change in (
            lambda: self.line_north.write({"renewal_revenue": 1}),
            lambda: self.line_north.write({"month_2_revenue": 1}),
            self.line_north.action_spread_months,
            lambda: moved.write({"plan_id": self.plan_north.id}),
            lambda: self.make_line(self.plan_north, self.make_customers(1)),
            self.line_north.unlink,
            lambda: self.plan_north.write({"scope_budget": 1}),
        ):
            with self.assertRaisesRegex(UserError, "send it back"):
                change()

    def test_figures_are_changed_under_the_lock_of_the_plan(self):
        [customer] = self.make_customers(1)
        for change in (
            lambda: self.line_north.write({"renewal_revenue": 3}),
            lambda: self.make_line(self.plan_north, customer),
            lambda: self.plan_north.line_ids[-1].unlink(),
        ):
            locked = []
            with patch.object(
                self.env.registry["aig.sales.plan"],
                "_lock_for_figures",
                lambda plans, locked=locked: locked.extend(plans.ids),
            ):
                change()
            self.assertEqual(locked, self.plan_north.ids)
