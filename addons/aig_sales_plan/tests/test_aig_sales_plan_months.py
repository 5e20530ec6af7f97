from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .common import MILLION, AigPlanCase


@tagged("post_install", "-at_install")
class TestAigSalesPlanMonths(AigPlanCase):
    """Planned sales of a line over the months of its quarter (A05)."""

    def months(self, line):
        return [line.month_1_revenue, line.month_2_revenue, line.month_3_revenue]

    def test_months_follow_the_figures(self):
        self.assertEqual(self.line_north.planned_revenue, 600 * MILLION)
        self.assertEqual(self.months(self.line_north), [200 * MILLION] * 3)
        self.line_north.renewal_revenue += 100
        self.assertEqual(
            self.months(self.line_north),
            [200 * MILLION + 34, 200 * MILLION + 33, 200 * MILLION + 33],
        )
        self.assertFalse(self.line_north.month_gap)

    def test_what_was_typed_stays_and_the_gap_is_shown(self):
        self.line_north.month_1_revenue = 50 * MILLION
        self.assertEqual(self.line_north.month_gap, 150 * MILLION)
        self.line_north.development_revenue += 10 * MILLION
        self.assertEqual(
            self.months(self.line_north), [50 * MILLION, 200 * MILLION, 200 * MILLION]
        )
        self.assertEqual(self.line_north.month_gap, 160 * MILLION)
        self.line_north.action_spread_months()
        self.assertFalse(self.line_north.month_gap)

    def test_typing_months_and_figures_in_one_form(self):
        form = self.open_worked_example()
        self.assertEqual(form.month_1_revenue, 200 * MILLION)
        form.month_1_revenue = 300 * MILLION
        form.month_2_revenue = 250 * MILLION
        form.renewal_revenue = 260 * MILLION
        line = form.save()
        self.assertEqual(
            self.months(line), [300 * MILLION, 250 * MILLION, 200 * MILLION]
        )
        self.assertEqual(line.month_gap, -90 * MILLION)

    def test_a_new_row_with_months(self):
        line = self.make_line(
            self.plan_north, self.make_customers(1), month_3_revenue=1 * MILLION
        )
        self.assertTrue(line.has_typed_months)
        self.assertEqual(line.month_3_revenue, 1 * MILLION)

    def test_a_month_below_zero_is_one_clear_sentence(self):
        with self.assertRaisesRegex(ValidationError, "3rd month.*negative"):
            self.line_north.month_3_revenue = -1

    def test_months_freeze_with_the_plan(self):
        self.make_complete(self.plan_north).action_submit()
        with self.assertRaisesRegex(UserError, "frozen"):
            self.line_north.month_1_revenue = 0

    def test_a_revision_keeps_the_months(self):
        self.make_complete(self.plan_north).action_submit()
        self.plan_north.with_user(self.user_manager_north).action_approve()
        self.plan_north.action_revise()
        kept = self.plan_north.revision_ids.figures[0]
        self.assertEqual(kept["month_1_revenue"], 200 * MILLION)

    def test_the_form_of_a_saved_line(self):
        form = Form(self.line_north)
        form.month_2_revenue = 0
        self.assertEqual(form.month_gap, 200 * MILLION)
