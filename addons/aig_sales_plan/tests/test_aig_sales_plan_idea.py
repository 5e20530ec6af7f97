from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import MILLION, AigPlanCase


@tagged("post_install", "-at_install")
class TestAigSalesPlanIdea(AigPlanCase):
    """Ideas carry their author, are scored, and are decided on (A10, A13)."""

    def propose(self, user=None, **vals):
        return (
            self.env["aig.sales.plan.idea"]
            .with_user(user or self.user_sales_north)
            .create({"name": "Invite banks", "plan_id": self.plan_north.id, **vals})
        )

    def decide(self, idea, user, method, reason="It pays"):
        idea = idea.with_user(user)
        idea.decision_reason = reason
        getattr(idea, method)()

    def test_an_idea_typed_in_the_form(self):
        form = Form(
            self.env["aig.sales.plan.idea"]
            .with_user(self.user_sales_north_2)
            .with_context(default_plan_id=self.plan_north.id)
        )
        form.name = "Airport LED for airlines"
        form.impact = 5
        form.effort = 2
        self.assertEqual(form.score, 20)
        form.budget = 30 * MILLION
        idea = form.save()
        self.assertRecordValues(
            idea,
            [
                {
                    "user_id": self.user_sales_north_2.id,
                    "salesperson_id": self.user_sales_north.id,
                    "state": "proposed",
                    "score": 20,
                }
            ],
        )

    def test_the_author_is_whoever_had_it(self):
        for user in (self.user_sales_north_2, self.user_manager_north):
            with self.assertRaises(AccessError):
                self.propose(user, user_id=self.user_sales_north.id)
        idea = self.propose()
        with self.assertRaises(AccessError):
            idea.user_id = self.user_sales_north_2
        with self.assertRaises(AccessError):
            idea.with_user(self.user_manager_north).user_id = self.user_manager_north

    def test_who_does_not_read_the_plan_adds_none(self):
        with self.assertRaises(AccessError):
            self.propose(self.user_sales_south)
        idea = self.propose()
        self.assertFalse(idea.with_user(self.user_sales_south).search([]))

    def test_the_manager_decides_with_a_reason(self):
        idea = self.propose(budget=20 * MILLION)
        other = self.propose(name="Balloons", budget=7 * MILLION)
        self.assertEqual(self.plan_north.accepted_budget, 0)
        self.decide(idea, self.user_manager_north, "action_accept")
        self.decide(other, self.user_manager_north, "action_reject", "Too windy")
        self.assertRecordValues(
            idea | other,
            [
                {"state": "accepted", "decided_by_id": self.user_manager_north.id},
                {"state": "rejected", "decided_by_id": self.user_manager_north.id},
            ],
        )
        self.assertTrue(idea.decided_date)
        self.plan_north.invalidate_recordset()
        self.assertEqual(self.plan_north.accepted_budget, 20 * MILLION)
        self.assertEqual(self.plan_north.idea_count, 2)

    def test_a_decision_needs_a_reason(self):
        idea = self.propose()
        for method in ("action_accept", "action_reject"):
            with self.assertRaisesRegex(UserError, "reason"):
                self.decide(idea, self.user_manager_north, method, " ")

    def test_nobody_decides_on_ideas_for_his_own_plan(self):
        idea = self.propose()
        with self.assertRaises(AccessError):
            self.decide(idea, self.user_sales_north, "action_accept")
        with self.assertRaises(AccessError):
            idea.state = "accepted"
        with self.assertRaises(AccessError):
            self.propose(state="accepted")

    def test_what_was_decided_stays(self):
        idea = self.propose()
        self.decide(idea, self.user_manager_north, "action_accept")
        for change in (
            lambda: idea.write({"budget": 1}),
            idea.unlink,
            idea.with_user(self.user_manager_north).action_reject,
        ):
            with self.assertRaisesRegex(UserError, "decided on"):
                change()

    def test_a_closed_plan_takes_no_ideas(self):
        self.make_complete(self.plan_north).action_submit()
        plan = self.plan_north.with_user(self.user_manager_north)
        plan.action_approve()
        self.propose()
        plan.action_close()
        with self.assertRaisesRegex(UserError, "closed"):
            self.propose()

    def test_impossible_marks_and_money_are_refused(self):
        for vals in ({"impact": 0}, {"effort": 6}, {"budget": -1}):
            with (
                self.subTest(vals=vals),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.propose(**vals)

    def test_ideas_are_opened_from_their_plan(self):
        idea = self.propose()
        action = self.plan_north.with_user(self.user_sales_north_2).action_open_ideas()
        self.assertEqual(idea.search(action["domain"]), idea)
        self.assertEqual(action["context"]["default_plan_id"], self.plan_north.id)


@tagged("post_install", "-at_install")
class TestAigSalesGoal(AigPlanCase):
    """Goals of the company are in everybody's plan and on the newcomer's page."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["aig.sales.goal"].search([]).unlink()
        cls.goal = (
            cls.env["aig.sales.goal"]
            .with_user(cls.user_director)
            .create({"name": "Sales", "year": 2026, "amount": 120_000 * MILLION})
        )

    def test_each_plan_of_the_year_shows_them(self):
        self.assertEqual(self.plan_north.goal_ids, self.goal)
        self.assertIn("120,000,000,000", self.goal.display_name)
        later = self.make_plan(self.user_sales_north, year=2027)
        self.assertFalse(later.goal_ids)

    def test_a_goal_without_money_is_its_name_alone(self):
        self.goal.amount = 0
        self.assertEqual(self.goal.display_name, "Sales")

    def test_the_newcomers_page(self):
        south = self.make_plan(self.user_sales_south, year=2027)
        newcomer = self.user_no_territory
        self.territory_north.member_ids += newcomer
        today = self.company._aig_today()
        self.goal.year = today.year
        action = (
            self.env["aig.sales.plan.guide"].with_user(newcomer).action_open_guide()
        )
        guide = (
            self.env[action["res_model"]].with_user(newcomer).browse(action["res_id"])
        )
        team = self.make_plan(self.user_sales_north_2, year=today.year + 1)
        past = self.make_plan(self.user_sales_north_2, year=today.year - 1)
        guide.invalidate_recordset()
        self.assertEqual(guide.goal_ids, self.goal)
        self.assertIn(team, guide.plan_ids)
        self.assertNotIn(past, guide.plan_ids)
        self.assertNotIn(south, guide.sudo(False).plan_ids)
        self.assertEqual(guide.display_name, "Goals and plans")
        card = guide.plan_ids[:1]
        self.assertEqual(card.action_open_plan()["res_id"], card.id)

    def test_the_page_counts_what_waits_for_the_manager(self):
        self.make_complete(self.plan_north).action_submit()
        guide = self.env["aig.sales.plan.guide"]
        manager = guide.with_user(self.user_manager_north).create({})
        self.assertEqual(manager.to_approve_count, 1)
        self.assertEqual(
            guide.with_user(self.user_manager_south).create({}).to_approve_count, 0
        )
        self.assertEqual(manager.action_open_queue()["res_model"], "aig.sales.plan")
