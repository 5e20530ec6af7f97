from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import COMPLETE, AigPlanCase

SECTIONS = {name: text for name, text in COMPLETE.items() if name.startswith("study_")}
EMPTY = dict.fromkeys(SECTIONS, False)


@tagged("post_install", "-at_install")
class TestAigSalesPlanStudy(AigPlanCase):
    """What is known of a customer goes from plan to plan (A17)."""

    def next_line(self, **vals):
        """The row of the same customer in the next quarter's plan."""
        plan = self.make_plan(self.user_sales_north, year=2027, quarter="1")
        Line = self.env["aig.sales.plan.line"].with_user(self.user_sales_north)
        return Line.create(
            {"plan_id": plan.id, "partner_id": self.customer_north.id, **vals}
        )

    def test_a_new_row_carries_the_study_over(self):
        line = self.next_line()
        self.assertRecordValues(
            line, [{**SECTIONS, "study_source_id": self.line_north.id}]
        )
        self.assertTrue(line.is_study_unchanged)
        line.study_market = "Sữa chua"
        self.assertFalse(line.is_study_unchanged)
        self.assertEqual(self.line_north.study_market, SECTIONS["study_market"])

    def test_what_is_typed_stays_and_the_rest_is_carried_over(self):
        line = self.next_line(study_budget="Chưa rõ")
        self.assertRecordValues(line, [{**SECTIONS, "study_budget": "Chưa rõ"}])

    def test_the_form_shows_it_as_soon_as_the_customer_is_chosen(self):
        plan = self.make_plan(self.user_sales_north, year=2027, quarter="1")
        form = Form(
            self.env["aig.sales.plan.line"]
            .with_user(self.user_sales_north)
            .with_context(default_plan_id=plan.id)
        )
        form.partner_id = self.customer_north
        self.assertEqual(form.study_position, SECTIONS["study_position"])
        self.assertEqual(form.study_source_id, self.line_north)
        form.partner_id = self._new_customer("Nobody yet", self.territory_north)
        self.assertFalse(form.study_position)

    def test_an_empty_study_is_no_source(self):
        self.line_north.write(EMPTY)
        self.assertFalse(self.next_line().study_source_id)

    def test_the_latest_of_many_plans_before_this_one(self):
        older = self.make_plan(self.user_sales_north, year=2025, quarter="4")
        self.make_line(older, self.customer_north, study_market="Của năm ngoái")
        later = self.make_plan(self.user_sales_north, year=2028, quarter="4")
        self.make_line(later, self.customer_north, study_market="Của năm sau")
        self.assertEqual(self.next_line().study_source_id, self.line_north)

    def test_a_colleagues_row_counts_where_one_may_read_it_only(self):
        for user, expected in (
            (self.user_sales_north_2, self.line_north),
            (self.user_sales_south, self.line_north.browse()),
        ):
            self.customer_north.aig_territory_id = user._aig_home_territory()
            plan = self.make_plan(user, year=2027, quarter="1")
            Line = self.env["aig.sales.plan.line"].with_user(user)
            line = Line.create(
                {"plan_id": plan.id, "partner_id": self.customer_north.id}
            )
            self.assertEqual(line.study_source_id, expected)
            self.assertEqual(line.study_market, expected.study_market)

    def test_copying_fills_what_is_empty_only(self):
        line = self.next_line()
        line.write({**EMPTY, "study_budget": "Chưa rõ"})
        line.action_copy_study()
        self.assertRecordValues(
            line,
            [
                {
                    **SECTIONS,
                    "study_budget": "Chưa rõ",
                    "study_source_id": self.line_north.id,
                }
            ],
        )

    def test_the_source_cannot_be_typed(self):
        with self.assertRaises(AccessError):
            self.next_line().study_source_id = self.line_north

    def test_submitting_names_customer_and_sections(self):
        self.line_north.write({"study_market": " ", "study_relationship": False})
        with self.assertRaisesRegex(
            UserError, "study of North Customer lacks: Market, Relationship"
        ):
            self.plan_north.action_submit()
        [missing] = self.plan_north._get_missing()["study"]
        self.assertEqual(missing.action["res_id"], self.line_north.id)
        self.make_complete(self.plan_north).action_submit()
        self.assertEqual(self.plan_north.state, "submitted")

    def test_a_row_that_plans_nothing_needs_no_study(self):
        self.line_north.write(
            {
                **EMPTY,
                "renewal_revenue": 0,
                "expected_revenue": 0,
                "development_revenue": 0,
            }
        )
        self.assertFalse(self.plan_north._get_missing()["study"])

    def test_the_study_freezes_with_the_plan(self):
        self.make_complete(self.plan_north).action_submit()
        with self.assertRaisesRegex(UserError, "frozen"):
            self.line_north.study_market = "Khác"

    def test_a_deleted_plan_leaves_what_was_carried_over(self):
        line = self.next_line()
        self.plan_north.unlink()
        self.assertRecordValues(line, [{**SECTIONS, "study_source_id": False}])
