from odoo.tests import tagged

from odoo.addons.aig_4e_content.tests.test_aig_content_robot import AigRobotCase
from odoo.addons.aig_kpi_dashboard.tests.common import MyDayReader


@tagged("post_install", "-at_install")
class TestAigMyDay(MyDayReader, AigRobotCase):
    """A content officer's week, and posts for one's customers (A54)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer_north.user_id = cls.user_sales_north

    def plan_for(self, post, partner, week="2026-10-05"):
        return self.env["aig.content.roadmap"].create(
            {"post_id": post.id, "partner_id": partner.id, "week_planned": week}
        )

    def test_the_week_of_a_content_officer(self):
        late = self.make_post(name="Late", deadline="2026-10-06")
        self.make_post(name="Next week", week_planned="2026-10-12")
        self.make_post(self.user_content_manager, name="Of another")
        rows = self.get_rows("posts", self.user_content)
        self.assertEqual([row["id"] for row in rows], [late.id, self.post.id])
        self.assertEqual(rows[0]["when"], "1 day late")
        keys = [one["key"] for one in self.get_day(self.user_content)["sections"]]
        self.assertEqual(keys, ["posts"])
        self.assertIsNone(self.get_day(self.user_content)["saved"])

    def test_the_next_step_of_a_post(self):
        """A touch begins, asks for a review, publishes; else the post is opened."""

        def press():
            [row] = self.get_rows("posts", self.user_content)
            self.press(row, user=self.user_content)
            self.env.invalidate_all()
            return self.post.state

        self.channel.approval_mode = "required"
        self.post._decide({"state": "idea"})
        self.assertEqual(press(), "draft")
        self.assertEqual(press(), "review")
        [row] = self.get_rows("posts", self.user_content)
        self.assertEqual(row["buttons"], [])
        self.post.with_user(self.user_content_manager).action_approve()
        self.post.url = False
        [row] = self.get_rows("posts", self.user_content)
        self.assertEqual(row["buttons"], [], "its link is still to be typed")
        self.post.url = "https://example.com/post"
        self.assertEqual(press(), "published")
        self.assertEqual(self.get_rows("posts", self.user_content), [])

    def test_a_task_about_a_customer(self):
        """Whoever has no list of contacts has it among other things."""
        self.customer_north.activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=self.company._aig_today(),
            summary="Photos of the launch",
            user_id=self.user_content.id,
        )
        [row] = self.get_rows("other", self.user_content)
        self.assertEqual(row["reasons"], ["Photos of the launch"])

    def test_queries_do_not_grow(self):
        people = (
            self.user_content,
            self.user_content_manager,
            self.user_sales_north,
        )

        def count():
            for _warm_up in range(2):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                for user in people:
                    self.get_day(user)
            return self.env.cr.sql_log_count - before

        def fill(number):
            for index in range(number):
                customer = self._new_customer(
                    f"Customer {number} {index}",
                    self.territory_north,
                    user_id=self.user_sales_north.id,
                )
                self.plan_for(self.publish("2026-10-06"), customer)
                self.make_post(name="In work")
                waiting = self.make_post(name="For review")
                waiting.action_draft()
                waiting.action_review()
                self.make_mailing(customer)

        self.make_target(92)
        fill(3)
        few = count()
        fill(12)
        self.assertLessEqual(count(), few)

    def make_mailing(self, customer):
        """Posts that somebody chose for a customer, and has not sent."""
        mailing = self.env["aig.content.mailing"].create(
            {
                "partner_id": customer.id,
                "user_id": self.user_sales_north.id,
                "line_ids": [(0, 0, {"post_id": self.publish("2026-10-05").id})],
            }
        )
        mailing._decide({"is_automatic": False})
        return mailing

    def test_published_posts_leave(self):
        self.post._decide({"state": "published", "date_published": "2026-10-07"})
        self.assertEqual(self.get_rows("posts", self.user_content), [])

    def test_the_pace_of_the_week_and_of_the_quarter(self):
        target = self.make_target(92)
        self.publish("2026-10-06", 2)
        week, quarter = self.get_figures("posts", self.user_content)
        self.assertEqual((week["goal"], week["done"]), (target.this_week_quantity, 2))
        self.assertEqual(
            [quarter[name] for name in ("goal", "done", "expected", "gap")],
            [92, 2, 7, 5],
        )
        self.assertFalse(quarter["is_money"])
        self.assertEqual(self.get_figures("posts", self.user_content_manager), [])

    def test_a_post_is_approved(self):
        self.channel.approval_mode = "required"
        self.post.action_draft()
        self.post.action_review()
        self.assertEqual(self.get_rows("approve", self.user_content), [])
        [row] = self.get_rows("approve", self.user_content_manager)
        self.assertEqual(row["title"], self.post.name)
        self.press(row, user=self.user_content_manager)
        self.assertEqual(self.post.state, "approved")
        self.assertEqual(self.get_rows("approve", self.user_content_manager), [])

    def test_posts_that_a_customer_is_to_get(self):
        first, second = self.publish("2026-10-06", 2)
        later = self.publish("2026-10-06")
        row = self.plan_for(first, self.customer_north)
        self.plan_for(second, self.customer_north, "2026-09-28")
        self.plan_for(later, self.customer_north, "2026-10-12")
        self.plan_for(self.post, self.customer_north)
        self.plan_for(first, self.customer_south)
        [shown] = self.get_rows("draft")
        self.assertEqual(shown["title"], "North Customer")
        self.assertEqual(shown["tone"], "late")
        action = self.press(shown)
        self.assertEqual(action["res_model"], "mail.compose.message")
        self.env["aig.content.roadmap"].search(
            [("partner_id", "=", self.customer_north.id)]
        ).sudo().write({"sent_date": "2026-10-07 02:00:00"})
        self.assertTrue(row.sent_date)
        self.assertEqual(self.get_rows("draft"), [])

    def test_salespeople_have_no_list_of_posts(self):
        keys = [one["key"] for one in self.get_day()["sections"]]
        self.assertNotIn("posts", keys)
