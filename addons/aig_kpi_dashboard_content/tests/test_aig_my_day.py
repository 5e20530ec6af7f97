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
