from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.aig_sales_plan.tests.common import MILLION
from odoo.addons.mail.tests.common import MailCase

from .common import AMOUNT, AigVoucherCase


@tagged("post_install", "-at_install")
class TestAigVoucherReview(AigVoucherCase, MailCase):
    """No voucher leaves before its points and packages were looked at (A34, A52)."""

    def _composer(self):
        """The mail of the voucher, made without its buttons."""
        voucher = self.voucher
        return (
            self.env["mail.compose.message"]
            .with_user(self.user_sales_north)
            .create(
                {
                    "model": "aig.voucher",
                    "res_ids": str(voucher.ids),
                    "aig_care": True,
                    "partner_ids": voucher.partner_id.ids,
                    "subject": "Voucher",
                    "body": "<p>Voucher</p>",
                }
            )
        )

    def test_unreviewed_vouchers_are_refused_on_every_route(self):
        with self.assertRaisesRegex(UserError, "press Confirm Points"):
            self.voucher.action_care_compose()
        composer = self._composer()
        with self.assertRaisesRegex(UserError, "press Confirm Points"):
            composer.action_send_mail()
        self.assertFalse(self.voucher.care_log_ids)
        self.voucher.action_review()
        with self.mock_mail_gateway():
            composer.action_send_mail()
        self.assertEqual(self.voucher.state, "sent")

    def test_who_reviewed_and_when_is_kept(self):
        self.voucher.with_user(self.user_manager_north).action_review()
        self.assertEqual(self.voucher.care_reviewed_by_id, self.user_manager_north)
        self.assertTrue(self.voucher.care_reviewed_date)
        self.assertEqual(self.voucher.state, "reviewed")

    def test_a_review_cannot_be_typed(self):
        with self.assertRaises(AccessError):
            self.voucher.write({"care_reviewed_date": "2026-11-20 03:00:00"})
        with self.assertRaises(AccessError):
            self.voucher.with_user(self.user_sales_north_2).action_review()

    def test_whatever_changes_undoes_the_review(self):
        package = self.make_package(AMOUNT - MILLION)
        changes = {
            "a package more": lambda: self.make_package(MILLION),
            "its name": lambda: package.write({"name": "Gói B"}),
            "a gift's quantity": lambda: package.line_ids[0].write({"quantity": 0.5}),
            "a gift more": lambda: (
                self.env["aig.voucher.package.line"]
                .with_user(self.user_sales_north)
                .create({"package_id": package.id, "gift_id": self.gift.id})
            ),
            "a gift less": lambda: package.line_ids[-1].unlink(),
            "a package less": lambda: package.unlink(),
            "the points": lambda: (
                self.line_north.write({"renewal_revenue": 900 * MILLION}),
                self.line_north._get_voucher(),
            ),
        }
        for name, change in changes.items():
            with self.subTest(name):
                self.voucher.action_review()
                change()
                self.assertFalse(self.voucher.care_reviewed_date)
                self.assertEqual(self.voucher.state, "draft")

    def test_a_sent_voucher_is_reviewed_again_after_a_change(self):
        self.voucher.action_review()
        self.voucher._decide(state="sent")
        self.make_package(MILLION)
        self.assertEqual(self.voucher.state, "sent")
        with self.assertRaisesRegex(UserError, "press Confirm Points"):
            self.voucher.action_care_compose()
        self.voucher.action_review()
        self.assertEqual(self.voucher.state, "sent")
        self.assertTrue(self.voucher.action_care_compose())

    def test_the_icon_opens_what_is_to_be_reviewed_then_the_mail(self):
        action = self.line_north.action_voucher()
        self.assertEqual(
            (action["res_model"], action["res_id"], action["target"]),
            ("aig.voucher", self.voucher.id, "new"),
        )
        action = self.voucher.action_review_and_send()
        self.assertEqual(action["res_model"], "mail.compose.message")
        action = self.line_north.action_voucher()
        self.assertEqual(action["res_model"], "mail.compose.message")


@tagged("post_install", "-at_install")
class TestAigVoucherFeedback(AigVoucherCase, MailCase):
    """A customer who wants changes gets a new revision of the voucher (A37)."""

    def setUp(self):
        super().setUp()
        self.package = self.make_package(AMOUNT)
        action = self.voucher.action_review_and_send()
        composer = self.env["mail.compose.message"].with_user(self.user_sales_north)
        composer = composer.with_context(**action["context"]).create({})
        with self.mock_mail_gateway():
            composer.action_send_mail()
            self.env["mail.mail"].sudo().process_email_queue()
        self.env.invalidate_all()

    def _note(self, user=None, **values):
        user = user or self.user_sales_north
        action = self.voucher.with_user(user).action_care_feedback()
        return (
            self.env["aig.care.feedback"]
            .with_user(user)
            .with_context(**action["context"])
            .create({"next_step": "Gửi lại", **values})
        )

    def test_a_satisfied_customer_changes_nothing(self):
        self._note(opinion="good")
        self.assertEqual(self.voucher.state, "sent")
        self.assertFalse(self.voucher.superseded_by_ids)
        self.assertEqual(self.customer_north.activity_ids.summary, "Gửi lại")

    def test_changes_make_a_new_revision(self):
        self._note(opinion="change", words="Thêm một màn LED")
        new = self.voucher.superseded_by_ids
        self.assertRecordValues(
            new,
            [
                {
                    "name": f"{self.voucher.name}-2",
                    "revision": 2,
                    "state": "draft",
                    "amount": AMOUNT,
                    "care_reviewed_date": False,
                }
            ],
        )
        self.assertEqual(self.voucher.state, "cancelled")
        self.assertEqual(self.voucher.package_ids, self.package, "kept as it was sent")
        self.assertEqual(new.package_ids.mapped("total_value"), [AMOUNT])
        self.assertEqual(self.line_north._get_voucher(), new)
        with self.assertRaisesRegex(UserError, "press Confirm Points"):
            new.action_care_compose()
        self.assertEqual(new._revise().name, f"{self.voucher.name}-3")

    def test_a_manager_notes_it_too(self):
        self._note(self.user_manager_north, opinion="change")
        self.assertEqual(self.voucher.superseded_by_ids.state, "draft")
        self.assertEqual(
            self.customer_north.activity_ids.user_id, self.user_sales_north
        )

    def test_forerunners_are_not_typed(self):
        with self.assertRaises(AccessError):
            self.voucher.write({"supersedes_id": self.voucher.id})
        line = self.make_line(self.plan_north, self.make_customers(1))
        with self.assertRaises(AccessError):
            self.voucher.create(
                {"plan_line_id": line.id, "supersedes_id": self.voucher.id}
            )
