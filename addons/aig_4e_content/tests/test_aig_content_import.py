from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from odoo.addons.aig_4e_content import link_reader
from odoo.addons.aig_4e_content.tools.page_head import Head

from .common import AigContentCase

PAGES = {
    "https://emagazine.example.com/1": Head("Bài một", "Tóm tắt", ""),
    "https://emagazine.example.com/2": Head(),
}


def read_page(url):
    """Stand in for the internet."""
    if url not in PAGES:
        raise link_reader.Unreachable("ConnectionError")
    return PAGES[url]


@tagged("post_install", "-at_install")
class TestAigContentImport(AigContentCase):
    """Posts from a pasted list of links."""

    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(link_reader, "read_page", read_page))

    def read_links(self, *links, **values):
        form = Form(self.env["aig.content.import"].with_user(self.user_content))
        form.channel_id = self.channel
        form.links = "\n".join(links)
        for name, value in values.items():
            form[name] = value
        job = form.save()
        job.action_read()
        return job

    def test_titles_are_read_or_asked_for(self):
        job = self.read_links(*PAGES, "https://emagazine.example.com/3")
        self.assertEqual(job.line_ids.mapped("name"), ["Bài một", "", ""])
        with self.assertRaisesRegex(UserError, "Type a title for .*/2, .*/3"):
            job.action_create()
        for line in job.line_ids[1:]:
            line.name = f"Bài {line.id}"
        posts = self.env["aig.content.post"].search(job.action_create()["domain"])
        self.assertEqual(len(posts), 3)
        self.assertEqual(set(posts.mapped("state")), {"published"})
        self.assertEqual(posts.user_id, self.user_content)

    def test_known_and_private_links_are_left_out_with_the_reason(self):
        self.post.url = "https://emagazine.example.com/1"
        job = self.read_links(self.post.url, "https://10.0.0.1/", "xem bài")
        self.assertEqual(job.line_ids.mapped("is_usable"), [False] * 3)
        self.assertIn(self.post.name, job.line_ids[0].problem)
        with self.assertRaisesRegex(UserError, "None of these"):
            job.action_create()

    def test_drafts_where_the_channel_asks_for_an_approval(self):
        self.channel.approval_mode = "required"
        job = self.read_links("https://emagazine.example.com/1")
        self.assertTrue(job.is_published)
        posts = self.env["aig.content.post"].search(job.action_create()["domain"])
        self.assertEqual(posts.state, "draft")

    def test_nothing_and_too_much(self):
        with self.assertRaisesRegex(UserError, "Paste the links"):
            self.read_links("")
        many = [f"https://emagazine.example.com/{number}" for number in range(41)]
        with self.assertRaisesRegex(UserError, "41 links"):
            self.read_links(*many)

    def test_nobody_reads_a_colleagues_list(self):
        job = self.read_links("https://emagazine.example.com/1")
        with self.assertRaises(AccessError):
            job.with_user(self.user_content_manager).read(["links"])
        with self.assertRaises(AccessError):
            job.line_ids.with_user(self.user_content_manager).read(["url"])


@tagged("post_install", "-at_install")
class TestLinkJob(AigContentCase):
    """The server opens links, and shows which do not answer."""

    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(link_reader, "read_page", read_page))

    def publish(self, link, **values):
        post = self.make_post(url=link, **values)
        post.action_publish()
        return post

    def test_the_job_marks_what_does_not_answer(self):
        good = self.publish("https://emagazine.example.com/1")
        bad = self.publish("https://emagazine.example.com/9")
        with self.enter_registry_test_mode():
            self.env.ref(
                "aig_4e_content.ir_cron_aig_content_post_links"
            ).method_direct_trigger()
        self.assertEqual((good.link_state, bad.link_state), ("ok", "broken"))
        self.assertEqual(bad.link_problem, "ConnectionError")

    def test_a_company_may_publish_only_what_answers(self):
        self.company.aig_content_link_policy = "block"
        with self.assertRaisesRegex(UserError, "does not answer"):
            self.publish("https://emagazine.example.com/9")
        self.assertEqual(
            self.publish("https://emagazine.example.com/1").link_state, "ok"
        )

    def test_another_link_is_opened_anew(self):
        self.post.url = "https://emagazine.example.com/1"
        self.post.action_check_link()
        self.assertEqual(self.post.link_state, "ok")
        self.post.url = "https://emagazine.example.com/2"
        self.assertEqual(self.post.link_state, "unknown")
