from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import AigContentCase


@tagged("post_install", "-at_install")
class TestAigContentPost(AigContentCase):
    """Who may do what with posts, and what is refused."""

    def test_the_week_is_kept_as_its_monday(self):
        posts = self.env["aig.content.post"].with_user(self.user_content)
        with Form(posts) as form:
            form.name = "Ra mắt hệ thống"
            form.channel_id = self.channel
            form.week_planned = "2026-10-09"
        post = posts.search([("name", "=", "Ra mắt hệ thống")])
        self.assertEqual(str(post.week_planned), "2026-10-05")

    def test_a_deadline_before_the_week_is_refused(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.post.deadline = "2026-10-04"
            self.env.flush_all()

    def test_the_state_is_not_typed(self):
        with self.assertRaises(AccessError):
            self.post.state = "published"

    def test_colleagues_read_but_do_not_write(self):
        other = self._new_user(
            "content.2", "Oanh Nội Dung", "aig_base.group_content_user"
        )
        post = self.post.with_user(other)
        self.assertEqual(post.name, "Màn hình mới ở Hà Nội")
        with self.assertRaises(AccessError):
            post.name = "Khác"

    def test_salespeople_read_no_drafts(self):
        with self.assertRaises(AccessError):
            self.post.with_user(self.user_sales_north).read(["name"])
