import base64
import re
from email import policy
from email.parser import BytesParser
from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.aig_customer_care.tools import mail_text

from .common import CareCase
from .smtp_sink import SmtpMixin

NAME = '<script>alert(1)</script>"><img src=x onerror=alert(2)> {{ 7 * 7 }} ${7*7}'
SPY = "spy@evil.example.com"


@tagged("post_install", "-at_install")
class TestHostile(SmtpMixin, CareCase):
    """What people type, by mistake or on purpose, and what the customer gets (T9)."""

    def received(self, sink):
        """The mails as a mail program reads them."""
        return [
            BytesParser(policy=policy.default).parsebytes(message.as_bytes())
            for rcpts, message in sink.received
        ]

    def mail(self, **values):
        """Send one and return it as the customer has it."""
        with self.smtp_sink() as sink:
            self.send(**values)
        self.assertTrue(sink.received, self.logs()[:1].failure_reason)
        [mail] = self.received(sink)
        return mail

    def refused(self, sentence, composer=None, **values):
        """The mail is refused with the sentence and leaves no trace."""
        composer = composer or self.compose(**values)
        with self.smtp_sink() as sink, self.assertRaisesRegex(UserError, sentence):
            composer.action_send_mail()
        self.assertFalse(sink.received)
        self.assertFalse(self.logs())

    @staticmethod
    def html(mail):
        """The page, without the random signs of the tracked links."""
        page = mail.get_body(["html"]).get_content()
        return re.sub(r"/aig/care/[lo]/[^\"]+", "/tracked", page)

    def type_past_the_sanitiser(self, composer, body):
        """As an older version, or another addon, may have left it there."""
        self.env.cr.execute(
            "UPDATE mail_compose_message SET body = %s WHERE id = %s",
            (body, composer.id),
        )
        composer.invalidate_recordset(["body"])

    # Text

    def test_what_would_run_is_taken_out(self):
        typed = {
            "<script>alert(1)</script>": "alert",
            "<img src='/x' onerror='x()'>": "onerror",
            "<div onclick='x()'>a</div>": "onclick",
            "<base href='http://one.example.com'>": "one.ex",
            "<form action='http://two.example.com'><input name='a'></form>": "two.ex",
            "<iframe src='http://three.example.com'></iframe>": "three.ex",
            "<meta http-equiv='refresh' content='0;url=//four.example.com'>": "four.ex",
            "<object data='http://five.example.com'></object>": "five.ex",
            "<!--[if mso]><img src='http://six.example.com'><![endif]-->": "six.ex",
            "<style>p { color: #abcdef }</style>": "abcdef",
            "<p t-out='1338 - 1'>b</p><t t-out='1338 - 1'/>{{ 1338 - 1 }}": "1337",
        }
        html = self.html(self.mail(body=f"<p>Chào anh</p>{''.join(typed)}"))
        self.assertIn("Chào anh", html)
        for text, never in typed.items():
            self.assertNotIn(never, html, text)

    def test_what_would_run_is_refused_when_it_got_past(self):
        for body, element in {
            "<p>a</p><script>x()</script>": "script",
            "<p onmouseover='x()'>a</p>": "onmouseover",
            "<svg><path/></svg>": "svg",
            "<iframe src='/x'></iframe>": "iframe",
        }.items():
            composer = self.compose()
            self.type_past_the_sanitiser(composer, body)
            with self.subTest(body):
                self.refused(f"contains “{element}”", composer)

    def test_pictures_of_other_servers_are_refused(self):
        for body in (
            "<img src='http://evil.example.com/1.gif' width='1'>",
            "<img src='//evil.example.com/1.gif'>",
            "<p style='background-image: url(https://evil.example.com/1.gif)'>a</p>",
            "<table background='https://evil.example.com/1.gif'></table>",
        ):
            with self.subTest(body):
                self.refused("picture “[^”]*evil.example.com/1.gif”", body=body)

    def test_pictures_of_ones_own_and_named_servers_are_sent(self):
        self.env.company.aig_care_picture_hosts = "cdn.example.com, other.example.com"
        html = self.html(
            self.mail(
                body="<img src='/web/image/1'><img src='https://cdn.example.com/a.png'>"
                "<img src='data:image/png;base64,iVBORw0KGgo='>"
            )
        )
        self.assertIn("https://cdn.example.com/a.png", html)
        self.assertIn("/web/image/1", html)

    def test_a_signature_is_text_too(self):
        composer = self.compose()
        composer.email_add_signature = True
        self.user_sales_north.signature = "<img src='https://evil.example.com/1.gif'>"
        self.refused("picture", composer)

    def test_a_long_text_is_refused_before_it_is_read(self):
        composer = self.compose()
        with (
            patch("odoo.tools.mail.html_normalize") as normalize,
            self.assertRaisesRegex(UserError, r"10\.1 MB and may have 1\.0 MB"),
        ):
            composer.body = "<p>" + "a" * 10 * 1024 * 1024 + "</p>"
        normalize.assert_not_called()
        with self.assertRaisesRegex(UserError, "attach"):
            composer.create({"body": "ư" * 600_000})

    # Templates

    def test_nothing_that_is_typed_is_evaluated(self):
        self.customer_north.name = "A {{ 1338 - 1 }} <t t-out='1338 - 1'/>"
        self.document.name = "${1338 - 1} {{ object.partner_id.email }}"
        mail = self.mail(
            subject="{{ 1338 - 1 }} {{ object.env.user.login }} <t t-out='1338 - 1'/>"
        )
        self.assertEqual(
            mail["Subject"],
            "{{ 1338 - 1 }} {{ object.env.user.login }} <t t-out='1338 - 1'/>",
        )
        html = self.html(mail)
        self.assertNotIn("1337", html)
        self.assertIn("{{ 1338 - 1 }}", html)
        self.assertNotIn("<t ", html)

    def test_names_from_a_template_are_not_evaluated_again(self):
        self.document.name = "{{ 1338 - 1 }}"
        self.assertEqual(self.mail()["Subject"], "Offer {{ 1338 - 1 }}")

    def test_salespeople_write_no_templates(self):
        template = self.document._care_mail_template().with_user(self.user_sales_north)
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base"):
            template.body_html = "<t t-out='object.env.cr'/>"
            self.env.flush_all()

    # Heads

    def test_names_are_text(self):
        self.customer_north.name = NAME
        self.user_sales_north.name = NAME
        html = self.html(self.mail())
        self.assertNotIn("<script>alert", html)
        self.assertFalse(re.search(r"<img[^>]*onerror", html))
        self.assertNotIn("49", html)
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt;", html)

    def test_heads_cannot_be_made_longer(self):
        for name in (f"An\r\nBcc: {SPY}", f"Ân\r\nBcc: {SPY}"):
            self.customer_north.name = name
            with self.subTest(name):
                mail = self.mail(subject=f"Chào\r\nBcc: {SPY}\r\n\r\nx")
                self.assertIsNone(mail["Bcc"])
                self.assertEqual(mail["Subject"], f"Chào Bcc: {SPY} x")
                [to] = mail["To"].addresses
                self.assertEqual(to.addr_spec, "north@customer.example.com")
                self.assertEqual(to.display_name, f"{name[:2]} Bcc: {SPY}")

    def test_addresses_cannot_be_made_longer(self):
        for field in ("email_from", "reply_to"):
            with self.subTest(field):
                composer = self.compose()
                composer[field] = f"a@aig.example.com\r\nBcc: {SPY}"
                self.refused("is no e-mail address that a mail can come from", composer)
        composer = self.compose()
        composer.partner_ids.email = f"a@customer.example.com\nBcc: {SPY}"
        self.refused("is no e-mail address: correct it", composer)

    def test_nothing_hides_in_heads(self):
        self.customer_north.name = "Cty\u202ecod.exe\u200b"
        self.document.name = "\u202efdp.x\u2066"
        with self.smtp_sink() as sink:
            log = self.send()
        [mail] = self.received(sink)
        self.assertEqual(mail["Subject"], "Offer fdp.x")
        self.assertEqual(mail["To"].addresses[0].display_name, "Ctycod.exe")
        self.assertEqual(log.subject, "Offer fdp.x")
        self.assertTrue(mail_text.is_clean(log.mail_message_id.subject))

    def test_in_nobody_elses_name(self):
        for sender, is_fine in {
            self.user_manager_north.email_formatted: False,
            "Giám đốc <director@elsewhere.example.com>": False,
            self.user_sales_north.email: True,
            self.env.company.email or self.user_sales_north.email: True,
        }.items():
            composer = self.compose()
            composer.email_from = sender
            with self.subTest(sender):
                if not is_fine:
                    self.refused("comes from you or", composer)
                    continue
                with self.smtp_sink():
                    composer.action_send_mail()

    # Addresses

    def test_no_address(self):
        for email in ("north@customer", "north@@customer.vn", "a@b.vn c@", "a..b@c.vn"):
            with self.subTest(email):
                composer = self.compose()
                composer.partner_ids.email = email
                self.refused("no e-mail address: correct|valid e-mail", composer)

    def test_unsubscribed_among_several_of_one_field(self):
        self.env["mail.blacklist"]._add("left@customer.example.com")
        composer = self.compose()
        composer.partner_ids.email = "a@customer.example.com, Left@Customer.example.com"
        self.refused("have unsubscribed", composer)

    @mute_logger("odoo.addons.mail.models.mail_mail")
    def test_an_address_that_does_not_exist_fails_with_the_reason(self):
        with self.smtp_sink() as sink:
            sink.refused = {"north@customer.example.com"}
            log = self.send()
        self.assertEqual(log.state, "failed")
        self.assertIn("550 no such user", log.failure_reason)

    # Files

    def attachment(self, size, **values):
        """A file as it is put into the composer."""
        return (
            self.env["ir.attachment"]
            .with_user(self.user_sales_north)
            .sudo()
            .create(
                {
                    "name": "a.bin",
                    "raw": b"\0" * size,
                    "res_model": "mail.compose.message",
                    **values,
                }
            )
            .sudo(False)
        )

    def test_too_large(self):
        self.env.company.aig_care_mail_size = 1
        composer = self.compose()
        composer.attachment_ids = self.attachment(700_000) + self.attachment(
            400_000, name="b.bin"
        )
        self.refused(r"1\.1 MB and may have 1 MB: leave out a.bin", composer)
        composer.attachment_ids = composer.attachment_ids[:1]
        with self.smtp_sink() as sink:
            composer.action_send_mail()
        [mail] = self.received(sink)
        [file] = mail.iter_attachments()
        self.assertEqual(len(file.get_content()), 700_000)

    def test_files_that_the_document_adds_count(self):
        self.env.company.aig_care_mail_size = 1
        content = base64.b64encode(b"\0" * 1_200_000)
        with patch.object(
            self.env.registry["test.aig.care.document"],
            "_process_attachments_for_template_post",
            lambda self, template: {
                document.id: {"attachments": [("plan.pdf", content)]}
                for document in self
            },
            create=True,
        ):
            self.refused(r"1\.2 MB and may have 1 MB: leave out plan.pdf")

    def test_nobodys_files_are_given_away(self):
        foreign = self.attachment(
            10, res_model="res.partner", res_id=self.customer_south.id
        )
        composer = self.compose()
        link = {"attachment_ids": [Command.set(foreign.ids)]}
        with self.assertRaises(AccessError):
            composer.write(link)
        # readable when it was put there, not any more
        composer.sudo().write(link)
        composer.invalidate_recordset()
        with self.smtp_sink() as sink:
            composer.action_aig_test_mail()
            composer.action_send_mail()
        mails = self.received(sink)
        self.assertEqual(len(mails), 2)
        self.assertFalse([file for mail in mails for file in mail.iter_attachments()])

    # Past the button

    def test_odoos_own_ways_to_many_are_closed(self):
        documents = self.document + self.document.copy()
        for values in (
            {"composition_mode": "mass_mail", "res_ids": str(self.document.ids)},
            {"composition_mode": "comment", "res_ids": str(documents.ids)},
            {
                "composition_mode": "comment",
                "res_domain": str([("id", "in", documents.ids)]),
            },
        ):
            composer = self.env["mail.compose.message"].with_user(self.user_sales_north)
            composer = composer.create(
                {
                    "model": self.document._name,
                    "template_id": self.document._care_mail_template().id,
                    **values,
                }
            )
            with (
                self.subTest(**values),
                self.smtp_sink() as sink,
                self.assertRaisesRegex(UserError, "Sending to Many"),
            ):
                composer.action_send_mail()
            self.assertFalse(sink.received)

    def test_many_customers_by_odoos_own_composer_ask_for_a_manager(self):
        self.env["ir.config_parameter"].set_param("aig_customer_care.batch_limit", 1)
        customers = self.customer_north + self.customer_free
        values = {
            "model": "res.partner",
            "res_ids": str(customers.ids),
            "composition_mode": "mass_mail",
            "body": "<p>Chào</p>",
            "subject": "Chào",
        }
        composers = self.env["mail.compose.message"]
        composer = composers.with_user(self.user_sales_north).create(values)
        with self.assertRaisesRegex(UserError, "go to 2 customers, and you may .* 1 "):
            composer.action_send_mail()
        composers.with_user(self.user_manager_north).create(values).action_send_mail()
