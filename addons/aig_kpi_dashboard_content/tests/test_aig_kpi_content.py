from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.aig_4e_content.tests.test_aig_content_robot import AigRobotCase
from odoo.addons.aig_kpi_dashboard.tests.checks import FactChecks


@tagged("post_install", "-at_install")
class TestAigKpiContent(FactChecks, AigRobotCase):
    """Figures of posts and of weeks are those of posts and targets (A54)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user_other = cls._new_user(
            "content.2", "Phương Nội Dung", "aig_base.group_content_user"
        )

    def test_figures_add_up_and_open_what_they_count(self):
        with freeze_time("2026-09-14 02:00:00"):
            self.make_target(40)
            self.make_target(13, user=self.user_other)
        self.publish("2026-10-06", 2, deadline="2026-10-05")
        self.publish("2026-10-07", user=self.user_other)
        self.make_post(deadline="2026-10-06")
        self.run_robot()
        users = (self.user_content, self.user_content_manager, self.user_director)
        for model in ("aig.kpi.post", "aig.kpi.content.target"):
            with self.subTest(model):
                self.check_all(model, users)

    def test_a_period_has_its_posts_and_finds_them_by_an_index(self):
        """The day is one of the company, where a moment stands in for it, too."""
        self.publish("2026-10-06", deadline="2026-10-05")
        self.make_post(deadline="2026-10-06")
        late = self.make_post()  # no day of its own: 6 October at five in the morning
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE aig_content_post SET create_date = '2026-10-05 22:00',"
            " week_planned = NULL, deadline = NULL WHERE id = %s",
            [late.id],
        )
        self.env.invalidate_all()
        facts = self.env["aig.kpi.post"].with_user(self.user_director)
        rows = facts.search([])
        self.assertIn(
            date(2026, 10, 6),
            rows.filtered_domain([("post_id", "=", late.id)]).mapped("date"),
        )
        for day in ("2026-10-04", "2026-10-05", "2026-10-06", "2026-10-07"):
            for operator in ("<", "<=", "=", ">=", ">", "!="):
                domain = [("date", operator, day)]
                found = facts.search(domain)
                self.assertEqual(found, rows.filtered_domain(domain), domain)
        query = facts._search([("date", ">=", "2026-10-01")]).select()
        self.env.cr.execute(f"EXPLAIN {query.code}", query.params)
        plan = "\n".join(line for (line,) in self.env.cr.fetchall())
        # which index of a small table is taken, varies
        self.env.cr.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = 'aig_content_post'"
        )
        indexes = "\n".join(line for (line,) in self.env.cr.fetchall())
        day = "COALESCE(date_published, week_planned, deadline, (create_date)::date)"
        self.assertIn(f"{day} >= '2026-09-30'", plan.replace("post.", ""))
        self.assertIn(day, indexes)

    def test_what_is_left_is_the_targets(self):
        with freeze_time("2026-09-14 02:00:00"):
            first = self.make_target(40)
            other = self.make_target(13, user=self.user_other)
        self.publish("2026-10-01", 1)
        self.publish("2026-10-06", 2)
        self.run_robot()
        both = first | other
        self.env.invalidate_all()
        found = self.sums(
            "aig.kpi.content.target",
            self.user_content_manager,
            ["user_id"],
            ["due:sum", "done:sum", "left:sum", "pace:avg"],
            [("target_id", "in", both.ids)],
        )
        for target in both:
            with self.subTest(target.user_id.login):
                due, done, left, pace = found[target.user_id]
                self.assertEqual(
                    (due, done, left),
                    (target.quantity, target.done_count, target.left_count),
                )
                self.assertAlmostEqual(pace, 100 * done / due)

    def test_who_is_told_of_whose_target(self):
        with freeze_time("2026-09-14 02:00:00"):
            mine = self.make_target(4)
            theirs = self.make_target(3, user=self.user_other)
        both = [("target_id", "in", (mine | theirs).ids)]
        for user, seen in (
            (self.user_content, mine),
            (self.user_other, theirs),
            (self.user_content_manager, mine | theirs),
            (self.user_director, mine | theirs),
        ):
            with self.subTest(user.login):
                found = self.sums(
                    "aig.kpi.content.target", user, ["user_id"], ["due:sum"], both
                )
                self.assertEqual(
                    found, {target.user_id: target.quantity for target in seen}
                )
                opened = self.records_of("aig.kpi.content.target", user, both, "due")
                self.assertEqual(set(opened.ids), set(seen.ids))
        for user in (self.user_sales_north, self.user_manager_both):
            with self.assertRaises(AccessError):
                self.sums("aig.kpi.content.target", user, [], ["due:sum"])

    def test_posts_published_planned_and_late(self):
        late = self.make_post(deadline="2026-10-06")
        today = self.make_post(deadline="2026-10-07", week_planned="2026-09-28")
        done = self.publish("2026-10-08", 2, deadline="2026-10-07")
        dropped = self.make_post()
        dropped._decide({"state": "cancelled"})
        posts = late | today | done | dropped
        mine = [("post_id", "in", posts.ids)]
        found = self.sums(
            "aig.kpi.post",
            self.user_content,
            ["date:day"],
            [
                *("post_count:sum", "published_count:sum", "planned_count:sum"),
                *("late_count:sum", "published_late_count:sum"),
            ],
            mine,
        )
        self.assertEqual(
            found,
            {
                date(2026, 9, 28): (1, 0, 1, 0, 0),
                date(2026, 10, 5): (1, 0, 1, 1, 0),
                date(2026, 10, 8): (2, 2, 0, 0, 2),
            },
        )
        for measure, records in (("late_count", late), ("published_count", done)):
            opened = self.records_of("aig.kpi.post", self.user_content, mine, measure)
            self.assertEqual(set(opened.ids), set(records.ids))
