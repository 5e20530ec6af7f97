from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import AigMyDayCase

QUESTION = "Is it lit at night?"


@tagged("post_install", "-at_install")
class TestAigMyDayMessage(AigMyDayCase):
    """Mails about deals and orders, until somebody answers them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.deal = cls.make_deal(cls.customer_north)
        cls.order = cls.env["sale.order"].create(
            {"partner_id": cls.customer_north.id, "user_id": cls.user_sales_north.id}
        )
        # called lately: not a customer whom nobody has contacted
        cls.log(cls.customer_north, days=-6)

    @classmethod
    def make_deal(cls, customer, user=None):
        return cls.env["crm.lead"].create(
            {
                "name": "LED for spring",
                "type": "opportunity",
                "partner_id": customer.id,
                "user_id": (user or cls.user_sales_north).id,
            }
        )

    @classmethod
    def write_to(cls, document, days=-2, author=None, **vals):
        """A mail comes in, ``days`` from now."""
        vals = {"message_type": "email", "subtype_xmlid": "mail.mt_comment", **vals}
        message = document.message_post(
            body=QUESTION, author_id=(author or cls.customer_north).id, **vals
        )
        message.date = fields.Datetime.now() + timedelta(days)
        return message

    def test_a_mail_on_a_deal_waits_and_is_answered(self):
        self.assertEqual(self.get_rows("reply"), [])
        self.write_to(self.deal)
        [row] = self.get_rows("reply")
        self.assertEqual((row["model"], row["id"]), ("crm.lead", self.deal.id))
        self.assertEqual(row["title"], "North Customer")
        self.assertEqual(row["reasons"], [f"LED for spring: “{QUESTION}”"])
        self.assertEqual(row["when"], "2 days late")
        self.assertEqual(self.press(row)["res_model"], "mail.compose.message")
        for user in (self.user_sales_north_2, self.user_manager_north):
            self.assertEqual(self.get_rows("reply", user), [])

    def test_a_mail_on_an_order(self):
        self.write_to(self.order)
        [row] = self.get_rows("reply")
        self.assertEqual((row["model"], row["id"]), ("sale.order", self.order.id))

    def test_a_lost_deal_and_a_stranger(self):
        deal = self.make_deal(self.env["res.partner"])
        deal.action_set_lost()
        self.write_to(deal, author=self.env["res.partner"], email_from="a@x.example")
        [row] = self.get_rows("reply")
        self.assertEqual((row["id"], row["buttons"]), (deal.id, []))

    def test_what_answers(self):
        question = self.write_to(self.deal)
        colleague = self.user_sales_north_2.partner_id
        for number, answer in enumerate(
            (
                lambda: self.write_to(self.deal, -1, colleague, message_type="comment"),
                lambda: self.write_to(self.deal, -1, colleague),
                lambda: self.log(self.customer_north, days=-1),
                lambda: self.log(self.customer_north, days=-1, care_type="other"),
            )
        ):
            with self.subTest(number):
                answer()
                self.assertEqual(self.get_rows("reply"), [])
                # who writes again waits again
                question.date = fields.Datetime.now()
                self.assertEqual(len(self.get_rows("reply")), 1)
                question.date = fields.Datetime.now() - timedelta(2)
                self.env["mail.message"].search(
                    [("author_id", "=", colleague.id)]
                ).unlink()
                self.env.cr.execute(
                    "DELETE FROM aig_care_log WHERE partner_id = %s AND date > %s",
                    (self.customer_north.id, fields.Datetime.now() - timedelta(3)),
                )
                self.env.invalidate_all()

    def test_what_does_not_answer(self):
        self.write_to(self.deal)
        colleague = self.user_sales_north_2.partner_id
        self.write_to(
            self.deal,
            -1,
            colleague,
            message_type="comment",
            subtype_xmlid="mail.mt_note",
        )
        self.log(self.customer_north, days=-3)
        self.log(self.customer_north, days=-1, care_type="product")
        self.assertEqual(len(self.get_rows("reply")), 1)

    def test_machines_and_old_mails_wait_for_nobody(self):
        self.write_to(self.deal, subject="Trả lời tự động: Báo giá")
        self.write_to(self.order, -70)
        self.assertEqual(self.get_rows("reply"), [])

    def test_a_question_is_told_once(self):
        """It has a row of the log: the mail that it answers is told of."""
        mailed = self.log(
            self.customer_north,
            days=-4,
            care_type="other",
            subject="Our offer",
            res_model="crm.lead",
            res_id=self.deal.id,
        )
        mailed._note_sign("replied", self.customer_north.id, by_machine=False)
        self.write_to(self.deal, -2)
        rows = [row for row in self.get_rows("reply") if row["id"] == self.deal.id]
        self.assertEqual(len(rows), 1)

    def test_whoever_stands_in_answers(self):
        self.write_to(self.deal)
        self._hand_over()
        [row] = self.get_rows("reply", self.user_sales_south)
        self.assertEqual(row["id"], self.deal.id)
        self.assertIn("(for An Bắc)", row["reasons"][0])

    def test_the_mail_of_a_customer_who_left(self):
        self.write_to(self.order)
        self.customer_north.aig_territory_id = self.territory_south
        self.assertNotIn("North Customer", self.get_titles("reply"))
