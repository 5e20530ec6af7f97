from datetime import date, timedelta

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.aig_territory.tests.common import AigTerritoryCase

MONDAY = date(2026, 11, 23)


@tagged("post_install", "-at_install")
@freeze_time("2026-11-27 03:00:00")
class TestAigCareContactPlan(AigTerritoryCase):
    """Whom one means to contact in a week, and what came of it (S16)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-11-27 03:00:00"):
            cls.plan = cls._new_plan()

    @classmethod
    def _new_plan(cls, user=None, **values):
        plans = cls.env["aig.care.contact.plan"].with_user(user or cls.user_sales_north)
        return plans.create({"week_start": "2026-11-26", **values})

    def _line(self, plan=None, customer=None, **values):
        plan = plan or self.plan
        return plan.line_ids.create(
            {
                "plan_id": plan.id,
                "partner_id": (customer or self.customer_north).id,
                "day": MONDAY,
                **values,
            }
        )

    def _log(self, outcome="interested", user=None, **values):
        return (
            self.env["aig.care.log"]
            .with_user(user or self.user_sales_north)
            .create(
                {"partner_id": self.customer_north.id, "outcome": outcome, **values}
            )
        )

    def _done(self, lines):
        self.env.flush_all()
        self.env.invalidate_all()
        return lines.mapped("is_done")

    def _assert_plan(self, plan=None, **values):
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertRecordValues(plan or self.plan, [values])

    def test_a_week_typed_by_hand(self):
        form = Form(
            self.env["aig.care.contact.plan"].with_user(self.user_sales_north_2)
        )
        form.week_start = date(2026, 11, 29)
        self.assertEqual(form.week_start, MONDAY)
        with form.line_ids.new() as line:
            line.partner_id = self.customer_north
            line.care_type = "visit"
            line.day = date(2026, 11, 25)
        plan = form.save()
        self.assertEqual(plan.territory_id, self.territory_north)
        self.assertEqual(plan.display_name, "Week 48/2026 - Bình Bắc")
        self.assertEqual(plan.line_ids.care_type, "visit")

    def test_one_plan_for_a_person_and_week(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(IntegrityError, "user_week_uniq"),
        ):
            self._new_plan(week_start="2026-11-24")

    def test_a_day_of_the_week(self):
        for day in (MONDAY - timedelta(1), MONDAY + timedelta(7)):
            with self.subTest(day), self.assertRaisesRegex(ValidationError, "a day of"):
                self._line(day=day)

    def test_no_data_is_no_share(self):
        self._assert_plan(planned_count=0, done_share=False, success_share=False)

    def test_each_row_of_the_log_serves_one_planned_contact(self):
        lines = self._line() + self._line(day=MONDAY + timedelta(2))
        self.assertEqual(self._done(lines), [False, False])
        self._log()
        self.assertEqual(self._done(lines), [True, False])
        self._log("no_answer")
        self.assertEqual(self._done(lines), [True, True])
        self._assert_plan(
            planned_count=2,
            done_count=2,
            done_share="100.0 %",
            call_count=2,
            successful_count=1,
            success_share="50.0 %",
        )

    def test_shares_are_written_in_the_users_language(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self._line()
        self._log()
        self._log("no_answer")
        plan = self.plan.with_context(lang="vi_VN")
        self.assertEqual((plan.done_share, plan.success_share), ("100,0 %", "50,0 %"))

    def test_another_kind_week_person_or_customer_does_not_serve(self):
        line = self._line()
        self._log(care_type="visit")
        self._log(user=self.user_sales_north_2)
        self._log(partner_id=self._new_customer("Other", self.territory_north).id)
        self._log(date="2026-11-22 16:59:59")  # Sunday, a minute to midnight
        self.assertEqual(self._done(line), [False])
        log = self._log(date="2026-11-22 17:00:00")
        self.assertEqual(self._done(line), [True])
        log._reverse("Nhầm")
        self.assertEqual(self._done(line), [False])

    def test_fill_with_those_who_wait_longest(self):
        never, old, recent, planned = (
            self._new_customer(
                name, self.territory_north, user_id=self.user_sales_north.id
            )
            for name in ("Never", "Old", "Recent", "Planned")
        )
        self._log(partner_id=old.id, date="2026-11-12 16:00:00")
        self._log(partner_id=recent.id, date="2026-11-13 16:00:00")
        self._line(customer=planned)
        self.plan.action_fill()
        added = self.plan.line_ids.filtered(lambda line: line.partner_id != planned)
        self.assertEqual(added.sorted("day").partner_id.ids, [never.id, old.id])
        self.plan.action_fill()
        self.assertEqual(len(self.plan.line_ids), 3)

    def test_from_the_plan_to_the_result(self):
        purpose = self.env["aig.care.purpose"].search([], limit=1)
        line = self._line(care_type="visit", purpose_id=purpose.id)
        action = line.action_contact()
        form = Form(
            self.env["aig.care.contact"]
            .with_user(self.user_sales_north)
            .with_context(**action["context"])
        )
        form.outcome = "refused"
        form.save().action_save()
        self.assertEqual(self._done(line), [True])

    def test_managers_see_their_people_and_nobody_else_does(self):
        self._line()
        south = self._new_plan(self.user_sales_south)
        both = self.plan + south
        for user, expected in (
            (self.user_sales_north, self.plan),
            (self.user_manager_north, self.plan),
            (self.user_manager_south, south),
            (self.user_manager_both, both),
            (self.user_director, both),
            (self.user_no_territory, both.browse()),
        ):
            with self.subTest(user.login):
                found = both.with_user(user).search([("id", "in", both.ids)])
                self.assertEqual(found, expected)
                report = self.env["aig.care.contact.report"].with_user(user)
                rows = report.search([("line_id", "in", both.sudo().line_ids.ids)])
                self.assertEqual(bool(rows), self.plan in expected)

    def test_not_with_a_foreign_customer_nor_in_a_colleagues_plan(self):
        with self.assertRaises(AccessError):
            self._line(customer=self.customer_south)
        with self.assertRaises(AccessError):
            self._line(self.plan.with_user(self.user_sales_north_2))

    def test_the_pivots_shares(self):
        self._line()
        self._line(care_type="visit")
        for outcome in ("interested", "no_answer", "busy"):
            self._log(outcome)
        self._log(care_type="meeting")
        self.env.flush_all()
        [row] = (
            self.env["aig.care.contact.report"]
            .with_user(self.user_manager_north)
            ._read_group(
                [("user_id", "=", self.user_sales_north.id)],
                ["user_id", "week_start:week"],
                [
                    "planned:sum",
                    "done:sum",
                    "done_rate:avg",
                    "contacts:sum",
                    "calls:sum",
                    "successful:sum",
                    "success_rate:avg",
                ],
            )
        )
        self.assertEqual(row[2:4], (2, 1))
        self.assertAlmostEqual(row[4], 50)
        self.assertEqual(row[5:8], (4, 3, 1))
        self.assertAlmostEqual(row[8], 100 / 3)

    def test_as_many_queries_for_many(self):
        for number in range(50):
            customer = self._new_customer(f"C{number}", self.territory_north)
            self._line(customer=customer)
        plans = self.plan
        for number in range(1, 20):
            plans += self._new_plan(week_start=MONDAY + timedelta(weeks=number))
        self.env.flush_all()
        lines = self.plan.line_ids.browse(self.plan.line_ids.ids)

        def count(function):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            function()
            return self.env.cr.sql_log_count - before

        for records, name in ((lines, "is_done"), (plans, "done_share")):
            count(lambda: records.mapped(name))  # noqa: B023
            few = count(lambda: records[:5].mapped(name))  # noqa: B023
            self.assertEqual(count(lambda: records.mapped(name)), few)  # noqa: B023
