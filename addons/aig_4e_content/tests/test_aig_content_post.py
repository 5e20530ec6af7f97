from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import AigContentCase


@tagged("post_install", "-at_install")
class TestAigContentPost(AigContentCase):
    """Dates, forms and links of posts; who may do what with them."""

    def test_the_week_is_kept_as_its_monday(self):
        posts = self.env["aig.content.post"].with_user(self.user_content)
        with Form(posts) as form:
            form.name = "Ra mắt hệ thống"
            form.channel_id = self.channel
            form.week_planned = "2026-10-09"
        post = posts.search([("name", "=", "Ra mắt hệ thống")])
        self.assertEqual(str(post.week_planned), "2026-10-05")

    def test_weeks_are_named_by_number_and_year(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        late = self.make_post(week_planned="2026-12-31")
        posts = self.env["aig.content.post"].with_user(self.user_content)
        for lang, names in (
            ("vi_VN", ["Tuần 41/2026", "Tuần 53/2026"]),
            ("en_US", ["Week 41/2026", "Week 53/2026"]),
        ):
            posts = posts.with_context(lang=lang)
            groups = posts.formatted_read_group(
                [("id", "in", (self.post | late).ids)], ["week_planned:week"]
            )
            found = [group["week_planned:week"][1] for group in groups]
            self.assertEqual(found, names)
            both = posts.browse((self.post | late).ids)
            self.assertEqual(both.mapped("week_name"), names)

    def test_a_deadline_before_the_week_is_refused(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.post.deadline = "2026-10-04"
            self.env.flush_all()

    def test_a_form_is_named_and_gets_its_code(self):
        kinds = self.env["aig.content.type"].with_user(self.user_content_manager)
        kind = kinds.create({"name": "Phóng sự Đô thị"})
        self.assertEqual(kind.code, "phong_su_do_thi")
        kind.name = "Phóng sự"
        self.assertEqual(kind.code, "phong_su_do_thi")

    def test_the_four_forms_are_there_and_another_is_a_row(self):
        self.env["aig.content.type"].with_user(self.user_content_manager).create(
            {"name": "Podcast", "code": "podcast"}
        )
        self.assertEqual(self.make_post(post_type="podcast").post_type, "podcast")
        kinds = self.env["aig.content.post"].fields_get(["post_type"])
        codes = {code for code, _name in kinds["post_type"]["selection"]}
        self.assertLessEqual({"article", "newsletter", "video", "share"}, codes)

    def test_a_form_in_use_is_archived_not_deleted(self):
        kind = self.env.ref("aig_4e_content.aig_content_type_article")
        with self.assertRaisesRegex(UserError, "archive it instead"):
            kind.with_user(self.user_content_manager).unlink()
        kind.with_user(self.user_content_manager).active = False
        self.assertEqual(self.post.post_type, "article")

    def test_seeds(self):
        data = self.env["ir.model.data"].search([("module", "=", "aig_4e_content")])
        seeds = data.filtered("noupdate").grouped("model")
        self.assertEqual(len(seeds["aig.content.channel"]), 7)
        self.assertEqual(len(seeds["aig.content.topic"]), 5)
        self.assertEqual(len(seeds["aig.content.type"]), 4)

    def test_colleagues_read_but_do_not_write(self):
        other = self._new_user(
            "content.2", "Oanh Nội Dung", "aig_base.group_content_user"
        )
        post = self.post.with_user(other)
        self.assertEqual(post.name, "Màn hình mới ở Hà Nội")
        with self.assertRaises(AccessError):
            post.name = "Khác"

    def test_an_officer_gives_no_post_away(self):
        with self.assertRaises(AccessError):
            self.post.user_id = self.user_content_manager

    def test_salespeople_read_no_drafts(self):
        post = self.post.with_user(self.user_sales_north)
        with self.assertRaises(AccessError):
            post.read(["name"])
        self.post.url = "https://emagazine.example.com/1"
        self.post.action_publish()
        self.assertEqual(post.name, "Màn hình mới ở Hà Nội")
        with self.assertRaises(AccessError):
            post.summary = "Khác"


@tagged("post_install", "-at_install")
class TestAigContentPostLink(AigContentCase):
    """What may be a link of a post."""

    def test_unsafe_and_private_links_are_refused(self):
        for link in (
            "javascript:alert(1)",
            "http://emagazine.example.com/1",
            "https://192.168.1.7/bai",
            "https://localhost/bai",
            "https://user@emagazine.example.com/",
            "emagazine.example.com/1",
        ):
            with self.subTest(link), self.assertRaises(ValidationError):
                self.post.url = link

    def test_the_same_link_twice_is_refused(self):
        self.post.url = " https://emagazine.example.com/1 "
        self.assertEqual(self.post.url, "https://emagazine.example.com/1")
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.make_post(url="https://emagazine.example.com/1")
            self.env.flush_all()

    def test_a_post_that_was_given_up_frees_its_link(self):
        self.post.url = "https://emagazine.example.com/1"
        self.post.action_cancel()
        other = self.make_post(url="https://emagazine.example.com/1")
        self.env.flush_all()
        self.assertEqual(other.url, self.post.url)
