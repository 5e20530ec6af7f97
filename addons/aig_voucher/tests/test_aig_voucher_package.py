from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import AMOUNT, MILLION, AigVoucherCase


@tagged("post_install", "-at_install")
class TestAigVoucherPackage(AigVoucherCase):
    """Gifts are worth at most the voucher's amount, on every route (A32)."""

    def test_exactly_the_amount_passes(self):
        package = self.make_package(300 * MILLION, 85 * MILLION)
        self.assertEqual((package.total_value, package.remaining_value), (AMOUNT, 0))

    def test_one_dong_more_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "take out gifts worth"):
            self.make_package(AMOUNT + 1)

    def test_one_dong_more_by_changing_a_gift(self):
        package = self.make_package(AMOUNT)
        for vals in ({"unit_value": AMOUNT + 1}, {"quantity": 1.01}):
            with self.subTest(vals=vals), self.assertRaises(ValidationError):
                package.line_ids.write(vals)

    def test_one_dong_more_by_a_second_gift(self):
        package = self.make_package(AMOUNT)
        with self.assertRaises(ValidationError):
            self.env["aig.voucher.package.line"].with_user(
                self.user_sales_north
            ).create(
                {"package_id": package.id, "gift_id": self.gift.id, "unit_value": 1}
            )

    def test_one_dong_more_in_the_form(self):
        form = Form(
            self.env["aig.voucher.package"]
            .with_user(self.user_sales_north)
            .with_context(default_voucher_id=self.voucher.id)
        )
        with form.line_ids.new() as line:
            line.gift_id = self.gift
            line.quantity = 385
        self.assertEqual(form.remaining_value, 0)
        with form.line_ids.new() as line:
            line.gift_id = self.gift
            line.unit_value = 1
        with self.assertRaises(ValidationError):
            form.save()

    def test_one_dong_more_by_import(self):
        columns = [
            "voucher_id/.id",
            "name",
            "line_ids/gift_id/.id",
            "line_ids/quantity",
            "line_ids/unit_value",
        ]
        Package = self.env["aig.voucher.package"].with_user(self.user_sales_north)
        row = [str(self.voucher.id), "Gói nhập", str(self.gift.id), "1"]
        refused = Package.load(columns, [[*row, str(AMOUNT + 1)]])
        self.assertFalse(refused["ids"])
        self.assertIn("more than the voucher", refused["messages"][0]["message"])
        accepted = Package.load(columns, [[*row, str(AMOUNT)]])
        self.assertFalse(accepted["messages"])
        self.assertEqual(Package.browse(accepted["ids"]).total_value, AMOUNT)

    def test_the_database_has_the_last_word(self):
        package = self.make_package(AMOUNT)
        self.env.flush_all()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(IntegrityError, "within_amount"),
        ):
            self.env.cr.execute(
                "UPDATE aig_voucher_package SET total_value = %s WHERE id = %s",
                (AMOUNT + 1, package.id),
            )

    def test_sums_cannot_be_typed(self):
        package = self.make_package(AMOUNT)
        for vals in ({"total_value": 0}, {"amount": 999 * MILLION}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                package.write(vals)
        with self.assertRaises(AccessError):
            package.line_ids.write({"value": 0})

    def test_a_package_does_not_move_to_a_smaller_voucher(self):
        package = self.make_package(AMOUNT)
        line = self.make_line(
            self.plan_north, self.make_customers(1), expected_revenue=0
        )
        smaller = self.voucher.create({"plan_line_id": line.id})
        with self.assertRaises(ValidationError):
            package.voucher_id = smaller

    def test_the_value_of_a_gift_is_kept(self):
        package = self.make_package(10 * MILLION)
        self.gift.unit_value = 20 * MILLION
        self.assertEqual(package.total_value, 10 * MILLION)

    def test_quantities_are_positive(self):
        package = self.make_package(10)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            package.line_ids.quantity = 0
            self.env.flush_all()

    def test_six_kinds_of_gifts_are_in_the_catalogue(self):
        kinds = {"time", "banner", "media", "print", "led", "mockup"}
        gifts = self.env["aig.voucher.gift"].search([("unit_value", ">", 0)])
        self.assertLessEqual(kinds, set(gifts.mapped("gift_type")))

    def test_salespeople_do_not_see_what_gifts_cost(self):
        with self.assertRaises(AccessError):
            self.gift.with_user(self.user_sales_north).read(["unit_cost"])
