from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .gifts import AMOUNT, MILLION, AigGiftCase


@tagged("post_install", "-at_install")
class TestAigVoucherPropose(AigGiftCase):
    """A package for what the customer wants, at the least real cost (A31, A32)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["aig.voucher.gift"].search([]).active = False
        cls.cheap, cls.dear, cls.large = cls.env["aig.voucher.gift"].create(
            [
                {"name": name, "unit_value": value, "unit_cost": cost}
                for name, value, cost in (
                    ("In ấn", 100 * MILLION, 30 * MILLION),
                    ("Mockup", 100 * MILLION, 60 * MILLION),
                    ("LED", AMOUNT, 90 * MILLION),
                )
            ]
        )

    def open(self, user=None):
        user = user or self.user_sales_north
        action = self.voucher.with_user(user).action_propose()
        return self.env[action["res_model"]].with_user(user).browse(action["res_id"])

    def wish(self, dialog, **stars):
        for line in dialog.line_ids:
            line.write(
                {"stars": stars.get(line.gift_id.name.split()[0], "0"), "most": 3}
            )

    def test_the_cheaper_of_what_is_wanted_as_much(self):
        dialog = self.open()
        form = Form(dialog)
        for index in range(2):
            with form.line_ids.edit(index) as line:
                line.stars = "2"
                line.most = 3
        dialog = form.save()
        dialog.action_propose()
        numbers = {line.gift_id: line.quantity for line in dialog.line_ids}
        self.assertEqual(numbers, {self.cheap: 3, self.dear: 0, self.large: 0})
        self.assertEqual(
            (dialog.total_value, dialog.remaining_value),
            (300 * MILLION, 85 * MILLION),
        )
        action = dialog.action_take_over()
        package = self.voucher.package_ids
        self.assertEqual(action["res_id"], package.id)
        self.assertEqual(package.line_ids.gift_id, self.cheap)
        self.assertEqual(package.total_value, 300 * MILLION)

    def test_exactly_the_amount(self):
        dialog = self.open()
        self.wish(dialog, LED="3")
        dialog.action_propose()
        self.assertEqual(dialog.remaining_value, 0)
        self.large.unit_value += 1
        dialog = self.open()
        self.wish(dialog, LED="3")
        with self.assertRaisesRegex(UserError, "None of these gifts fits"):
            dialog.action_propose()

    def test_what_was_proposed_is_taken_over_at_that_value(self):
        dialog = self.open()
        self.wish(dialog, LED="3")
        dialog.action_propose()
        self.large.unit_value = 2 * AMOUNT
        dialog.action_take_over()
        self.assertEqual(self.voucher.package_ids.total_value, AMOUNT)

    def test_display_time_with_its_days(self):
        dialog = self.open()
        self.time_gift.active = True
        line = dialog.line_ids.create(
            {
                "propose_id": dialog.id,
                "gift_id": self.time_gift.id,
                "stars": "3",
            }
        )
        with self.assertRaisesRegex(UserError, "position and the days"):
            dialog.action_propose()
        line.write(
            {
                "position_id": self.billboard.id,
                "date_from": self.day(30),
                "date_to": self.day(39),
            }
        )
        dialog.action_propose()
        dialog.action_take_over()
        [gift] = self.voucher.package_ids.line_ids
        self.assertEqual(
            (gift.position_id, gift.quantity, gift.value),
            (self.billboard, 10, 40 * MILLION),
        )

    def test_nothing_wished_nothing_proposed(self):
        dialog = self.open()
        with self.assertRaisesRegex(UserError, "Give stars"):
            dialog.action_propose()
        with self.assertRaisesRegex(UserError, "Press"):
            dialog.action_take_over()

    def test_only_managers_see_the_real_cost(self):
        dialog = self.open()
        self.wish(dialog, LED="1")
        dialog.action_propose()
        with self.assertRaises(AccessError):
            dialog.read(["total_cost"])
        managers = self.open(self.user_manager_north)
        self.wish(managers, LED="1")
        managers.action_propose()
        self.assertEqual(managers.total_cost, 90 * MILLION)

    def test_nobody_proposes_for_a_foreign_voucher(self):
        for user in (self.user_sales_south, self.user_sales_north_2):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.open(user)

    def test_budget(self):
        """As many queries for many gifts as for few."""
        dialogs = []
        for count in (10, 100):
            self.env["aig.voucher.gift"].create(
                [
                    {"name": f"Quà {number}", "unit_value": number + 1}
                    for number in range(count)
                ]
            )
            dialog = self.open()
            dialog.line_ids.stars = "1"
            dialogs.append(dialog)
        self.assert_same_budget(lambda dialog: dialog.action_propose(), *dialogs)
