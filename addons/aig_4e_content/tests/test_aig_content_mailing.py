import base64
from io import BytesIO

from PIL import Image

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .mailings import AigMailingCase


@tagged("post_install", "-at_install")
class TestAigContentMailing(AigMailingCase):
    """From what is suggested to the mail, as a salesperson (A46, A49, A52)."""

    def test_the_best_post_is_ready(self):
        form = self.compose(self.north.action_aig_send_4e())
        self.assertIn("Bài thứ ba", form.subject)
        self.assertIn("https://4e.example.com/b%C3%A0i-th%E1%BB%A9-ba", form.body)
        self.assertIn("Tóm tắt: Bài thứ ba", form.body)
        self.assertNotIn("Bài thứ hai", form.body)
        self.assertIn("Kính gửi", form.body)
        self.assertEqual(form.partner_ids[:], self.customer_north)

    def test_what_is_due_comes_first(self):
        self.plan_post(self.first, "2026-10-05")
        self.plan_post(self.second, "2026-09-21")
        self.plan_post(self.third, "2026-10-19")
        self.compose(self.north.action_aig_send_4e())
        mailing = self.mailings.search([])
        self.assertEqual(
            mailing._get_lines_to_send().post_id.mapped("name"),
            ["Bài thứ hai", "Bài thứ nhất"],
        )

    def test_the_industry_comes_before_the_newest(self):
        beer = self.env["res.partner.industry"].create({"name": "Beer"})
        self.customer_north.industry_id = beer
        self.first.industry_ids = beer
        mailing = self.mailings._get_draft(self.customer_north)._begin()
        self.assertEqual(mailing.post_ids, self.first)
        self.assertEqual(
            mailing._get_suggested_posts().mapped("name"),
            ["Bài thứ nhất", "Bài thứ ba", "Bài thứ hai"],
        )

    def test_sending_marks_the_roadmap(self):
        row = self.plan_post(self.first, "2026-10-05")
        mailing = self.send_to(self.customer_north, self.first | self.second)
        self.assertEqual(mailing.state, "sent")
        self.assertRecordValues(
            mailing.log_id,
            [
                {
                    "partner_id": self.customer_north.id,
                    "care_type": "article",
                    "state": "sent",
                    "user_id": self.user_sales_north.id,
                    "territory_id": self.territory_north.id,
                }
            ],
        )
        self.assertEqual((row.state, row.mailing_id.id), ("sent", mailing.id))
        other = self.roadmaps.search([("post_id", "=", self.second.id)])
        self.assertEqual((other.state, other.is_planned), ("sent", False))
        self.assertEqual(other.user_id, self.user_sales_north)
        self.assertEqual(str(other.week_planned), "2026-10-05")
        opened = self.env[row.action_open_mailing()["res_model"]]
        self.assertEqual(opened._name, "aig.content.mailing")
        document = mailing.log_id.with_user(self.user_sales_north)
        document = document.action_open_document()
        self.assertEqual(
            (document["res_model"], document["res_id"]), (mailing._name, mailing.id)
        )

    def test_what_was_sent_is_kept_as_it_was(self):
        mailing = self.send_to(self.customer_north, self.first)
        post = self.first.with_user(self.user_content_manager)
        post.action_take_back()
        post.write({"name": "Đổi tên", "url": "https://4e.example.com/khac"})
        post.action_publish()
        line = mailing.line_ids
        self.assertEqual(line.title, "Bài thứ nhất")
        self.assertIn("b%C3%A0i-th", line.url)
        for change in (
            lambda: line.write({"sequence": 3}),
            line.unlink,
            mailing.unlink,
            lambda: mailing._add(self.second),
            mailing.action_care_compose,
            mailing.action_choose,
        ):
            with self.assertRaisesRegex(UserError, "was sent"):
                change()
        draft = self.mailings._get_draft(self.customer_north)._begin()
        for typed in (
            lambda: draft.line_ids.write({"title": "Khác"}),
            lambda: draft.write({"state": "sent"}),
        ):
            with self.assertRaises(AccessError):
                typed()

    def test_a_post_that_was_sent_is_not_deleted(self):
        self.plan_post(self.second)
        self.send_to(self.customer_north, self.first)
        (self.first | self.second).action_take_back()
        with self.assertRaisesRegex(UserError, "archive it"):
            self.first.with_user(self.user_content_manager).unlink()
        self.second.with_user(self.user_content_manager).unlink()
        self.assertFalse(self.second.exists())

    def test_not_suggested_again_and_warned_of(self):
        self.send_to(self.customer_north, self.third)
        mailing = self.mailings._get_draft(self.customer_north)._begin()
        self.assertEqual(mailing.post_ids, self.second)
        action = mailing.action_choose()
        posts = self.env["aig.content.post"].with_user(self.user_sales_north)
        posts = posts.with_context(**action["context"])
        third = posts.browse(self.third.id)
        self.assertTrue(third.is_got)
        self.assertFalse(posts.browse(self.second.id).is_got)
        fresh = posts.search([("is_got", "=", False), ("state", "=", "published")])
        self.assertNotIn(third, fresh)
        self.assertIn(self.first, fresh)
        self.assertEqual(posts.search([("is_got", "=", True)]), third)
        third.action_choose()
        form = self.compose(third.action_mail_chosen())
        self.assertRegex(form.aig_notice, "has this already: Bài thứ ba")

    def test_a_colleagues_sending_counts_as_well(self):
        self.customer_north.aig_territory_id = self.territory_south
        self.send_to(self.customer_north, self.third, self.user_sales_south)
        self.customer_north.aig_territory_id = self.territory_north
        mailing = self.mailings._get_draft(self.customer_north)._begin()
        self.assertEqual(mailing.post_ids, self.second)

    def test_choosing_by_hand_stays(self):
        mailing = self.mailings._get_draft(self.customer_north)._begin()
        posts = self.env["aig.content.post"].with_user(self.user_sales_north)
        posts = posts.with_context(**mailing.action_choose()["context"])
        posts.browse(self.first.id).action_choose()
        posts.browse(self.third.id).action_leave_out()
        self.assertTrue(posts.browse(self.first.id).is_chosen)
        self.assertFalse(mailing.is_automatic)
        self.compose(self.north.action_aig_send_4e())
        self.assertEqual(mailing.post_ids, self.first)

    def test_taken_out_on_the_form_stays_out(self):
        mailing = self.mailings._get_draft(self.customer_north)._begin()
        with Form(mailing) as form:
            form.line_ids.remove(0)
        self.assertFalse(mailing.is_automatic)
        action = self.north.action_aig_send_4e()
        self.assertEqual(action["res_model"], "aig.content.post")

    def test_from_a_post_to_a_customer(self):
        action = self.first.with_user(self.user_sales_north).action_send_to_customer()
        customer = self.north.with_context(**action["context"])
        form = self.compose(customer.action_aig_send_posts())
        self.assertIn("Bài thứ nhất", form.body)
        self.assertNotIn("Bài thứ ba", form.body)
        with self.assertRaisesRegex(UserError, "Choose posts first"):
            self.north.action_aig_send_posts()

    def test_only_what_is_published_is_sent(self):
        """A draft, a post without a link, and one that was taken back meanwhile."""
        self.plan_post(self.post)
        draft = self.post.with_user(self.user_sales_north)
        bare = self.make_published("Không liên kết", url=False)
        for post in (draft, bare.with_user(self.user_sales_north)):
            with self.assertRaisesRegex(UserError, "is not published with a link"):
                post.action_send_to_customer()
        mailing = self.mailings._get_draft(self.customer_north)
        mailing._add(self.post)
        with self.assertRaisesRegex(UserError, "is not published with a link"):
            mailing.action_care_compose()
        mailing.line_ids.unlink()
        with self.assertRaisesRegex(UserError, "choose posts first"):
            mailing.action_care_compose()
        mailing._add(self.first)
        composer = self.compose(mailing.action_care_compose()).save()
        self.first._decide({"state": "approved", "date_published": False})
        with self.assertRaisesRegex(UserError, "is not published with a link"):
            composer.action_send_mail()
        self.assertEqual(mailing.state, "draft")

    def test_a_text_without_links_is_not_sent(self):
        mailing = self.mailings._get_draft(self.customer_north)
        mailing._add(self.first | self.second)
        composer = self.compose(mailing.action_care_compose()).save()
        body = composer.body
        composer.body = "<p>Chào anh chị</p>"
        with self.assertRaisesRegex(UserError, "leads to none"):
            composer.action_send_mail()
        composer.body = str(body).replace(mailing.line_ids[1].url, "https://x.vn")
        self.assertEqual(len(self.send(composer)), 1)
        self.assertEqual(mailing.line_ids.filtered("is_sent").post_id, self.first)
        self.assertFalse(self.roadmaps.search([("post_id", "=", self.second.id)]))

    def test_links_are_followed_per_recipient(self):
        mailing = self.mailings._get_draft(self.customer_north)
        mailing._add(self.first)
        [mail] = self.send(self.compose(mailing.action_care_compose()).save())
        self.assertIn("/aig/care/l/", mail["body"])
        self.assertNotIn(f'href="{mailing.line_ids.url}"', mail["body"])

    def test_the_picture_travels_in_the_mail(self):
        stream = BytesIO()
        Image.new("RGBA", (640, 480), "teal").save(stream, "PNG")
        self.first.sudo().image = base64.b64encode(stream.getvalue())
        mailing = self.mailings._get_draft(self.customer_north)
        mailing._add(self.first | self.second)
        form = self.compose(mailing.action_care_compose())
        [address] = [url for url in mailing.line_ids.mapped("picture_url") if url]
        self.assertIn(address, form.body.replace("&amp;", "&"))
        self.compose(mailing.action_care_compose())
        self.assertIn(address, mailing.line_ids.mapped("picture_url"))

    def test_pressing_send_twice_sends_once(self):
        mailing = self.mailings._get_draft(self.customer_north)._begin()
        first, second = (
            self.compose(mailing.action_care_compose()).save() for _n in range(2)
        )
        with self.mock_mail_gateway():
            for composer in (first, first, second):
                composer.action_send_mail()
            self.env["mail.mail"].sudo().process_email_queue()
        self.assertEqual(len(self._mails), 1)
        self.assertEqual(len(self.roadmaps.search([])), 1)

    def test_a_scheduled_mail_taken_back(self):
        planned = self.plan_post(self.first, "2026-10-05")
        mailing = self.mailings._get_draft(self.customer_north)
        mailing._add(self.first | self.second)
        composer = self.compose(mailing.action_care_compose()).save()
        composer.aig_send_at = "2026-10-09 02:00:00"
        with self.mock_mail_gateway():
            composer.action_send_mail()
        self.assertEqual(planned.state, "sent")
        log = mailing.log_id.with_user(self.user_sales_north)
        log.action_cancel_scheduled()
        self.assertEqual((mailing.state, planned.state), ("cancelled", "planned"))
        self.assertFalse(any(mailing.line_ids.mapped("is_sent")))
        self.assertEqual(self.roadmaps.search([]), planned)

    def test_foreign_territories(self):
        mailing = self.mailings._get_draft(self.customer_north)._begin()
        south = mailing.with_user(self.user_sales_south)
        self.assertFalse(south.search([("id", "=", mailing.id)]))
        for refused in (
            south.action_care_compose,
            lambda: south.line_ids.read(["url"]),
            lambda: south.create({"partner_id": self.customer_north.id}),
        ):
            with self.assertRaises(AccessError):
                refused()
        colleague = mailing.with_user(self.user_sales_north_2)
        self.assertEqual(colleague.post_ids, self.third)
        with self.assertRaises(AccessError):
            colleague.action_care_compose()

    def test_a_context_of_anothers_mail_is_refused(self):
        mailing = self.mailings._get_draft(self.customer_north)._begin()
        post = self.first.with_user(self.user_sales_south)
        post = post.with_context(aig_mailing_id=mailing.id)
        self.assertFalse(post.is_chosen)
        with self.assertRaisesRegex(UserError, "Open the choice anew"):
            post.action_choose()


