from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import CareCase
from .smtp_sink import SmtpMixin

VIEW = "aig_customer_care.mail_compose_message_view_form_care"


@tagged("post_install", "-at_install")
class TestWritten(SmtpMixin, CareCase):
    """One-to-one mails from a customer and from a deal, by the care composer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact = cls.env["res.partner"].create(
            {
                "name": "Lan",
                "email": "lan@customer.example.com",
                "parent_id": cls.customer_north.id,
            }
        )
        cls.deal = (
            cls.env["crm.lead"]
            .with_user(cls.user_sales_north)
            .create(
                {
                    "name": "Billboard Cầu Giấy",
                    "type": "opportunity",
                    "partner_id": cls.contact.id,
                }
            )
        )

    def open(self, record, **typed):
        """Open the dialog as the button does, and type."""
        action = record.with_user(self.user_sales_north).action_aig_write_mail()
        composers = self.env["mail.compose.message"].with_user(self.user_sales_north)
        form = Form(composers.with_context(**action["context"]), view=VIEW)
        for name, value in typed.items():
            form[name] = value
        return form.save()

    def test_from_a_customer(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        composer = self.open(
            self.customer_north, subject="Chào anh", body="<p>Hẹn gặp</p>"
        )
        self.assertEqual(composer.partner_ids, self.customer_north)
        with self.smtp_sink() as sink:
            composer.action_send_mail()
            composer.action_send_mail()
        self.assertEqual(sink.recipients, ["north@customer.example.com"])
        log = self.logs(self.customer_north)
        self.assertRecordValues(
            log,
            [
                {
                    "partner_id": self.customer_north.id,
                    "user_id": self.user_sales_north.id,
                    "territory_id": self.territory_north.id,
                    "care_type": "other",
                    "purpose_id": self.env.ref(
                        "aig_customer_care.aig_care_purpose_mail"
                    ).id,
                    "subject": "Chào anh",
                    "state": "sent",
                    "is_counted": True,
                }
            ],
        )

    def test_from_a_contact_to_that_contact(self):
        self.assertEqual(self.open(self.contact, subject="x").partner_ids, self.contact)

    def test_from_a_deal_the_message_stays_with_it(self):
        composer = self.open(self.deal, body="<p>Báo giá</p>")
        self.assertEqual(composer.subject, "Billboard Cầu Giấy")
        self.assertEqual(composer.partner_ids, self.contact)
        with self.smtp_sink() as sink:
            composer.action_send_mail()
        self.assertEqual(sink.recipients, ["lan@customer.example.com"])
        log = self.logs(self.deal)
        self.assertEqual(log.partner_id, self.customer_north)
        self.assertIn(log.mail_message_id, self.deal.sudo().message_ids)
        self.assertEqual(len(log), 1)

    def test_two_different_mails_at_once_are_both_sent(self):
        first = self.open(self.deal, body="<p>One</p>")
        second = self.open(self.deal, body="<p>Two</p>")
        with self.smtp_sink() as sink:
            first.action_send_mail()
            second.action_send_mail()
        self.assertEqual(len(sink.received), 2)

    def test_the_guard_counts_it(self):
        self.env["aig.care.cap"].create(
            {"maximum": 1, "period": "week", "severity": "block"}
        )
        with self.smtp_sink():
            self.open(self.deal, body="<p>One</p>").action_send_mail()
        self.assertEqual(self.compose().aig_guard_state, "block")
        with self.assertRaisesRegex(UserError, "Cap reached"):
            self.open(self.deal, body="<p>Two</p>").action_send_mail()

    def test_an_empty_mail_is_not_sent(self):
        with self.assertRaisesRegex(UserError, "is empty"):
            self.open(self.deal).action_send_mail()

    def test_a_deal_without_a_customer_has_nobody_to_write_to(self):
        self.deal.partner_id = False
        with self.assertRaisesRegex(UserError, "Choose the customer"):
            self.deal.action_aig_write_mail()

    def test_the_chatter_is_logged_with_the_same_purpose(self):
        with self.smtp_sink():
            self.deal.message_post(
                body="Good morning",
                partner_ids=self.contact.ids,
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
        self.assertEqual(
            self.logs(self.deal).purpose_id,
            self.env.ref("aig_customer_care.aig_care_purpose_mail"),
        )

    def test_who_does_not_see_the_customer_cannot_write(self):
        for record in (self.deal, self.customer_north):
            with self.assertRaises(AccessError):
                record.with_user(self.user_sales_south).action_aig_write_mail()
