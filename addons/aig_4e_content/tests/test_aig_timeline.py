from odoo.tests import tagged

from .mailings import AigMailingCase


@tagged("post_install", "-at_install")
class TestAigTimeline(AigMailingCase):
    """A 4E mail on the customer's timeline, once, with what was written on it."""

    def _rows(self, user, **options):
        timeline = self.env["aig.timeline"].with_user(user)
        return timeline.get_page("res.partner", self.customer_north.id, **options)[
            "rows"
        ]

    def test_the_mail_and_what_was_written_about_it(self):
        mailing = self.send_to(self.customer_north, self.first)
        mailing.message_post(body="Khách hẹn gọi lại", message_type="comment")
        [sent] = self._rows(self.user_sales_north, kinds=["send"])
        self.assertIn("Bài thứ nhất", sent["title"])
        notes = self._rows(self.user_sales_north, kinds=["message"])
        self.assertEqual(len(notes), 1)
        self.assertFalse(self._rows(self.user_content, kinds=["message"]))
