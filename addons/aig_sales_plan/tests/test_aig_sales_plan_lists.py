from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import AigPlanCase


@tagged("post_install", "-at_install")
class TestAigSalesPlanLists(AigPlanCase):
    """Lists of what belongs to one plan are found again by their address."""

    def assert_found_again(self, record, action):
        """The action as it is stored shows what the button showed."""
        stored = self.env["ir.actions.act_window"].sudo().browse(action["id"])
        self.assertTrue(stored.path)
        self.assertEqual(action["context"]["active_id"], record.id)
        names = {"active_id": record.id, "uid": record.env.uid}
        self.assertEqual(safe_eval(stored.domain, names), action["domain"])
        return self.env[action["res_model"]].search(action["domain"])

    def test_what_belongs_to_a_plan(self):
        plan = self.plan_north.with_user(self.user_sales_north)
        self.make_line(self.make_plan(self.user_sales_south), self.customer_south)
        for open_list in (
            plan.action_open_lines,
            plan.action_open_months,
            plan.action_open_prices,
            plan.action_open_structure,
            plan.action_open_ideas,
            plan.action_open_cash_flow,
            plan.action_open_bridge,
        ):
            with self.subTest(open_list.__name__):
                found = self.assert_found_again(plan, open_list())
                self.assertLessEqual(found.plan_id, self.plan_north)
        lines = self.assert_found_again(plan, plan.action_open_lines())
        self.assertEqual(lines, self.line_north)

    def test_a_new_row_is_of_the_plan(self):
        plan = self.plan_north.with_user(self.user_sales_north)
        context = plan.action_open_lines()["context"]
        lines = self.env["aig.sales.plan.line"].with_context(**context)
        self.assertEqual(lines.default_get(["plan_id"])["plan_id"], plan.id)
