from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.aig_4e_content.tests.mailings import AigMailingCase
from odoo.addons.aig_sales_plan.tests.common import AigPlanCase

LIST_FIELDS = {
    "partner_id": {"fields": {"display_name": {}}},
    "article_sent_count": {},
    "article_guard_hint": {},
    "roadmap_ids": {"fields": {"display_name": {}, "state": {}}},
}


@tagged("post_install", "-at_install")
class TestAigSalesPlanLineArticle(AigMailingCase, AigPlanCase):
    """The 4E icon of a row: the ready mail, sent, counted (A45, A49, A50)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.line = cls.line_north.with_user(cls.user_sales_north)

    def test_from_the_row_to_the_inbox(self):
        planned = self.plan_post(self.first, "2026-10-05")
        self.assertEqual(
            planned.with_user(self.user_sales_north).plan_line_id, self.line
        )
        self.assertEqual(self.line.roadmap_ids, planned)
        self.assertEqual(self.line.article_sent_count, 0)
        composer = self.compose(self.line.action_article()).save()
        [mail] = self.send(composer)
        self.assertIn("Bài thứ nhất", mail["body"])
        self.assertEqual(self.line.article_sent_count, 1)
        log = self.line.care_log_ids
        self.assertEqual((log.care_type, log.state), ("article", "sent"))
        self.assertEqual(planned.state, "sent")
        self.assertEqual(self.line.mailing_ids.state, "sent")
        # the next one is another post
        composer = self.compose(self.line.action_article()).save()
        self.assertIn("Bài thứ ba", composer.body)
        self.assertNotIn("Bài thứ nhất", composer.body)

    def test_sent_without_a_plan_is_seen_as_such(self):
        self.send(self.compose(self.line.action_article()).save())
        row = self.line.roadmap_ids
        self.assertEqual(row.post_id, self.third)
        self.assertFalse(row.is_planned)

    def test_a_row_of_a_roadmap_belongs_to_its_quarter(self):
        other = self.make_line(
            self.make_plan(self.user_sales_north, year=2027, quarter="1"),
            self.customer_north,
        )
        # its Thursday is the last day of the year
        rows = self.plan_post(self.first, "2026-12-28")
        rows |= self.plan_post(self.second, "2027-02-01")
        rows |= self.plan_post(self.third, "2027-06-01")
        rows = rows.with_user(self.user_sales_north)
        self.assertEqual(rows[0].plan_line_id, self.line)
        self.assertEqual(rows[1].plan_line_id, other)
        self.assertFalse(rows[2].plan_line_id)
        self.assertEqual(self.line.roadmap_ids, rows[0])
        self.assertEqual(other.roadmap_ids, rows[1])

    def test_nothing_left_opens_the_choice(self):
        self.env["aig.content.post"].search([]).write({"url": False})
        action = self.line.action_article()
        self.assertEqual(action["res_model"], "aig.content.post")
        self.first.url = "https://4e.example.com/1"
        posts = self.env["aig.content.post"].with_user(self.user_sales_north)
        posts.with_context(**action["context"]).browse(self.first.id).action_choose()
        composer = self.compose(self.line.action_article()).save()
        self.assertIn("https://4e.example.com/1", composer.body)
        action = self.line.action_choose_posts()
        self.assertEqual(self.line.mailing_ids.post_ids, self.first)

    def test_pressed_twice_it_is_one_draft(self):
        for _press in range(2):
            self.line.action_article()
        self.assertEqual(len(self.line.mailing_ids), 1)
        composers = [self.compose(self.line.action_article()).save() for _n in range(2)]
        with self.mock_mail_gateway():
            for composer in composers:
                composer.action_send_mail()
            self.env["mail.mail"].sudo().process_email_queue()
        self.assertEqual(len(self._mails), 1)

    def test_nobody_to_write_to_is_said_first(self):
        (self.customer_north | self.branch_north).email = False
        with self.assertRaisesRegex(UserError, "no e-mail address"):
            self.line.action_article()

    def test_not_on_anothers_row(self):
        for user in (self.user_sales_north_2, self.user_sales_south):
            for refused in (
                lambda user=user: self.line.with_user(user).action_article(),
                lambda user=user: self.mailings.with_user(user).create(
                    {
                        "plan_line_id": self.line.id,
                        "partner_id": self.customer_north.id,
                    }
                ),
            ):
                with self.assertRaises(AccessError):
                    refused()

    def test_officers_see_no_plan(self):
        row = self.plan_post(self.first, "2026-10-05")
        self.assertEqual(row.partner_id.name, "North Customer")
        for refused in (
            lambda: row.read(["plan_line_id"]),
            lambda: row.mapped("plan_line_id"),
            lambda: self.line.with_user(self.user_content).read(["secured_revenue"]),
            lambda: self.line.with_user(self.user_content_manager).search([]),
        ):
            with self.assertRaises(AccessError):
                refused()

    def test_a_plan_handed_on_takes_its_choice_along(self):
        self.line.action_article()
        self.line.plan_id.sudo().user_id = self.user_sales_north_2
        line = self.line.with_user(self.user_sales_north_2)
        self.assertEqual(line._get_mailings()[line.id].user_id, self.user_sales_north_2)

    def test_many_rows_each_with_its_own_posts(self):
        second, third = (
            self.make_line(
                self.plan_north,
                self._new_customer(
                    name, self.territory_north, user_id=self.user_sales_north.id
                ),
            )
            for name in ("Second", "Third")
        )
        self.plan_post(self.first, "2026-10-05")
        for post in (self.first, self.second, self.third):
            self.plan_post(post, partner=third.partner_id).action_skip()
        rows = (self.line | second | third).with_user(self.user_sales_north)
        action = rows.action_send_articles()
        batch = self.env["aig.care.batch"].sudo().browse(action["res_id"])
        by_row = {line.source_id: line for line in batch.line_ids}
        self.assertIn("nothing is left to suggest", by_row[third.id].reason)
        batch.state = "running"
        with self.mock_mail_gateway():
            self.assertFalse(batch._send_lines(batch._get_next_lines()))
            self.env["mail.mail"].sudo().process_email_queue()
        self.env.invalidate_all()
        self.assertEqual(rows.mapped("article_sent_count"), [1, 1, 0])
        self.assertEqual(self.line.roadmap_ids.state, "sent")
        self.assertEqual(second.roadmap_ids.post_id, self.third)


@tagged("post_install", "-at_install", "aig_performance")
class TestAigSalesPlanLineArticlePerformance(AigMailingCase, AigPlanCase):
    """Queries do not grow with rows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        customers = cls.make_customers(55)
        customers.user_id = cls.user_sales_north
        plans = [
            cls.make_plan(cls.user_sales_north, year=2027, quarter=quarter)
            for quarter in ("1", "2")
        ]
        for plan, group in zip(plans, (customers[:5], customers[5:]), strict=True):
            for customer in group:
                cls.make_line(plan, customer)
                cls.plan_post(cls.first, plan.date_from + timedelta(14), customer)
        cls.small, cls.large = plans
        cls.env.flush_all()

    def test_reading_the_list(self):
        lines = self.env["aig.sales.plan.line"].with_user(self.user_sales_north)

        def read_list(plan):
            found = lines.web_search_read([("plan_id", "=", plan.id)], LIST_FIELDS)
            self.assertTrue(found["records"][0]["roadmap_ids"])

        self.assert_same_budget(read_list, self.small, self.large)

    def test_reading_the_roadmap(self):
        rows = self.roadmaps.with_user(self.user_sales_north)
        spec = {
            "partner_id": {"fields": {"display_name": {}}},
            "post_id": {"fields": {"display_name": {}}},
            "state": {},
            "evidence": {},
            "plan_line_id": {"fields": {"display_name": {}}},
        }

        def read_list(plan):
            domain = [("partner_id", "in", plan.line_ids.partner_id.ids)]
            found = rows.web_search_read(domain, spec)
            self.assertTrue(found["records"][0]["plan_line_id"])

        self.assert_same_budget(read_list, self.small, self.large)

    def test_preparing_a_sending(self):
        self.assert_same_budget(
            lambda plan: plan.with_user(
                self.user_sales_north
            ).line_ids.action_send_articles(),
            self.small,
            self.large,
        )
