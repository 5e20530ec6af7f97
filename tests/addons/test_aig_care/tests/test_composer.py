from markupsafe import Markup

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import CareCase
from .smtp_sink import SmtpMixin


@tagged("post_install", "-at_install")
class TestComposer(SmtpMixin, CareCase):
    """From the document to the mail, as a salesperson."""

    def test_ready_made_mail_leaves_and_counts(self):
        with self.smtp_sink() as sink:
            log = self.send()
        self.assertEqual(sink.recipients, ["north@customer.example.com"])
        self.assertRecordValues(
            log,
            [
                {
                    "partner_id": self.customer_north.id,
                    "user_id": self.user_sales_north.id,
                    "territory_id": self.territory_north.id,
                    "care_type": "voucher",
                    "subject": "Offer DOC1",
                    "state": "sent",
                    "is_counted": True,
                    "send_key": f"test.aig.care.document:{self.document.id}:voucher:0",
                }
            ],
        )
        self.assertTrue(log.sent_date)
        self.assertEqual(log.mail_message_id.res_id, self.document.id)
        self.assertEqual(self.document.last_log_id, log)
        self.assertEqual(self.document_north.care_sent_count, 1)

    def test_salesperson_changes_subject_and_body(self):
        body = Markup("<p>Chào anh Nam, {{ 7 * 7 }}</p>")
        with self.smtp_sink() as sink:
            self.send(subject="Riêng cho anh", body=body)
        message = sink.received[0][1]
        text = message.get_payload()[0].get_payload(decode=True).decode()
        self.assertIn("Chào anh Nam, {{ 7 * 7 }}", text)
        self.assertIn("sales.north@aig.example.com", message["From"])

    def test_customers_language(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        template = self.env.ref("test_aig_care.mail_template_document")
        template.with_context(lang="vi_VN").subject = "Ưu đãi {{ object.name }}"
        self.customer_north.lang = "vi_VN"
        self.assertEqual(self.compose().subject, "Ưu đãi DOC1")
        self.customer_north.lang = "en_US"
        self.assertEqual(self.compose().subject, "Offer DOC1")

    def test_contacts_when_the_company_has_no_address(self):
        self.customer_north.email = False
        contacts = self.env["res.partner"].create(
            [
                {"name": name, "email": email, "parent_id": self.customer_north.id}
                for name, email in [("A", "a@c.example.com"), ("B", "b@c.example.com")]
            ]
        )
        contacts += self.branch_north.filtered("email")
        self.assertEqual(set(self.compose().partner_ids), set(contacts))

    def test_nobody_has_an_address(self):
        self.customer_north.email = False
        self.customer_north.child_ids.email = False
        with self.assertRaisesRegex(UserError, "has no e-mail address"):
            self.document_north.action_care_compose()

    def test_foreign_recipients_are_refused(self):
        composer = self.compose()
        composer.partner_ids += self.customer_free
        with self.assertRaisesRegex(UserError, "do not belong to"):
            composer.action_send_mail()
        self.assertFalse(self.logs())

    def test_recipient_without_address_is_refused(self):
        composer = self.compose()
        composer.partner_ids.email = False
        with self.assertRaisesRegex(UserError, "valid e-mail address"):
            composer.action_send_mail()

    def test_not_ready(self):
        composer = self.compose()
        self.document.is_ready = False
        with self.assertRaisesRegex(UserError, "Not ready"):
            composer.action_send_mail()
        with self.assertRaisesRegex(UserError, "Not ready"):
            self.document_north.action_care_compose()

    def test_pressed_twice(self):
        composer = self.compose()
        with self.smtp_sink() as sink:
            composer.action_send_mail()
            answer = composer.action_send_mail()
        self.assertEqual(len(sink.received), 1)
        self.assertEqual(len(self.logs()), 1)
        self.assertEqual(answer["tag"], "display_notification")
        self.assertEqual(
            answer["params"]["next"]["type"], "ir.actions.act_window_close"
        )

    def test_two_tabs(self):
        tabs = [self.compose(), self.compose()]
        with self.smtp_sink() as sink:
            for composer in tabs:
                composer.action_send_mail()
                composer._action_send_mail()
        self.assertEqual(len(sink.received), 1)
        self.assertEqual(len(self.logs()), 1)

    def test_sent_again_on_purpose(self):
        with self.smtp_sink() as sink:
            self.send()
            self.send()
        self.assertEqual(len(sink.received), 2)
        self.assertEqual(self.document_north.care_sent_count, 2)

    def test_made_up_key_is_replaced(self):
        composer = self.compose().copy({"aig_send_key": "another:1:voucher:0"})
        prefix = self.document._care_send_key_prefix()
        self.assertTrue(composer.aig_send_key.startswith(prefix))

    def test_chatters_composer_with_the_documents_template_is_logged(self):
        composer = self.env["mail.compose.message"].with_user(self.user_sales_north)
        composer = composer.create(
            {
                "model": self.document._name,
                "res_ids": str(self.document.ids),
                "template_id": self.document._care_mail_template().id,
                "partner_ids": self.customer_north.ids,
            }
        )
        with self.smtp_sink() as sink:
            composer.action_send_mail()
            composer.action_send_mail()
        self.assertEqual(len(sink.received), 1)
        self.assertEqual(self.logs().state, "sent")

    def test_followers_get_no_copy_and_customer_does_not_follow(self):
        follower = self.user_sales_north_2.partner_id + self.customer_free
        self.document.message_subscribe(follower.ids)
        with self.smtp_sink() as sink:
            self.send()
            self.document_north.message_post(
                body="Khách khó tính", subtype_xmlid="mail.mt_note"
            )
            self.run_queue()
        self.assertEqual(sink.recipients, ["north@customer.example.com"])
        self.assertNotIn(
            self.customer_north, self.document.message_follower_ids.partner_id
        )

    def test_test_mail_goes_to_oneself_only(self):
        with self.smtp_sink() as sink:
            self.compose().action_aig_test_mail()
        self.assertEqual(sink.recipients, ["sales.north@aig.example.com"])
        text = sink.received[0][1].get_payload()[-1].get_payload(decode=True).decode()
        self.assertIn("Dear", text)
        self.assertIn(f"{self.env.company.name}</b>", text)
        self.assertFalse(self.logs())
        self.assertFalse(
            self.document.message_ids.filtered(lambda m: m.message_type == "comment")
        )

    def test_not_scheduled(self):
        composer = self.compose()
        with self.assertRaisesRegex(UserError, "Send On"):
            composer.action_schedule_message()
        composer.scheduled_date = "2030-01-01 00:00:00"
        with self.assertRaisesRegex(UserError, "Send On"):
            composer.action_send_mail()

    def test_only_who_may_write_the_document(self):
        composer = self.compose()
        with self.assertRaises(AccessError):
            composer.with_user(self.user_plain).sudo(False)._aig_check(
                self.document.with_user(self.user_plain), composer._aig_get_mail()
            )

    def test_reply_comes_back_to_the_salesperson(self):
        with self.smtp_sink() as sink:
            self.send()
        reply_to = sink.received[0][1]["Reply-To"]
        domain = self.document._mail_get_alias_domains()[self.document.id]
        expected = domain.catchall_email or "sales.north@aig.example.com"
        self.assertIn(expected, reply_to)
