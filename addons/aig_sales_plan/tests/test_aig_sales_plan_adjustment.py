from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common import MILLION, AigPlanCase


class AdjustmentCase(AigPlanCase):
    """Approved plans to adjust."""

    @classmethod
    def approve(cls, plan):
        cls.make_complete(plan).action_submit()
        plan.with_user(cls.user_manager_north).action_approve()
        return plan

    def history(self, plan):
        """What was kept of a plan, the latest first."""
        plan.invalidate_recordset(["revision_ids"])
        return plan.revision_ids

    def months(self, line):
        return [line.month_1_revenue, line.month_2_revenue, line.month_3_revenue]

    def dialog(self, plan, **vals):
        """The dialog of the button Adjust, filled in by the salesperson."""
        form = Form(
            self.env["aig.sales.plan.adjust"]
            .with_user(plan.user_id)
            .with_context(default_plan_id=plan.id)
        )
        for name, value in {"reason": "Talks of October", **vals}.items():
            setattr(form, name, value)
        return form


@tagged("post_install", "-at_install")
class TestAigSalesPlanAdjustment(AdjustmentCase):
    """Adjusting by month, quarter and year, with a reason (A18)."""

    def test_the_dialog_keeps_reason_kind_person_and_time(self):
        self.approve(self.plan_north)
        self.dialog(self.plan_north, kind="quarter").save().action_adjust()
        self.assertEqual(
            (self.plan_north.state, self.plan_north.revision), ("draft", 2)
        )
        kept = self.plan_north.revision_ids
        self.assertEqual(kept.kind, "quarter")
        self.assertEqual(kept.explanation, "Talks of October")
        self.assertEqual(kept.create_uid, self.user_sales_north)

    def test_without_a_dialog_no_reason_is_given(self):
        self.approve(self.plan_north)
        self.plan_north.action_revise()
        kept = self.plan_north.revision_ids
        self.assertFalse(kept.reason)
        self.assertEqual(kept.explanation, "No reason given")

    @freeze_time("2026-11-10")
    def test_a_month_is_adjusted_unless_it_is_over(self):
        self.approve(self.plan_north)
        self.assertEqual(self.dialog(self.plan_north, kind="month").month, "2")
        with self.assertRaisesRegex(UserError, "10/2026 is over"):
            self.dialog(self.plan_north, kind="month", month="1").save().action_adjust()
        self.assertEqual(self.plan_north.state, "approved")
        self.dialog(self.plan_north, kind="month", month="3").save().action_adjust()
        self.assertEqual(self.plan_north.revision_ids.month, "3")

    @freeze_time("2026-10-31 18:00:00")
    def test_a_month_is_over_on_the_vietnamese_day(self):
        self.assertEqual(self.plan_north._get_months_over(), [True, False, False])

    def test_an_adjustment_that_does_not_exist_is_refused(self):
        self.approve(self.plan_north)
        for vals in ({"kind": "week"}, {"kind": "month"}, {"kind": "sent"}):
            with (
                self.subTest(vals=vals),
                self.assertRaisesRegex(ValidationError, "choose one of them"),
            ):
                self.plan_north.action_revise(**vals)

    @freeze_time("2026-11-10")
    def test_in_a_revision_months_that_are_over_stay(self):
        self.approve(self.plan_north)
        self.plan_north.action_revise()
        with self.assertRaisesRegex(UserError, "10/2026 is over"):
            self.line_north.month_1_revenue = 0
        self.line_north.development_revenue -= 100 * MILLION
        self.assertEqual(
            self.months(self.line_north), [200 * MILLION, 150 * MILLION, 150 * MILLION]
        )
        self.assertFalse(self.line_north.month_gap)
        self.line_north.month_2_revenue = 120 * MILLION
        self.assertEqual(self.line_north.month_gap, 30 * MILLION)

    @freeze_time("2026-11-10")
    def test_a_first_plan_made_late_may_have_all_its_months(self):
        self.line_north.month_1_revenue = 0
        self.assertEqual(self.line_north.month_gap, 200 * MILLION)

    @freeze_time("2026-11-10")
    def test_the_form_of_a_revision_keeps_the_months_that_are_over(self):
        self.approve(self.plan_north)
        self.plan_north.action_revise()
        form = Form(self.line_north)
        form.renewal_revenue = 0
        line = form.save()
        self.assertEqual(
            self.months(line), [200 * MILLION, 100 * MILLION, 100 * MILLION]
        )

    def test_a_colleague_may_not_adjust(self):
        self.approve(self.plan_north)
        with self.assertRaises(AccessError):
            self.plan_north.with_user(self.user_sales_north_2).action_revise(reason="x")


