from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from odoo.addons.mail.tests.common import MailCase

from .common import MILLION, AigPlanCase

#: In the middle of the plan's quarter.
TODAY = "2026-11-10 02:00:00"


@tagged("post_install", "-at_install")
class TestAigSalesPlanLineProduct(AigPlanCase, MailCase):
    """The Product icon of a row: choose, mail, count (A39, A40)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(TODAY))
        kind = cls.env["aig.position.kind"].create({"name": "Test billboard"})
        cls.positions = cls.env["aig.position"].create(
            [
                {
                    "name": f"Billboard {number}",
                    "code": f"T-{number}",
                    "kind_id": kind.id,
                    "rate_ids": [
                        Command.create(
                            {"date_from": "2026-01-01", "daily_rate": MILLION}
                        )
                    ],
                }
                for number in range(1, 4)
            ]
        )
        cls.positions.action_review()
        cls.line = cls.line_north.with_user(cls.user_sales_north)

    def _choose(self, line, positions):
        """Choose as people do: search, then press Choose on the cards."""
        action = line.action_choose_positions()
        finds = self.env["aig.position.find"].with_user(self.user_sales_north)
        action = Form(finds.with_context(**action["context"])).save().action_find()
        found = self.env["aig.position"].with_user(self.user_sales_north)
        found = found.with_context(**action["context"]).search(action["domain"])
        (found & positions).action_choose()
        self.env.invalidate_all()
        return found

    def _compose(self, action):
        view = self.env["ir.ui.view"].browse(action["views"][0][0])
        composers = self.env["mail.compose.message"].with_user(self.user_sales_north)
        form = Form(composers.with_context(**action["context"]), view=view)
        return form.save()

    def test_from_the_row_to_the_inbox(self):
        action = self.line.action_product()
        self.assertEqual(action["res_model"], "aig.position.find")
        self.assertEqual(action["context"]["default_date_from"], "2026-11-10")
        self.assertEqual(action["context"]["default_date_to"], "2026-12-31")
        found = self._choose(self.line, self.positions[:2])
        self.assertLessEqual(self.positions, found)
        self.assertEqual(self.line.chosen_position_ids, self.positions[:2])
        self.assertEqual(self.line.product_sent_count, 0)
        with self.mock_mail_gateway():
            self._compose(self.line.action_product()).action_send_mail()
            self.env["mail.mail"].sudo().process_email_queue()
        self.env.invalidate_all()
        self.assertEqual(self.line.product_sent_count, 1)
        self.assertFalse(self.line.chosen_position_ids)
        [mail] = self._mails
        self.assertRegex(mail["body"], r"52[.,]000[.,]000")
        log = self.line.care_log_ids
        self.assertEqual((log.care_type, log.state), ("product", "sent"))
        # what the customer has is not found again
        self.assertEqual(
            self._choose(self.line, self.positions) & self.positions,
            self.positions[2],
        )

    def test_a_choice_belongs_to_its_row_and_quarter(self):
        other = self.make_line(
            self.make_plan(self.user_sales_north, year=2027, quarter="1"),
            self.customer_north,
        )
        self._choose(self.line, self.positions[0])
        self._choose(other, self.positions[1])
        self.assertEqual(self.line.chosen_position_ids, self.positions[0])
        self.assertEqual(other.chosen_position_ids, self.positions[1])
        self.assertEqual(other.offer_ids.date_from, date(2027, 1, 1))
        customer = self.customer_north.with_user(self.user_sales_north)
        customer.action_aig_choose_positions()
        self.assertEqual(self.line._get_offer(), self.line.offer_ids)

    def test_offered_again_from_the_row(self):
        self._choose(self.line, self.positions[0])
        self.line.offer_ids._decide({"state": "sent"})
        action = self.line.offer_ids.action_offer_again()
        again = self.line.offer_ids.browse(action["res_id"])
        self.assertEqual(again.plan_line_id, self.line)
        self.assertEqual(again.line_ids.position_id, self.positions[0])

    def test_many_rows_each_with_its_own_choice(self):
        second, empty = (
            self.make_line(self.plan_north, self._new_customer(name, territory))
            for name, territory in (
                ("Second", self.territory_north),
                ("Third", self.territory_north),
            )
        )
        self._choose(self.line, self.positions[0])
        self._choose(second, self.positions[1])
        rows = (self.line | second | empty).with_user(self.user_sales_north)
        action = rows.action_send_products()
        lines = self.env["aig.care.batch"].browse(action["res_id"]).line_ids
        by_row = {line.source_id: line for line in lines}
        self.assertEqual(by_row[self.line.id].state, "waiting")
        self.assertEqual(by_row[second.id].state, "waiting")
        self.assertIn("Nothing is chosen yet", by_row[empty.id].reason)

    def test_not_on_anothers_row(self):
        for user in (self.user_sales_north_2, self.user_sales_south):
            with self.assertRaises(AccessError):
                self.line_north.with_user(user).action_product()
        with self.assertRaises(AccessError):
            self.env["aig.position.offer"].with_user(self.user_sales_north_2).create(
                {
                    "plan_line_id": self.line_north.id,
                    "partner_id": self.customer_north.id,
                }
            )

    def test_nobody_to_write_to_is_said_first(self):
        (self.customer_north | self.branch_north).email = False
        with self.assertRaisesRegex(UserError, "no e-mail address"):
            self.line.action_product()