@tagged("post_install", "-at_install")
class TestAigContentMailingGuard(AigMailingCase):
    """The guard of the care log applies without a word of ours (A48)."""

    def test_a_mail_above_the_cap_is_blocked_with_the_next_free_day(self):
        self.env["aig.care.cap"].search([]).unlink()
        self.env["aig.care.cap"].create(
            {"care_type": "article", "maximum": 1, "severity": "block"}
        )
        self.send_to(self.customer_north, self.first)
        mailing = self.mailings._get_draft(self.customer_north)._begin()
        form = self.compose(mailing.action_care_compose())
        self.assertEqual(form.aig_guard_state, "block")
        with self.assertRaisesRegex(UserError, "next free|12/10/2026"):
            form.save().action_send_mail()
        self.assertEqual(mailing.state, "draft")


@tagged("post_install", "-at_install")
class TestAigContentMailingMany(AigMailingCase):
    """Many customers at once, each with what is suggested for it."""

    def _new_customers(self, count):
        partners = self.env["res.partner"].create(
            [
                {
                    "name": f"Khách {number}",
                    "is_company": True,
                    "email": f"khach.{number}@customer.example.com",
                    "aig_territory_id": self.territory_north.id,
                    "user_id": self.user_sales_north.id,
                }
                for number in range(count)
            ]
        )
        return partners.with_user(self.user_sales_north)

    def test_as_many_queries_for_thirty_as_for_three(self):
        partners = self._new_customers(33)
        counts = []
        for group in (partners[:3], partners[3:]):
            mailings = self.mailings.create([{"partner_id": p.id} for p in group])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            mailings._begin()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(mailings.post_ids, self.third)
        self.assertLessEqual(counts[1], counts[0] + 2)

    def test_roadmaps_of_many_are_marked_at_once(self):
        partners = self._new_customers(22)
        counts = []
        for group in (partners[:2], partners[2:]):
            mailings = self.mailings.create([{"partner_id": p.id} for p in group])
            mailings._begin()
            mailings.line_ids.sudo().is_sent = True
            mailings._decide({"sent_date": "2026-10-07 02:00:00"})
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            mailings._mark_roadmaps()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)

    def test_lists_ask_as_much_for_thirty_as_for_three(self):
        posts = self.first | self.second | self.third
        more = self.env["aig.content.post"].union(
            *(self.make_published(f"Bài {number}") for number in range(30))
        )
        names = ["name", "partner_ids", "customer_count", "customer_sent_count"]
        names += ["effect_clicked_count", "effect_order_count", "effect_order_amount"]
        names += ["is_got", "is_chosen"]
        spec = {name: {} for name in names}
        counts = []
        for group in (posts, more):
            group = group.with_user(self.user_sales_north)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            group.web_read(spec)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])
