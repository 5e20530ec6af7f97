from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models.aig_sales_plan_steps import SHOWN, STEPS, Missing
from .common import AigPlanCase


@tagged("post_install", "-at_install")
class TestAigSalesPlanSteps(AigPlanCase):
    """What a plan lacks, step by step, and what leads there (A01, A02)."""

    def steps(self, plan):
        plan.invalidate_recordset(["step_meter", "completeness"])
        return {step["name"]: step for step in plan.step_meter or []}

    def with_steps(self, extra):
        """Another subject asks for more, as by its own override."""
        model = self.env.registry["aig.sales.plan"]
        asked = model._get_missing
        return patch.object(model, "_get_missing", lambda plan: asked(plan) | extra)

    def test_an_empty_plan_lacks_customers_and_a_review(self):
        plan = self.make_plan(self.user_sales_south)
        steps = self.steps(plan)
        self.assertEqual(tuple(steps), tuple(step for step in STEPS if step in steps))
        todo = {name for name, step in steps.items() if not step["done"]}
        self.assertEqual(todo, {"customers", "review"})
        self.assertIn("no customer yet", steps["customers"]["missing"][0]["sentence"])
        self.assertEqual(plan.completeness, 100 * (len(steps) - 2) // len(steps))

    def test_the_last_step_makes_a_hundred_percent(self):
        count = len(self.steps(self.plan_north))
        self.assertEqual(self.plan_north.completeness, 100 * (count - 1) // count)
        self.make_complete(self.plan_north)
        self.assertEqual(self.plan_north.completeness, 100)
        self.plan_north.action_submit()
        self.assertEqual(self.steps(self.plan_north), {})
        self.assertEqual(self.plan_north.completeness, 100)

    def test_a_multiplier_without_expected_sales_is_named(self):
        self.line_north.expected_revenue = 0
        missing = self.steps(self.plan_north)["stretch"]["missing"]
        self.assertIn("North Customer", missing[0]["sentence"])
        self.assertEqual(missing[0]["action"]["res_id"], self.line_north.id)
        self.line_north.expectation_multiplier = 1
        self.assertTrue(self.steps(self.plan_north)["stretch"]["done"])

    def test_the_link_of_the_review_is_a_button(self):
        action = self.steps(self.plan_north)["review"]["missing"][0]["action"]
        self.assertEqual(action["type"], "object")
        target = self.env[action["res_model"]].browse(action["res_id"])
        getattr(target.with_user(self.user_sales_north), action["name"])()
        self.assertTrue(self.plan_north.reviewed_date)

    def test_a_figure_that_changes_asks_for_another_review(self):
        changes = {
            "a figure": lambda: self.line_north.write({"renewal_revenue": 7}),
            "a month": lambda: self.line_north.write({"month_1_revenue": 7}),
            "a new row": lambda: self.make_line(
                self.plan_north, self.make_customers(1)
            ),
            "a row less": lambda: self.plan_north.line_ids[-1].unlink(),
            "the books": self.line_north._refresh_figures,
        }
        for name, change in changes.items():
            self.make_complete(self.plan_north)
            change()
            with self.subTest(change=name):
                self.assertFalse(self.plan_north.reviewed_date)

    def test_what_is_no_figure_leaves_the_review(self):
        self.make_complete(self.plan_north)
        self.plan_north.scope_time = "October: LED"
        self.assertTrue(self.plan_north.reviewed_date)

    def test_the_review_cannot_be_typed_nor_given_by_a_colleague(self):
        with self.assertRaises(AccessError):
            self.plan_north.reviewed_date = fields.Datetime.now()
        with self.assertRaises(AccessError):
            self.plan_north.with_user(self.user_sales_north_2).action_review()

    def test_a_submitted_plan_is_not_gone_through_again(self):
        self.make_complete(self.plan_north).action_submit()
        with self.assertRaisesRegex(UserError, "Draft"):
            self.plan_north.action_review()

    def test_submitting_says_all_that_is_missing_at_once(self):
        self.line_north.expected_revenue = 0
        with self.assertRaises(UserError) as caught:
            self.plan_north.action_submit()
        title, *sentences = str(caught.exception).splitlines()
        self.assertIn("not complete yet", title)
        self.assertEqual(len(sentences), 2)
        self.assertIn("North Customer", sentences[0])
        self.assertEqual(self.plan_north.state, "draft")

    def test_on_the_screen_the_same_list_leads_to_the_meter(self):
        plan = self.plan_north.with_context(aig_show_missing=True)
        action = plan.action_submit()
        self.assertEqual(action["tag"], "aig_sales_plan_show_missing")
        self.assertIn("gone through it", action["params"]["message"])
        self.assertEqual(plan.state, "draft")
        self.make_complete(plan)
        self.assertIs(plan.action_submit(), True)
        self.assertEqual(plan.state, "submitted")

    def test_other_subjects_stand_in_the_order_of_the_steps(self):
        extra = {
            "unknown": [],
            "study": [Missing("The market is not known")],
            "debt": [],
        }
        with self.with_steps(extra):
            steps = self.steps(self.plan_north)
            known = [step for step in STEPS if step in steps]
            self.assertEqual(list(steps), [*known, "unknown"])
            self.assertEqual(steps["study"]["label"], "Customer study")
            self.assertEqual(steps["study"]["missing"][0]["action"], {})
            count = len(steps)
            self.assertEqual(self.plan_north.completeness, 100 * (count - 2) // count)
            self.make_complete(self.plan_north)
            with self.assertRaisesRegex(UserError, "market is not known"):
                self.plan_north.action_submit()

    def test_of_many_missing_things_the_meter_shows_the_first(self):
        extra = {"study": [Missing(f"No {number}") for number in range(SHOWN + 7)]}
        with self.with_steps(extra):
            step = self.steps(self.plan_north)["study"]
            self.assertEqual(len(step["missing"]), SHOWN)
            self.assertEqual(step["more"], 7)
            self.assertIn(f"No {SHOWN + 6}", self.plan_north._get_missing_message())

    def test_what_was_once_approved_is_gone_through_anew(self):
        self.make_complete(self.plan_north).action_submit()
        self.plan_north.with_user(self.user_manager_north).action_approve()
        self.plan_north.action_revise()
        self.assertFalse(self.plan_north.reviewed_date)
