from odoo.tests import tagged

from .test_aig_content_robot import AigRobotCase


@tagged("post_install", "-at_install")
class TestAigContentTargetPage(AigRobotCase):
    """A person sees his own targets: done, planned and left, per channel (A54)."""

    def get_page(self, user=None, **quarter):
        targets = self.env["aig.content.target"].with_user(user or self.user_content)
        return targets.get_my_page(**quarter)

    def test_done_planned_and_left_by_channel(self):
        other = self.channel.copy({"name": "Another channel"})
        target = self.make_target(40)
        self.make_target(13, channel_id=other.id)
        self.publish("2026-10-06", 2)
        page = self.get_page()
        self.assertEqual(page["quarter"]["name"], "Q4/2026")
        mine = {channel["name"]: channel for channel in page["channels"]}
        self.assertEqual(set(mine), {"Test channel", "Another channel"})
        first = mine["Test channel"]
        self.assertEqual(first["target_ids"], target.ids)
        shown = [first[name] for name in ("quantity", "done", "planned", "left")]
        self.assertEqual(shown, [40, 2, 1, 38])
        self.assertEqual(first["week_done"], 2)
        self.assertEqual(first["week_quantity"], target.this_week_quantity)
        self.assertIsNone(first["forecast"])

    def test_targets_of_topics_are_added(self):
        self.make_target(10)
        self.make_target(3, topic_id=self.topic.id)
        [channel] = self.get_page()["channels"]
        self.assertEqual(channel["quantity"], 13)
        self.assertEqual(len(channel["target_ids"]), 2)

    def test_the_weeks_and_why(self):
        self.make_target(40)
        weeks = self.get_page()["weeks"]
        self.assertEqual(len(weeks), 14)
        self.assertEqual([week["is_now"] for week in weeks].index(True), 1)
        self.assertEqual(sum(week["quantity"] for week in weeks), 40)
        self.assertIn("40 of 40 posts are left", weeks[1]["lines"][0]["why"])

    def test_posts_of_this_week(self):
        late = self.make_post(week_planned="2026-09-28", deadline="2026-10-02")
        later = self.make_post(week_planned="2026-10-12")
        done = self.publish("2026-10-06")
        posts = {post["id"]: post for post in self.get_page()["posts"]}
        self.assertEqual(list(posts), [late.id, self.post.id, done.id])
        self.assertNotIn(later.id, posts)
        self.assertTrue(posts[late.id]["is_late"])

    def test_nobody_sees_the_page_of_another(self):
        self.make_target(40)
        for user in (self.user_content_manager, self.user_director):
            page = self.get_page(user)
            self.assertEqual(page["channels"], [])
            self.assertEqual(page["posts"], [])

    def test_another_quarter(self):
        self.make_target(5, year=2027, quarter="1")
        page = self.get_page(year=2027, quarter=1)
        self.assertEqual(page["channels"][0]["quantity"], 5)
        self.assertEqual(page["quarter"]["previous"], {"year": 2026, "quarter": 4})

    def test_queries_do_not_grow_with_channels(self):
        def count():
            for _warm_up in range(2):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                self.get_page()
            return self.env.cr.sql_log_count - before

        def add(number):
            for index in range(number):
                channel = self.channel.copy({"name": f"Channel {number} {index}"})
                self.make_target(20, channel_id=channel.id)
                self.make_post(channel_id=channel.id)

        add(2)
        few = count()
        add(8)
        self.assertEqual(count(), few)
