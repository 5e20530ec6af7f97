from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models.aig_sales_plan_approval import APPROVAL
from .common import AigPlanCase


@tagged("post_install", "-at_install")
class TestAigSalesPlanApproval(AigPlanCase):
    """Who is asked, who may decide, and what the salesperson hears of it."""

    def submit(self, plan=None):
        plan = self.make_complete(self.plan_north if plan is None else plan)
        plan.action_submit()
        return plan

    def tasks(self, plan=None):
        """Who has an open task to approve."""
        plan = self.plan_north if plan is None else plan
        return plan.sudo().activity_search([APPROVAL]).user_id

    def said(self, plan=None):
        """The newest message of the plan."""
        return (plan or self.plan_north).sudo().message_ids[0]

    def test_the_manager_of_the_territory_is_asked_once(self):
        self.submit()
        self.assertEqual(self.plan_north.approver_ids, self.user_manager_north)
        self.assertEqual(self.tasks(), self.user_manager_north)
        self.plan_north.action_send_back()
        self.assertFalse(self.tasks())
        self.submit()
        self.assertEqual(len(self.plan_north.activity_search([APPROVAL])), 1)

    def test_of_a_managers_own_plan_the_next_above_is_asked(self):
        plan = self.make_plan(self.user_manager_north)
        plan.sudo().territory_id = self.territory_north
        plan.invalidate_recordset()
        self.assertEqual(plan.approver_ids, self.user_manager_both)

    def test_without_a_manager_the_directors_are_asked(self):
        self.territory_north.manager_id = self.user_plain
        self.territory_vn.manager_id = False
        approvers = self.plan_north.approver_ids
        self.assertIn(self.user_director, approvers)
        self.assertNotIn(self.user_plain, approvers)
        self.submit()
        self.assertEqual(self.tasks(), approvers)
        self.plan_north.with_user(self.user_director).action_approve()
        self.assertFalse(self.tasks())

    def test_who_is_no_manager_any_more_is_not_asked(self):
        salesperson = self.env.ref("aig_base.group_sales_user")
        self.user_manager_north.group_ids = salesperson
        self.assertEqual(self.plan_north.approver_ids, self.user_manager_both)

    def test_any_manager_above_may_approve(self):
        self.submit()
        plan = self.plan_north.with_user(self.user_manager_both)
        plan.action_approve()
        self.assertEqual(plan.approved_by_id, self.user_manager_both)
        self.assertFalse(self.tasks())

    def test_a_manager_of_no_territory_above_may_not(self):
        self.territory_north.member_ids += self.user_manager_south
        self.submit()
        with self.assertRaisesRegex(AccessError, "manager of the territory"):
            self.plan_north.with_user(self.user_manager_south).action_approve()

    def test_a_stand_in_of_the_manager_may(self):
        today = self.company._aig_today()
        delegation = self.env["aig.territory.delegation"].create(
            {
                "user_id": self.user_manager_north.id,
                "delegate_id": self.user_manager_south.id,
                "date_from": today,
                "date_to": today,
                "territory_id": self.territory_north.id,
                "reason": "Leave",
            }
        )
        self.submit()
        plan = self.plan_north.with_user(self.user_manager_south)
        plan.action_approve()
        self.assertEqual(plan.approved_by_id, self.user_manager_south)
        delegation.action_end()
        with self.assertRaises(AccessError):
            plan.action_close()

    def test_sending_back_needs_a_comment_that_reaches_the_salesperson(self):
        self.submit()
        with self.assertRaisesRegex(UserError, "what should change"):
            self.send_back(self.plan_north, self.user_manager_north, "  ")
        self.assertEqual(self.plan_north.state, "submitted")
        self.send_back(self.plan_north, self.user_manager_north, "More LED, please")
        self.assertEqual(self.plan_north.state, "draft")
        self.assertIn("More LED, please", self.said().body)
        self.assertEqual(self.said().author_id, self.user_manager_north.partner_id)
        self.assertIn(
            self.user_sales_north.partner_id, self.said().notified_partner_ids
        )
        self.assertFalse(self.tasks())

    def test_an_approval_may_carry_a_comment(self):
        self.submit()
        plan = self.plan_north.with_user(self.user_manager_north)
        action = plan.action_approve_with_comment()
        decision = (
            self.env[action["res_model"]]
            .with_user(self.user_manager_north)
            .with_context(**action["context"])
            .create({"comment": "Well thought out"})
        )
        decision.action_decide()
        self.assertEqual(plan.state, "approved")
        self.assertIn("Well thought out", self.said().body)
        self.assertIn(
            self.user_sales_north.partner_id, self.said().notified_partner_ids
        )

    def test_a_comment_is_text_and_no_markup(self):
        self.submit()
        self.send_back(self.plan_north, self.user_manager_north, "<b>x</b>")
        self.assertIn("&lt;b&gt;x&lt;/b&gt;", self.said().body)

    def test_a_salesperson_decides_by_no_route(self):
        self.submit()
        colleague = self.plan_north.with_user(self.user_sales_north_2)
        for method in (
            colleague.action_approve,
            colleague.action_send_back,
            self.plan_north.action_approve_with_comment,
            lambda: self.plan_north._approve("me"),
        ):
            with self.assertRaises(AccessError):
                method()
        with self.assertRaises(AccessError):
            self.env["aig.sales.plan.decision"].with_user(self.user_sales_north).create(
                {"decision": "approve", "plan_ids": self.plan_north.ids}
            )

    def test_many_are_approved_at_once_each_checked(self):
        other = self.make_plan(self.user_sales_north_2)
        self.make_line(other, self.make_customers(1))
        plans = self.submit() | self.submit(other)
        plans.with_user(self.user_manager_north).action_approve()
        self.assertEqual(set(plans.sudo().mapped("state")), {"approved"})
        own = self.make_plan(self.user_manager_north)
        self.make_line(own, self.make_customers(1))
        late = self.make_plan(self.user_sales_north, quarter="3")
        self.make_line(late, self.customer_north)
        both = self.submit(own) | self.submit(late)
        with self.assertRaisesRegex(AccessError, "not by you"):
            both.with_user(self.user_manager_north).action_approve()
        self.assertEqual(set(both.sudo().mapped("state")), {"submitted"})

    def test_the_queue_shows_what_waits_for_the_manager(self):
        self.submit()
        south = self.make_plan(self.user_sales_south)
        self.make_line(south, self.customer_south)
        self.submit(south)
        Plan = self.env["aig.sales.plan"]
        for user, waiting in (
            (self.user_manager_north, self.plan_north),
            (self.user_manager_south, south),
            (self.user_manager_both, self.plan_north | south),
        ):
            plans = Plan.with_user(user)
            self.assertEqual(plans.search(plans._get_queue_domain()), waiting)

    def test_the_queue_is_ordered_by_quarter(self):
        view = self.env.ref("aig_sales_plan.aig_sales_plan_view_list_to_approve")
        self.assertIn('default_order="date_from', view.arch)
