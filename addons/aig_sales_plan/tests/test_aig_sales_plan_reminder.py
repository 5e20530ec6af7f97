from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import tagged

from ..models import aig_sales_plan_reminder
from ..models.aig_sales_plan_reminder import MISSING_PLANS, REMINDER
from .common import AigPlanCase

# 1 January 2027 begins in Vietnam on 31 December, 17:00 UTC
TOO_EARLY = "2026-12-17 16:59:59"
FIRST = "2026-12-17 17:00:00"
LAST = "2026-12-28 17:00:00"
BEGUN = "2026-12-31 17:00:00"


@tagged("post_install", "-at_install")
class TestAigSalesPlanReminder(AigPlanCase):
    """One task before the quarter starts, and silence where the plan is there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # people of a demo are no part of this story
        cls.env["aig.territory.membership"].search(
            [
                (
                    "territory_id",
                    "not in",
                    (cls.territory_north | cls.territory_south).ids,
                )
            ]
        ).unlink()
        cls.people = (
            cls.user_sales_north | cls.user_sales_north_2 | cls.user_sales_south
        )

    def run_at(self, moment):
        # the job commits after each piece; a test is one transaction
        with (
            freeze_time(moment),
            patch.object(self.env.registry["ir.cron"], "_commit_progress"),
        ):
            self.env["aig.sales.plan"]._cron_remind()

    def tasks(self, xmlid=REMINDER, year=2027, quarter=1, active_test=True):
        return (
            self.env["mail.activity"]
            .with_context(active_test=active_test)
            .search(
                [
                    ("activity_type_id", "=", self.env.ref(xmlid).id),
                    ("aig_period_id.year", "=", year),
                    ("aig_period_id.quarter", "=", str(quarter)),
                ]
            )
        )

    def make_next(self, user, customer):
        plan = self.make_plan(user, year=2027, quarter="1")
        self.make_line(plan, customer)
        return plan

    def test_the_days_are_the_companys(self):
        self.run_at(TOO_EARLY)
        self.assertFalse(self.tasks())
        self.run_at(FIRST)
        self.assertEqual(self.tasks().user_id, self.people)
        self.assertEqual(len(self.tasks()), 3)

    def test_running_again_adds_nothing(self):
        for _run in range(2):
            self.run_at(FIRST)
            self.assertEqual(len(self.tasks()), 3)
        for _run in range(2):
            self.run_at(LAST)
            self.assertEqual(len(self.tasks()), 3)

    def test_a_run_that_was_cut_off_is_continued(self):
        with (
            patch.object(aig_sales_plan_reminder, "BATCH", 1),
            patch.object(
                self.env.registry["ir.cron"],
                "_commit_progress",
                side_effect=[0, 0, KeyboardInterrupt],
            ),
            freeze_time(FIRST),
            self.assertRaises(KeyboardInterrupt),
        ):
            self.env["aig.sales.plan"]._cron_remind()
        self.assertLess(len(self.tasks()), 3)
        self.run_at(FIRST)
        self.assertEqual(self.tasks().user_id, self.people)
        self.assertEqual(len(self.tasks()), 3)

    def test_the_last_reminder_makes_the_task_urgent(self):
        self.run_at(FIRST)
        task = self.tasks().filtered(lambda t: t.user_id == self.user_sales_north)
        self.assertEqual(str(task.date_deadline), "2026-12-31")
        self.run_at(LAST)
        self.assertEqual(str(task.date_deadline), "2026-12-29")

    def test_a_task_closed_without_a_plan_comes_back_once(self):
        self.run_at(FIRST)
        self.tasks().action_archive()
        self.run_at(FIRST)
        self.assertFalse(self.tasks())
        self.run_at(LAST)
        self.assertEqual(len(self.tasks()), 3)

    def test_a_draft_is_asked_to_be_submitted_and_opened_from_the_task(self):
        plan = self.make_next(self.user_sales_south, self.customer_south)
        self.run_at(FIRST)
        task = self.tasks().filtered(lambda t: t.user_id == self.user_sales_south)
        self.assertEqual((task.res_model, task.res_id), (plan._name, plan.id))
        self.assertEqual(task.summary, "Submit your plan for Q1/2027")
        others = self.tasks() - task
        self.assertEqual(set(others.mapped("summary")), {"Make your plan for Q1/2027"})

    def test_a_submitted_plan_closes_the_task_and_keeps_it_silent(self):
        self.run_at(FIRST)
        plan = self.make_next(self.user_sales_north, self.customer_north)
        self.make_complete(plan).action_submit()
        self.run_at(LAST)
        self.assertEqual(self.tasks().user_id, self.people - self.user_sales_north)

    def test_zero_days_are_no_reminder(self):
        self.company.aig_plan_first_reminder = 0
        self.company.aig_plan_last_reminder = 0
        self.run_at(LAST)
        self.assertFalse(self.tasks())

    def test_managers_get_one_list_when_the_quarter_has_begun(self):
        self.run_at(LAST)
        self.assertFalse(self.tasks(MISSING_PLANS))
        for _run in range(2):
            self.run_at(BEGUN)
        lists = self.tasks(MISSING_PLANS)
        self.assertEqual(len(lists), 2)
        self.assertEqual(
            lists.user_id, self.user_manager_north | self.user_manager_south
        )
        north = lists.filtered(lambda task: task.user_id == self.user_manager_north)
        self.assertIn("An Bắc", north.note)
        self.assertIn("Bình Bắc", north.note)
        self.assertNotIn("Chi Nam", north.note)

    def test_the_list_follows_and_ends_with_the_last_plan(self):
        self.run_at(BEGUN)
        plan = self.make_next(self.user_sales_north, self.customer_north)
        self.make_complete(plan).action_submit()
        self.run_at(BEGUN)
        north = self.tasks(MISSING_PLANS).filtered(
            lambda task: task.user_id == self.user_manager_north
        )
        self.assertNotIn("An Bắc", north.note)
        self.assertIn("Bình Bắc", north.note)
        other = self.make_next(self.user_sales_north_2, self.make_customers(1))
        self.make_complete(other).action_submit()
        self.run_at(BEGUN)
        self.assertFalse(north.active)

    def test_a_list_that_was_closed_is_not_opened_again(self):
        self.run_at(BEGUN)
        self.tasks(MISSING_PLANS).action_archive()
        self.run_at("2027-01-15 05:00:00")
        self.assertFalse(self.tasks(MISSING_PLANS))

    def test_tasks_of_a_past_quarter_are_dropped(self):
        self.run_at(FIRST)
        self.run_at("2027-03-31 17:00:00")
        self.assertFalse(self.tasks())
        self.assertTrue(self.tasks(active_test=False))

    def test_queries_grow_with_batches_not_with_people(self):
        people = self.env["res.users"].create(
            [
                {"name": f"Người {number}", "login": f"remind.{number}@aig.example.com"}
                for number in range(40)
            ]
        )
        people.group_ids += self.env.ref("aig_base.group_sales_user")
        plans = self.env["aig.sales.plan"]
        period = self.env["aig.period"]._get_quarter(2027, 1)

        def cost(users):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            plans._get_unsubmitted(period, users)
            plans._get_reminders(REMINDER, period)
            plans._get_late(users)
            return self.env.cr.sql_log_count - before

        cost(people)
        self.assertEqual(cost(people[:4]), cost(people))
