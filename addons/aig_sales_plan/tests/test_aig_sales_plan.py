from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import QUARTER, AigPlanCase


@tagged("post_install", "-at_install")
class TestAigSalesPlan(AigPlanCase):
    """A plan from draft to closed, and what it refuses."""

    def test_period_and_territory_come_by_themselves(self):
        self.assertRecordValues(
            self.plan_north,
            [
                {
                    "date_from": fields.Date.to_date("2026-10-01"),
                    "date_to": fields.Date.to_date("2026-12-31"),
                    "territory_id": self.territory_north.id,
                    "state": "draft",
                    "revision": 1,
                }
            ],
        )

    def test_a_plan_typed_in_the_form(self):
        form = Form(self.env["aig.sales.plan"].with_user(self.user_sales_south))
        form.year = 2027
        form.quarter = "1"
        with form.line_ids.new() as line:
            line.partner_id = self.customer_south
            line.renewal_revenue = 120_000_000
        plan = form.save()
        self.assertEqual(plan.user_id, self.user_sales_south)
        self.assertEqual(plan.secured_revenue, 120_000_000)
        self.assertEqual(plan.line_count, 1)

    def test_quarter_five_is_one_clear_sentence(self):
        with self.assertRaisesRegex(ValidationError, "no quarter 5"):
            self.make_plan(self.user_sales_south, quarter="5")
        with self.assertRaisesRegex(ValidationError, "no quarter 5"):
            self.plan_north.quarter = 5

    def test_an_impossible_year_is_refused(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(IntegrityError, "year_check"),
        ):
            self.make_plan(self.user_sales_south, year=1026)

    def test_a_second_plan_of_the_quarter_names_the_first(self):
        with self.assertRaisesRegex(ValidationError, "already has a plan"):
            self.make_plan(self.user_sales_north)

    def test_the_database_refuses_a_second_plan_in_a_race(self):
        other = self.make_plan(self.user_sales_north, quarter="3")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.env.cr.execute(
                "UPDATE aig_sales_plan SET quarter = %s WHERE id = %s",
                (QUARTER, other.id),
            )

    def test_from_draft_to_closed(self):
        self.make_complete(self.plan_north).action_submit()
        plan = self.plan_north.with_user(self.user_manager_north)
        plan.action_approve()
        self.assertEqual(plan.state, "approved")
        self.assertEqual(plan.approved_by_id, self.user_manager_north)
        self.assertTrue(plan.approved_date)
        plan.action_close()
        self.assertEqual(plan.state, "closed")

    def test_an_empty_plan_cannot_be_submitted(self):
        plan = self.make_plan(self.user_sales_south)
        with self.assertRaisesRegex(UserError, "no customer yet"):
            plan.action_submit()

    def test_a_step_out_of_order_says_what_the_state_is(self):
        with self.assertRaisesRegex(UserError, "Draft"):
            self.plan_north.with_user(self.user_manager_north).action_approve()

    def test_nobody_approves_his_own_plan(self):
        self.make_complete(self.plan_north).action_submit()
        with self.assertRaises(AccessError):
            self.plan_north.action_approve()
        own = self.make_plan(self.user_manager_north)
        self.make_line(own, self.make_customers(1))
        self.make_complete(own).action_submit()
        with self.assertRaisesRegex(AccessError, "not by you"):
            own.action_approve()
        own.with_user(self.user_director).action_approve()
        self.assertEqual(own.state, "approved")

    def test_the_state_cannot_be_typed(self):
        for vals in ({"state": "approved"}, {"revision": 7}, {"approved_by_id": 1}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                self.plan_north.write(vals)
        with self.assertRaises(AccessError):
            self.make_plan(self.user_sales_south, state="approved")

    def test_a_manager_sends_a_plan_back(self):
        self.make_complete(self.plan_north).action_submit()
        self.send_back(self.plan_north, self.user_manager_north, "Say more of LED")
        self.assertEqual(self.plan_north.state, "draft")
        self.line_north.renewal_revenue = 1
        self.assertEqual(self.line_north.renewal_revenue, 1)

    def test_adjusting_keeps_what_was_approved(self):
        self.make_complete(self.plan_north).action_submit()
        self.plan_north.with_user(self.user_manager_north).action_approve()
        self.plan_north.action_revise()
        self.assertEqual(
            (self.plan_north.state, self.plan_north.revision), ("draft", 2)
        )
        self.line_north.renewal_revenue = 0
        kept = self.plan_north.revision_ids
        self.assertEqual(kept.revision, 1)
        self.assertEqual(kept.secured_revenue, 500_000_000)
        self.assertEqual(kept.figures[0]["renewal_revenue"], 200_000_000)
        with self.assertRaises(AccessError):
            kept.with_user(self.user_director).write({"secured_revenue": 1})
        with self.assertRaises(AccessError):
            kept.with_user(self.user_director).unlink()

    def test_only_a_draft_may_be_deleted(self):
        self.make_complete(self.plan_north).action_submit()
        with self.assertRaisesRegex(UserError, "cannot be deleted"):
            self.plan_north.unlink()

    def test_the_territory_is_kept_when_the_person_moves(self):
        self.territory_north.member_ids -= self.user_sales_north
        self.territory_south.member_ids += self.user_sales_north
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.plan_north.sudo().territory_id, self.territory_north)

    def test_totals_are_the_sum_of_the_lines(self):
        self.make_line(self.plan_north, self.make_customers(1), renewal_revenue=0)
        self.plan_north.invalidate_recordset()
        self.assertEqual(self.plan_north.secured_revenue, 800_000_000)
        self.assertEqual(self.plan_north.stretch_revenue, 1_200_000_000)

    def test_a_new_plan_defaults_to_the_present_quarter(self):
        today = self.company._aig_today()
        plan = self.env["aig.sales.plan"].new({})
        self.assertEqual(plan.year, today.year)
        self.assertEqual(int(plan.quarter), (today.month + 2) // 3)
