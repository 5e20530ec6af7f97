import re

from markupsafe import Markup

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import CareCase
from .smtp_sink import SmtpMixin

WRITTEN = ("mail.message", "mail.mail", "mail.notification", "ir.attachment")


@tagged("post_install", "-at_install")
class TestComposerPreview(SmtpMixin, CareCase):
    """The preview is the mail that leaves, and leaves no trace."""

    def preview(self, composer=None, user=None, **typed):
        composer = composer or self.compose()
        values = {
            "model": composer.model,
            "res_ids": composer.res_ids,
            "template_id": composer.template_id.id,
            "email_layout_xmlid": composer.email_layout_xmlid,
            "subject": composer.subject,
            "body": composer.body,
            "partner_ids": composer.partner_ids.ids,
            **typed,
        }
        composers = self.env["mail.compose.message"]
        composers = composers.with_user(user or self.user_sales_north)
        return composers.aig_preview_mail(values)

    def words(self, html):
        """What a reader sees: links are counted in the mail, not in the preview."""
        text = re.sub(r"<style.*?</style>|<[^>]+>|&#847;|͏|​", " ", str(html))
        return re.sub(r"\s+", " ", text).strip()

    def test_it_is_the_mail_that_leaves(self):
        body = Markup('<p>Chào anh, <a href="https://aig.example.com">xem</a></p>')
        composer = self.compose(subject="Riêng\ncho anh", body=body)
        mail = self.preview(composer)
        with self.smtp_sink() as sink:
            composer.action_send_mail()
        message = sink.received[0][1]
        sent = message.get_payload()[-1].get_payload(decode=True).decode()
        self.assertEqual(self.words(mail["html"]), self.words(sent))
        self.assertIn("Chào anh", mail["html"])
        self.assertIn(self.env.company.name, mail["html"])
        self.assertEqual(mail["subject"], "Riêng cho anh")
        self.assertIn("sales.north@aig.example.com", mail["email_from"])

    def test_nothing_is_written(self):
        composer = self.compose()
        counts = [self.env[name].search_count([]) for name in WRITTEN]
        logs = self.logs()
        with self.smtp_sink() as sink:
            self.preview(composer, body="<p>Anything</p>")
        self.assertEqual([self.env[name].search_count([]) for name in WRITTEN], counts)
        self.assertEqual(self.logs(), logs)
        self.assertFalse(sink.received)
        self.assertNotIn("Anything", composer.body)

    def test_it_speaks_the_customers_language(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.customer_north.lang = "vi_VN"
        self.assertIn('lang="vi_VN"', self.preview()["html"])

    def test_without_recipients_it_is_the_customers(self):
        self.assertIn("Dear", self.preview(partner_ids=[])["html"])

    def test_what_runs_is_taken_out(self):
        mail = self.preview(body='<p onclick="x()">Hi<script>x()</script></p>')
        self.assertIn("Hi", mail["html"])
        self.assertNotIn("x()", mail["html"])

    def test_who_may_not_send_sees_nothing(self):
        composer = self.compose()
        for user in (self.user_sales_south, self.user_plain):
            with self.assertRaises(AccessError):
                self.preview(composer, user=user)
        with self.assertRaisesRegex(UserError, "Only mails to customers"):
            self.preview(composer, model="res.users", res_ids="[1]")
