from odoo.tests import Form

from odoo.addons.mail.tests.common import MailCase

from .common import AigContentCase


class AigMailingCase(AigContentCase, MailCase):
    """Three published posts, ``first``, ``second`` and ``third`` the newest, and the
    salesperson of the north with the north customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("vi_VN")
        cls.customer_north.write({"lang": "vi_VN", "user_id": cls.user_sales_north.id})
        cls.customer_south.user_id = cls.user_sales_south
        cls.first, cls.second, cls.third = (
            cls.make_published(name, day)
            for name, day in (
                ("Bài thứ nhất", "2026-09-01"),
                ("Bài thứ hai", "2026-09-15"),
                ("Bài thứ ba", "2026-10-01"),
            )
        )
        cls.mailings = cls.env["aig.content.mailing"].with_user(cls.user_sales_north)
        cls.roadmaps = cls.env["aig.content.roadmap"].with_user(cls.user_content)
        cls.north = cls.customer_north.with_user(cls.user_sales_north)

    @classmethod
    def make_published(cls, name, day="2026-10-01", **values):
        """A post that was published on a day, with a link."""
        slug = name.lower().replace(" ", "-")
        post = cls.make_post(
            **{
                "name": name,
                "summary": f"Tóm tắt: {name}",
                "url": f"https://4e.example.com/{slug}",
                **values,
            }
        )
        post._decide({"state": "published", "date_published": day})
        return post

    @classmethod
    def plan_post(cls, post, week=None, partner=None, user=None):
        """A row of a roadmap, as a content officer plans it."""
        rows = cls.env["aig.content.roadmap"].with_user(user or cls.user_content)
        return rows.create(
            {
                "post_id": post.id,
                "partner_id": (partner or cls.customer_north).id,
                "week_planned": week,
            }
        )

    def compose(self, action, user=None):
        """What the web client opens for the composer's action."""
        self.assertEqual(action["res_model"], "mail.compose.message")
        view = self.env["ir.ui.view"].browse(action["views"][0][0])
        composers = self.env["mail.compose.message"].with_user(
            user or self.user_sales_north
        )
        return Form(composers.with_context(**action["context"]), view=view)

    def send(self, composer):
        """Press Send and let the queue run; return the mails."""
        with self.mock_mail_gateway():
            composer.action_send_mail()
            self.env["mail.mail"].sudo().process_email_queue()
        self.env.invalidate_all()
        return self._mails

    def send_to(self, partner, posts, user=None):
        """Send posts to a customer; return the mail's document."""
        user = user or self.user_sales_north
        mailing = self.env["aig.content.mailing"].with_user(user)._get_draft(partner)
        mailing._leave_to_people()
        mailing.line_ids.unlink()
        mailing._add(posts)
        self.send(self.compose(mailing.action_care_compose(), user).save())
        return mailing
