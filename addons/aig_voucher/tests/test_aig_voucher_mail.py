from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from odoo.addons.mail.tests.common import MailCase

from .common import AigVoucherCase


@tagged("post_install", "-at_install")
class TestAigVoucherMail(AigVoucherCase, MailCase):
    """The Voucher icon: a ready mail in the customer's language, sent and counted."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("vi_VN")
        cls.customer_north.lang = "vi_VN"

    def compose(self, line=None):
        """Open the composer as the web client does, from the row's icon."""
        line = line or self.line_north
        line._get_voucher().action_review()
        action = line.action_voucher()
        composer = Form(
            self.env["mail.compose.message"]
            .with_user(self.user_sales_north)
            .with_context(**action["context"]),
            view=action["views"][0][0]
            and self.env["ir.ui.view"].browse(action["views"][0][0]),
        )
        return composer.save()

    def test_the_mail_is_ready(self):
        composer = self.compose()
        self.assertIn("11,00", composer.body)
        self.assertIn("385.000.000", composer.body)
        self.assertIn(self.customer_north, composer.partner_ids)
        self.assertIn(self.customer_north.name, composer.subject)

    def test_a_scheduled_mail_taken_back_leaves_the_voucher_unsent(self):
        with self.mock_mail_gateway():
            composer = self.compose()
            composer.aig_send_at = fields.Datetime.now() + timedelta(days=2)
            composer.action_send_mail()
        self.assertEqual(self.voucher.state, "sent")
        log = self.line_north.care_log_ids
        log.with_user(self.user_sales_north).action_cancel_scheduled()
        self.assertEqual(log.state, "cancelled")
        self.assertEqual(self.voucher.state, "reviewed")

    def test_sending_is_counted_on_the_row(self):
        self.assertEqual(self.line_north.voucher_sent_count, 0)
        with self.mock_mail_gateway():
            self.compose().action_send_mail()
            self.env["mail.mail"].sudo().process_email_queue()
        self.env.invalidate_all()
        self.assertEqual(self.line_north.voucher_sent_count, 1)
        self.assertEqual(self.voucher.state, "sent")
        log = self.line_north.care_log_ids
        self.assertRecordValues(
            log,
            [
                {
                    "partner_id": self.customer_north.id,
                    "user_id": self.user_sales_north.id,
                    "territory_id": self.territory_north.id,
                    "care_type": "voucher",
                    "state": "sent",
                }
            ],
        )

    def test_pressing_send_twice_sends_once(self):
        with self.mock_mail_gateway():
            first, second = self.compose(), self.compose()
            first.action_send_mail()
            first.action_send_mail()
            second.action_send_mail()
            self.env["mail.mail"].sudo().process_email_queue()
        self.assertEqual(len(self._mails), 1)
        self.assertEqual(len(self.line_north.care_log_ids), 1)

    def test_no_address_is_one_clear_sentence(self):
        self.customer_north.email = False
        self.customer_north.child_ids.email = False
        with self.assertRaisesRegex(UserError, "no e-mail address"):
            self.line_north.action_voucher()

    def test_a_cancelled_voucher_is_not_sent(self):
        self.voucher.action_cancel()
        with self.assertRaisesRegex(UserError, "cancelled"):
            self.voucher.action_care_compose()