@tagged("post_install", "-at_install")
@freeze_time("2026-08-10")
class TestAigSalesPlanYear(AdjustmentCase):
    """The year of one customer: carried through all quarters that are not over."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plans = {"4": cls.plan_north}
        cls.lines = {"4": cls.line_north}
        for quarter in "123":
            cls.plans[quarter] = cls.make_plan(cls.user_sales_north, quarter=quarter)
            cls.lines[quarter] = cls.make_line(
                cls.plans[quarter],
                cls.customer_north,
                renewal_revenue=100 * MILLION,
                expected_revenue=0,
                expectation_multiplier=1,
                development_revenue=50 * MILLION,
            )

    def planned(self):
        return [self.lines[quarter].planned_revenue for quarter in "1234"]

    def adjust(self, total):
        form = self.dialog(self.plan_north, kind="year")
        form.partner_id = self.customer_north
        self.assertEqual(form.year_revenue, 1_050 * MILLION)
        form.year_revenue = total
        return form

    def test_the_quarters_sum_to_the_year_exactly(self):
        self.approve(self.plan_north)
        self.approve(self.plans["3"])
        self.adjust(1_000 * MILLION + 1).save().action_adjust()
        planned = self.planned()
        self.assertEqual(sum(planned), 1_000 * MILLION + 1)
        # two quarters are over, July is over: 50 of the third quarter stay
        self.assertEqual(planned[:2], [150 * MILLION] * 2)
        self.assertEqual(self.lines["3"].month_1_revenue, 50 * MILLION)
        for quarter in "34":
            self.assertEqual(self.lines[quarter].month_gap, 0)
            self.assertEqual(self.plans[quarter].revision, 2)
            self.assertEqual(self.plans[quarter].revision_ids.kind, "year")
            self.assertEqual(
                self.plans[quarter].revision_ids.reason, "Talks of October"
            )

    def test_the_dialog_shows_the_quarters_before(self):
        self.approve(self.plan_north)
        form = self.adjust(1_750 * MILLION)
        self.assertIn("Q1/2026: 150,000,000", form.preview)
        self.assertEqual(len(form.preview.splitlines()), 4)
        form.year_revenue = 0
        self.assertIn("type at least as much", form.preview)

    def test_a_draft_is_changed_where_it_is(self):
        self.approve(self.plan_north)
        self.adjust(1_200 * MILLION).save().action_adjust()
        self.assertEqual(sum(self.planned()), 1_200 * MILLION)
        self.assertEqual(self.plans["3"].revision, 1)
        self.assertFalse(self.plans["3"].revision_ids)
        self.assertEqual(self.plan_north.revision, 2)

    def test_typed_months_are_carried_along(self):
        self.lines["4"].month_1_revenue = 600 * MILLION
        self.lines["4"].month_2_revenue = 0
        self.lines["4"].month_3_revenue = 0
        self.approve(self.plan_north)
        self.adjust(1_200 * MILLION).save().action_adjust()
        self.assertEqual(self.lines["4"].month_gap, 0)
        self.assertEqual(self.lines["4"].month_2_revenue, 0)

    def test_less_than_what_is_over_is_refused_and_nothing_changes(self):
        self.approve(self.plan_north)
        with self.assertRaisesRegex(UserError, "300,000,000.*type at least as much"):
            self.adjust(299 * MILLION).save().action_adjust()
        self.assertEqual(sum(self.planned()), 1_050 * MILLION)
        self.assertEqual(self.plan_north.state, "approved")

    def test_a_plan_that_waits_for_approval_stops_all(self):
        self.approve(self.plan_north)
        self.make_complete(self.plans["3"]).action_submit()
        with self.assertRaisesRegex(UserError, "waits for approval"):
            self.adjust(1_200 * MILLION).save().action_adjust()
        self.assertEqual(self.plan_north.revision, 1)
        self.assertEqual(sum(self.planned()), 1_050 * MILLION)

    def test_a_closed_quarter_stays(self):
        self.approve(self.plans["3"])
        self.plans["3"].with_user(self.user_manager_north).action_close()
        self.approve(self.plan_north)
        self.adjust(1_200 * MILLION).save().action_adjust()
        self.assertEqual(self.planned(), [150 * MILLION] * 3 + [750 * MILLION])

    def test_another_persons_plan_of_the_customer_stays(self):
        other = self.make_plan(self.user_sales_north_2)
        line = self.make_line(other, self.customer_north)
        self.approve(self.plan_north)
        self.adjust(1_200 * MILLION).save().action_adjust()
        self.assertEqual(line.planned_revenue, 600 * MILLION)

    def test_a_customer_must_be_chosen(self):
        self.approve(self.plan_north)
        dialog = (
            self.env["aig.sales.plan.adjust"]
            .with_user(self.user_sales_north)
            .create({"plan_id": self.plan_north.id, "kind": "year", "reason": "x"})
        )
        with self.assertRaisesRegex(UserError, "Choose the customer"):
            dialog.action_adjust()
