from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import AigMyDayCase


@tagged("post_install", "-at_install")
class TestAigMyDayReply(AigMyDayCase):
    """Customers who answered, until somebody answers them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mailed = cls.log(
            cls.customer_north,
            days=-5,
            care_type="other",
            subject="Our offer",
            res_model="res.partner",
            res_id=cls.customer_north.id,
        )
        cls.answer(cls.mailed, days=-3)
        # called lately: not a customer whom nobody has contacted
        cls.log(cls.customer_north, days=-6)

    @classmethod
    def answer(cls, log, days):
        """The customer answers a mail, ``days`` from now."""
        log._note_sign("replied", log.partner_id.id, by_machine=False)
        moment = fields.Datetime.now() + timedelta(days)
        cls.env.flush_all()
        cls.env.cr.execute(
            "UPDATE aig_care_evidence SET date = %s WHERE log_id = %s",
            (moment, log.id),
        )
        cls.env.invalidate_all()

    def post(self, record, author, days, **vals):
        message = record.message_post(
            body="Which size is it?", author_id=author.id, **vals
        )
        message.date = fields.Datetime.now() + timedelta(days)
        return message

    def test_an_answer_waits_and_opens_the_composer(self):
        [row] = self.get_rows("reply")
        self.assertEqual(row["title"], "North Customer")
        self.assertEqual(row["reasons"], ["Our offer"])
        self.assertEqual(row["when"], "3 days late")
        action = self.press(row)
        self.assertEqual(action["res_model"], "mail.compose.message")

    def test_what_they_wrote_is_told(self):
        self.post(
            self.customer_north,
            self.customer_north,
            -2,
            message_type="email",
            subtype_xmlid="mail.mt_comment",
        )
        [row] = self.get_rows("reply")
        self.assertIn("Which size is it?", row["reasons"][0])
        self.assertEqual(row["when"], "2 days late")

    def test_a_mail_or_a_call_answers(self):
        for care_type in ("other", "call"):
            with self.subTest(care_type=care_type):
                log = self.log(self.customer_north, days=-1, care_type=care_type)
                self.assertEqual(self.get_rows("reply"), [])
                self.env.cr.execute("DELETE FROM aig_care_log WHERE id = %s", (log.id,))
                self.env.invalidate_all()

    def test_a_message_on_the_document_answers(self):
        customer = self.customer_north.with_user(self.user_sales_north)
        for message_type in ("comment", "email"):  # on the page, or by a mail program
            with self.subTest(message_type):
                message = customer.message_post(
                    body="60 m2",
                    message_type=message_type,
                    subtype_xmlid="mail.mt_comment",
                )
                self.assertEqual(self.get_rows("reply"), [])
                message.sudo().unlink()

    def test_a_note_answers_nothing(self):
        customer = self.customer_north.with_user(self.user_sales_north)
        customer.message_post(body="Which one?", subtype_xmlid="mail.mt_note")
        self.assertEqual(len(self.get_rows("reply")), 1)

    def test_what_came_before_answers_nothing(self):
        self.log(self.customer_north, days=-4, care_type="other")
        self.assertEqual(len(self.get_rows("reply")), 1)

    def test_a_mass_mail_answers_nothing(self):
        self.log(self.customer_north, days=-1, care_type="product")
        self.assertEqual(len(self.get_rows("reply")), 1)

    def test_who_wrote_again_waits_again(self):
        self.log(self.customer_north, days=-2, care_type="other")
        self.assertEqual(self.get_rows("reply"), [])
        self.post(
            self.customer_north,
            self.customer_north,
            -1,
            message_type="email",
            subtype_xmlid="mail.mt_comment",
        )
        self.assertEqual(len(self.get_rows("reply")), 1)

    def test_the_answers_of_others_are_theirs(self):
        for user in (self.user_sales_north_2, self.user_manager_north):
            self.assertEqual(self.get_rows("reply", user), [])

    def test_whoever_stands_in_answers(self):
        self.assertEqual(self.get_rows("reply", self.user_sales_south), [])
        self._hand_over()
        [row] = self.get_rows("reply", self.user_sales_south)
        self.assertEqual(row["title"], "North Customer")
        self.assertEqual(row["reasons"], ["Our offer (for An Bắc)"])
        self.assertEqual(len(self.get_rows("reply")), 1)

    def test_the_answer_of_a_customer_who_left(self):
        self.customer_north.aig_territory_id = self.territory_south
        rows = self.get_rows("reply")
        self.assertFalse([row for row in rows if row["title"] == "North Customer"])
