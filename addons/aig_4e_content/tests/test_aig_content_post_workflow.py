from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import AigContentCase

LINK = "https://emagazine.example.com/1"


@tagged("post_install", "-at_install")
class TestAigContentPostWorkflow(AigContentCase):
    """From an idea to a publication, and what stands in between."""

    def test_published_by_its_author_today(self):
        self.post.action_draft()
        self.post.url = LINK
        self.post.action_publish()
        self.assertEqual(self.post.state, "published")
        self.assertEqual(str(self.post.date_published), "2026-10-07")

    def test_without_a_link_it_is_not_published(self):
        with self.assertRaisesRegex(UserError, "has no link yet"):
            self.post.action_publish()

    def test_dragging_on_the_board_is_the_same_step(self):
        with self.assertRaisesRegex(UserError, "has no link yet"):
            self.post.write({"state": "published"})
        self.post.write({"state": "draft"})
        self.assertEqual(self.post.state, "draft")

    def test_a_step_that_is_none(self):
        self.post.action_cancel()
        with self.assertRaisesRegex(UserError, "cannot go from"):
            self.post.action_review()
        self.post.action_idea()
        self.assertEqual(self.post.state, "idea")

    def test_what_is_published_does_not_change(self):
        self.post.url = LINK
        self.post.action_publish()
        for vals in ({"name": "Khác"}, {"url": LINK + "2"}, {"summary": "Khác"}):
            with self.assertRaisesRegex(UserError, "take it back"):
                self.post.write(vals)
        with self.assertRaisesRegex(UserError, "is published and counts"):
            self.post.unlink()
        self.post.action_take_back()
        self.assertFalse(self.post.date_published)
        self.post.name = "Khác"

    def test_the_day_is_corrected_by_a_manager_alone(self):
        self.post.url = LINK
        self.post.action_publish()
        with self.assertRaises(AccessError):
            self.post.date_published = "2026-09-30"
        post = self.post.with_user(self.user_content_manager)
        post.date_published = "2026-10-05"
        with self.assertRaisesRegex(ValidationError, "published today or"):
            post.date_published = "2026-10-08"

    def test_a_published_post_is_imported_as_it_was(self):
        posts = self.env["aig.content.post"].with_user(self.user_content_manager)
        result = posts.load(
            ["name", "channel_id", "post_type", "url", "state", "date_published"],
            [
                ["Bài cũ", "Test channel", "article", LINK, "published", "2026-09-01"],
                ["Bài mới", "Test channel", "video", "", "", ""],
            ],
        )
        self.assertEqual(result["messages"], [])
        old, new = posts.browse(result["ids"])
        self.assertEqual(
            (old.state, str(old.date_published)), ("published", "2026-09-01")
        )
        self.assertEqual(new.state, "idea")

    def test_a_bad_row_of_an_import_is_named(self):
        posts = self.env["aig.content.post"].with_user(self.user_content)
        result = posts.load(
            ["name", "channel_id", "post_type", "state"],
            [
                ["Bài một", "Test channel", "article", ""],
                ["Bài hai", "Test channel", "article", "published"],
            ],
        )
        self.assertFalse(result["ids"])
        self.assertIn("Bài hai", result["messages"][0]["message"])


@tagged("post_install", "-at_install")
class TestAigContentPostApproval(AigContentCase):
    """Who approves what, by the channel's mode."""

    def setUp(self):
        super().setUp()
        self.channel.approval_mode = "required"
        self.channel.reviewer_id = self.user_content_manager
        self.post.url = LINK

    def test_a_manager_approves_and_the_author_publishes(self):
        self.post.action_review()
        task = self.post.activity_ids
        self.assertEqual(task.user_id, self.user_content_manager)
        with self.assertRaisesRegex(UserError, "needs an approval"):
            self.post.action_publish()
        self.post.with_user(self.user_content_manager).action_approve()
        self.assertEqual(self.post.state, "approved")
        self.assertFalse(self.post.activity_ids)
        self.post.action_publish()
        self.assertEqual(self.post.state, "published")

    def test_nobody_approves_the_own_post(self):
        post = self.make_post(self.user_content_manager, url=LINK + "2")
        post.action_review()
        with self.assertRaisesRegex(AccessError, "somebody else"):
            post.action_approve()
        with self.assertRaisesRegex(UserError, "needs an approval"):
            post.write({"state": "approved"})

    def test_officers_approve_nothing(self):
        other = self._new_user("content.2", "Oanh", "aig_base.group_content_user")
        self.post.action_review()
        with self.assertRaises(AccessError):
            self.post.with_user(other).action_approve()

    def test_a_change_takes_the_approval_back(self):
        self.post.action_review()
        self.post.with_user(self.user_content_manager).action_approve()
        self.post.summary = "Khác"
        self.assertEqual(self.post.state, "draft")
        self.assertFalse(self.post.approved_by_id)
        with self.assertRaisesRegex(UserError, "needs an approval"):
            self.post.action_publish()

    def test_two_levels_take_two_people(self):
        self.channel.approval_mode = "two_levels"
        self.post.action_review()
        self.post.with_user(self.user_content_manager).action_approve()
        self.assertEqual(self.post.state, "review")
        with self.assertRaises(AccessError):
            self.post.with_user(self.user_content_manager).action_approve()
        self.post.with_user(self.user_director).action_approve()
        self.assertEqual(self.post.state, "approved")

    def test_an_approval_is_not_typed(self):
        with self.assertRaises(AccessError):
            self.post.write({"approved_by_id": self.user_content_manager.id})

    def test_the_checklist_holds_a_publication_back(self):
        self.channel.write(
            {
                "approval_mode": "none",
                "check_ids": [
                    Command.create({"name": "Logo"}),
                    Command.create({"name": "Ảnh", "is_required": False}),
                ],
            }
        )
        with self.assertRaisesRegex(UserError, "not ticked: Logo"):
            self.post.action_publish()
        self.post.checked_ids = self.channel.check_ids[:1]
        self.post.action_publish()
        self.assertEqual(self.post.state, "published")
