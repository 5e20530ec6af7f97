from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import CareCase
from .smtp_sink import SmtpMixin


@tagged("post_install", "-at_install")
class TestFeedback(SmtpMixin, CareCase):
    """The customer's opinion on what was sent (A37)."""

    def setUp(self):
        super().setUp()
        with self.smtp_sink():
            self.log = self.send().with_user(self.user_sales_north)

    def _form(self, action, user=None):
        return Form(
            self.env["aig.care.feedback"]
            .with_user(user or self.user_sales_north)
            .with_context(**action["context"]),
            view="aig_customer_care.aig_care_feedback_view_form",
        )

    def _note(self, user=None, **values):
        return (
            self.env["aig.care.feedback"]
            .with_user(user or self.user_sales_north)
            .create({"log_id": self.log.id, "next_step": "Gọi lại", **values})
        )

    def test_from_the_document_to_the_follow_up(self):
        form = self._form(self.document_north.action_care_feedback())
        form.opinion = "fair"
        form.words = "Màn LED hơi tối"
        form.next_step = "Gửi ảnh ban đêm"
        feedback = form.save()
        self.assertEqual(feedback.user_id, self.user_sales_north)
        self.assertEqual(self.log.feedback_ids, feedback)
        activity = self.customer_north.activity_ids
        self.assertRecordValues(
            activity,
            [
                {
                    "user_id": self.user_sales_north.id,
                    "summary": "Gửi ảnh ban đêm",
                    "date_deadline": self.env.company._aig_today() + timedelta(days=1),
                }
            ],
        )
        self.assertIn("Màn LED hơi tối", activity.note)

    def test_a_later_opinion_is_one_more_row(self):
        first = self._note()
        self._note(opinion="change")
        self.assertEqual(self.log.feedback_ids[-1], first)
        self.assertEqual(len(self.log.feedback_ids), 2)
        for change in (
            lambda row: row.write({"opinion": "good"}),
            lambda row: row.unlink(),
        ):
            with self.assertRaises(AccessError):
                change(first.with_user(self.user_director))

    def test_before_anything_was_sent(self):
        document = self.document.copy({"name": "DOC2"})
        with self.assertRaisesRegex(UserError, "send it first"):
            document.with_user(self.user_sales_north).action_care_feedback()

    def test_on_a_row_that_does_not_count(self):
        self.log._reverse("Nhầm")
        with self.assertRaisesRegex(UserError, "does not count"):
            self._note()

    def test_by_whom(self):
        self._note(user=self.user_manager_north)
        with self.assertRaisesRegex(AccessError, "or a manager"):
            self._note(user=self.user_sales_north_2)
        with self.assertRaises(AccessError):
            self._note(user=self.user_sales_south)
        with self.assertRaisesRegex(AccessError, "your own name only"):
            self._note(user_id=self.user_sales_north_2.id)
        with self.assertRaisesRegex(AccessError, "filled by the system: date"):
            self._note(date="2020-01-01 00:00:00")

    def test_a_review_is_not_typed(self):
        for name, value in (
            ("care_reviewed_by_id", self.user_sales_north.id),
            ("care_reviewed_date", "2026-01-01 00:00:00"),
        ):
            with self.assertRaisesRegex(AccessError, "not typed"):
                self.document_north.write({name: value})
