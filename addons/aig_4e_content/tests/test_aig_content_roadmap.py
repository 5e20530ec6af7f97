from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .mailings import AigMailingCase


@tagged("post_install", "-at_install")
class TestAigContentRoadmap(AigMailingCase):
    """Which customers get which post, and when (A45, A48)."""

    def test_planned_by_an_officer_for_any_territory(self):
        with Form(self.roadmaps) as form:
            form.post_id = self.first
            form.partner_id = self.branch_north
            form.week_planned = "2026-10-16"
        row = self.roadmaps.search([])
        self.assertRecordValues(
            row,
            [
                {
                    "partner_id": self.customer_north.id,
                    "user_id": self.user_sales_north.id,
                    "territory_id": self.territory_north.id,
                    "is_planned": True,
                    "state": "planned",
                }
            ],
        )
        self.assertEqual(str(row.week_planned), "2026-10-12")

    def test_states_and_their_search(self):
        late = self.plan_post(self.first, "2026-09-30")
        now = self.plan_post(self.second, "2026-10-07")
        free = self.plan_post(self.third)
        out = self.plan_post(self.third, partner=self.customer_south)
        out.action_skip()
        rows = late | now | free | out
        states = {late: "late", now: "planned", free: "planned", out: "skipped"}
        for row, state in states.items():
            self.assertEqual(row.state, state)
        for state in ("planned", "late", "sent", "skipped"):
            expected = rows.filtered(lambda row, state=state: row.state == state)
            found = self.roadmaps.search([("state", "=", state)])
            self.assertEqual(found, expected.sorted())
        out.action_plan_again()
        self.assertEqual(out.state, "planned")

    def test_once_per_customer(self):
        self.plan_post(self.first)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.plan_post(self.first, partner=self.branch_north)

    def test_customers_typed_on_the_post(self):
        post = self.post.with_user(self.user_content)
        with Form(post, view="aig_4e_content.aig_content_post_view_form") as form:
            form.partner_ids.add(self.customer_north)
            form.partner_ids.add(self.customer_south)
        self.assertEqual(post.roadmap_ids.partner_id, post.partner_ids)
        self.assertEqual(post.customer_count, 2)
        post.partner_ids = [Command.unlink(self.customer_south.id)]
        self.env.invalidate_all()
        self.assertEqual(post.partner_ids, self.customer_north)
        posts = self.env["aig.content.post"].with_user(self.user_content)
        search = posts.search
        north = self.customer_north.id
        self.assertEqual(search([("partner_ids", "in", [north])]), post)
        self.assertEqual(search([("partner_ids", "ilike", "North")]), post)
        self.assertNotIn(post, search([("partner_ids", "not in", [north])]))
        self.assertNotIn(post, search([("partner_ids", "=", False)]))
        self.assertIn(self.first, search([("partner_ids", "=", False)]))

    def test_what_is_planned_goes_with_the_customer(self):
        planned = self.plan_post(self.second)
        mailing = self.send_to(self.customer_north, self.first)
        sent = self.roadmaps.search([("mailing_id", "=", mailing.id)])
        self.customer_north.write(
            {
                "user_id": self.user_sales_south.id,
                "aig_territory_id": self.territory_south.id,
            }
        )
        self.assertEqual(planned.user_id, self.user_sales_south)
        self.assertEqual(planned.territory_id, self.territory_south)
        self.assertEqual(sent.user_id, self.user_sales_north)
        self.assertEqual(sent.territory_id, self.territory_north)

    def test_what_was_sent_is_kept(self):
        self.send_to(self.customer_north, self.first)
        row = self.roadmaps.search([("post_id", "=", self.first.id)])
        for change in (
            lambda: row.write({"week_planned": "2026-10-12"}),
            row.action_skip,
            row.unlink,
            lambda: self.first.write({"partner_ids": [Command.clear()]}),
        ):
            with self.assertRaisesRegex(UserError, "has “Bài thứ nhất” already"):
                change()
        with self.assertRaises(AccessError):
            self.plan_post(self.second).sent_date = "2026-10-07 00:00:00"

    def reverse(self, mailing):
        """Reverse the mail's row of the log, as its salesperson does."""
        wizards = self.env["aig.care.log.reverse"].with_user(self.user_sales_north)
        action = mailing.log_id.with_user(self.user_sales_north).action_reverse()
        with Form(wizards.with_context(**action["context"])) as form:
            form.reason = "Gửi nhầm khách hàng"
        form.record.action_confirm()
        self.env.invalidate_all()

    def test_what_was_reversed_is_to_be_sent_again(self):
        planned = self.plan_post(self.first, "2026-10-07")
        mailing = self.send_to(self.customer_north, self.first | self.second)
        rows = self.roadmaps.search([])
        self.assertEqual(set(rows.mapped("state")), {"sent"})
        self.assertNotIn(self.first, mailing.sudo()._get_suggested_posts())
        self.reverse(mailing)
        # what stood on no roadmap stands on none again
        self.assertEqual(self.roadmaps.search([]), planned)
        self.assertRecordValues(
            planned,
            [{"state": "planned", "sent_date": False, "mailing_id": False}],
        )
        self.assertEqual(mailing.state, "sent")  # it did leave
        again = self.mailings._get_draft(self.customer_north)
        again._begin()
        self.assertEqual(again.line_ids.post_id, self.first)
        self.send(self.compose(again.action_care_compose()).save())
        self.assertEqual(planned.state, "sent")
        self.assertEqual(planned.sudo().mailing_id, again.sudo())

    def test_a_reversed_mail_leaves_what_another_one_told_of(self):
        first = self.send_to(self.customer_north, self.first)
        second = self.send_to(self.customer_north, self.first | self.second)
        self.reverse(first)
        row = self.roadmaps.search([("post_id", "=", self.first.id)])
        self.assertEqual(row.sudo().mailing_id, second.sudo())
        self.assertEqual(row.state, "sent")
        self.reverse(second)
        self.assertFalse(self.roadmaps.search([]))


@tagged("post_install", "-at_install")
class TestAigContentRoadmapAccess(AigMailingCase):
    """Salespeople meet what is planned for their own customers only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.row = cls.plan_post(cls.post, "2026-10-12")
        cls.env.ref("base.group_allow_export").user_ids |= (
            cls.user_sales_north
            | cls.user_sales_north_2
            | cls.user_manager_both
            | cls.user_director
            | cls.user_sales_south
            | cls.user_no_territory
        )

    def test_a_draft_for_my_customer_is_seen(self):
        """On each route; elsewhere it is not there."""
        for user, seen in (
            (self.user_sales_north, True),
            (self.user_sales_north_2, True),
            (self.user_manager_both, True),
            (self.user_director, True),
            (self.user_sales_south, False),
            (self.user_no_territory, False),
        ):
            with self.subTest(user.login):
                post, row = self.post.with_user(user), self.row.with_user(user)
                self.env.invalidate_all()
                found = [("id", "=", post.id)]
                self.assertEqual(bool(post.search(found)), seen)
                self.assertEqual(post.search_count(found), int(seen))
                grouped = post.formatted_read_group(found, ["state"], ["__count"])
                self.assertEqual(bool(grouped), seen)
                self.assertEqual(bool(post.name_search(post.sudo().name)), seen)
                self.assertEqual(bool(row.search([("id", "=", row.id)])), seen)
                if seen:
                    self.assertEqual(post.partner_ids, self.customer_north)
                    post.export_data(["name", "partner_ids/name"])
                    continue
                for reading in (
                    lambda post=post: post.read(["name"]),
                    lambda post=post: post.export_data(["name"]),
                    lambda row=row: row.read(["post_id"]),
                ):
                    with self.assertRaises(AccessError):
                        reading()

    def test_customers_of_others_stay_hidden_on_a_published_post(self):
        self.plan_post(self.first)
        self.plan_post(self.first, partner=self.customer_south)
        for user, customer in (
            (self.user_sales_north, self.customer_north),
            (self.user_sales_south, self.customer_south),
        ):
            post = self.first.with_user(user)
            self.assertEqual(post.partner_ids, customer)
            self.assertEqual(post.customer_count, 1)
        both = self.first.with_user(self.user_content).partner_ids
        self.assertEqual(both, self.customer_north | self.customer_south)

    def test_plan_only_for_own_customers(self):
        row = self.plan_post(self.first, user=self.user_sales_north)
        self.assertEqual(row.user_id, self.user_sales_north)
        row.week_planned = "2026-10-14"
        with self.assertRaises(AccessError):
            self.plan_post(
                self.second, partner=self.customer_south, user=self.user_sales_north
            )
        with self.assertRaises(AccessError):
            row.with_user(self.user_sales_north_2).action_skip()
        row.with_user(self.user_manager_north).action_skip()
        self.assertEqual(row.state, "skipped")

    def test_stands_in_for_a_colleague(self):
        post = self.post.with_user(self.user_sales_south)
        self._hand_over()
        self.assertEqual(post.search([("id", "=", post.id)]), post)
        self.assertEqual(post.partner_ids, self.customer_north)

    def test_officers_read_no_mails(self):
        mailing = self.send_to(self.customer_north, self.first)
        for user in (self.user_content, self.user_content_manager):
            with self.assertRaises(AccessError):
                mailing.with_user(user).read(["state"])
            row = self.first.with_user(user).roadmap_ids
            self.assertEqual((row.state, row.evidence), ("sent", "delivered"))
