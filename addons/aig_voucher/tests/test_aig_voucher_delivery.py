from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .gifts import MILLION, PIXEL, AigGiftCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 08:00:00")
class TestAigVoucherDelivery(AigGiftCase):
    """Each chosen gift has a due day, and something that proves its delivery (A33)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.package = cls.make_package(MILLION, 2 * MILLION)
        cls.first, cls.second = cls.package.line_ids
        cls.package.action_choose()
        # none of the sales has happened yet: a manager vouches for the points
        cls.voucher.with_user(cls.user_manager_north)._advance(11, "Đã hứa với khách")

    def test_due_by_the_gifts_lead_time(self):
        self.assertEqual(
            self.first.due_date, self.today + timedelta(self.gift.lead_days)
        )

    def test_display_time_is_due_on_its_last_day(self):
        voucher = self.voucher
        package = self.make_time(30, 39)
        self.choose(package)
        self.assertEqual(package.line_ids.due_date, self.day(39))
        self.assertFalse(self.first.due_date)
        self.assertEqual(voucher.chosen_package_id, package)

    def test_delivered_in_the_form_with_a_photo(self):
        action = self.first.action_deliver()
        form = Form(
            self.env["aig.voucher.delivery"]
            .with_user(self.user_sales_north)
            .with_context(**action["context"])
        )
        form.photo = PIXEL
        delivery = form.save()
        self.assertEqual(delivery.delivered_by_id, self.user_sales_north)
        self.assertEqual(self.first.delivered_date, self.today)
        self.assertEqual(self.voucher.state, "chosen")
        line = self.first.sale_line_ids
        self.assertEqual(line.qty_delivered, line.product_uom_qty)
        # the camera's notes are left out, and it is small enough for a page
        self.assertTrue(delivery.photo_256)

    def test_the_last_gift_ends_the_voucher(self):
        told = []
        self.patch(
            type(self.voucher), "_on_delivered", lambda _self, lines: told.append(lines)
        )
        self.deliver(self.first)
        self.deliver(self.second, photo=False, proof_file=PIXEL)
        self.assertEqual(self.voucher.state, "done")
        self.assertEqual(told, [self.first, self.second])

    def test_without_proof_nothing_was_delivered(self):
        with self.assertRaises(UserError) as refused:
            self.deliver(self.first, photo=False)
        self.assertIn("Add a photo or a file", str(refused.exception))
        self.gift.needs_proof = False
        self.deliver(self.first, photo=False)
        self.assertTrue(self.first.delivered_date)

    def test_what_is_not_a_delivery(self):
        other = self.make_package(MILLION)
        for line, values, words in (
            (self.first, {"date": self.day(1)}, "a day to come"),
            (other.line_ids, {}, "not in the package"),
        ):
            with self.subTest(words), self.assertRaisesRegex(UserError, words):
                self.deliver(line, **values)
        with self.assertRaisesRegex(ValidationError, "cannot be shown"):
            self.deliver(self.first, photo="bm8gcGhvdG8=")
        self.deliver(self.first)
        with self.assertRaisesRegex(UserError, "already"):
            self.deliver(self.first)

    def test_taken_back_with_a_reason_by_a_further_row(self):
        delivery = self.deliver(self.first)
        self.deliver(self.second)
        action = self.first.action_undo_delivery()
        undo = (
            self.env["aig.voucher.delivery"]
            .with_user(self.user_sales_north)
            .with_context(**action["context"])
        )
        with self.assertRaises(UserError) as refused:
            undo.create({})
        self.assertIn("Write why", str(refused.exception))
        undo.create({"note": "Nhầm khách hàng"})
        self.assertFalse(self.first.delivered_date)
        self.assertEqual(self.voucher.state, "chosen")
        self.assertEqual(self.first.sale_line_ids.qty_delivered, 0)
        self.assertEqual(len(self.first.delivery_ids), 2)
        self.assertTrue(delivery.exists())
        with self.assertRaises(UserError):
            undo.create({"note": "Lần nữa"})
        self.deliver(self.first)
        self.assertEqual(self.voucher.state, "done")

    def test_what_is_delivered_spends_points_and_gives_them_back(self):
        def spent():
            self.voucher.invalidate_recordset()
            balance = self.voucher._get_balance()
            return round(balance["spent"], 2), round(balance["reserved"], 2)

        # 1 and 2 of 35 million a point: 0.09 together, not 0.03 and 0.06
        self.assertEqual(spent(), (0, 0.09))
        first = self.deliver(self.first)
        self.assertEqual(spent(), (0.03, 0.06))
        self.deliver(self.second)
        self.assertEqual(spent(), (0.09, 0))
        first.copy({"reverses_id": first.id, "note": "Nhầm", "photo": False})
        self.assertEqual(spent(), (0.06, 0.03))
        self.deliver(self.first)
        self.assertEqual(spent(), (0.09, 0))

    def test_points_that_have_not_vested_deliver_nothing(self):
        line = self.make_line(self.plan_north, self.make_customers(1), receivable_due=0)
        voucher = self.voucher.create({"plan_line_id": line.id})
        package = self.choose(self.make_package(MILLION, voucher=voucher))
        with self.assertRaises(UserError) as refused:
            self.deliver(package.line_ids)
        self.assertIn("ask a manager", str(refused.exception))
        self.assertFalse(package.line_ids.delivered_date)

    def test_rows_are_never_changed(self):
        delivery = self.deliver(self.first)
        for user in (self.user_sales_north, self.user_director):
            with self.assertRaises(AccessError):
                delivery.with_user(user).write({"note": "Khác"})
            with self.assertRaises(AccessError):
                delivery.with_user(user).unlink()
        with self.assertRaises(AccessError):
            self.first.delivered_date = False
        with self.assertRaises(AccessError):
            self.deliver(self.second, delivered_by_id=self.user_director.id)

    def test_nobody_delivers_in_a_foreign_territory(self):
        for user in (self.user_sales_south, self.user_sales_north_2):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.deliver(self.first, user=user)
        self.deliver(self.first, user=self.user_manager_north)

    def test_what_was_delivered_is_not_chosen_away(self):
        other = self.make_package(MILLION)
        self.deliver(self.first)
        for step in (other.action_choose, self.voucher.action_cancel):
            with self.assertRaisesRegex(UserError, "delivered"):
                step()

    def remind(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "aig_voucher.ir_cron_aig_voucher_package_line_remind"
            ).method_direct_trigger()

    def test_one_reminder_for_each_gift(self):
        self.first.due_date, self.second.due_date = self.day(2), self.day(20)
        self.remind()
        self.remind()
        [activity] = self.voucher.activity_ids
        self.assertEqual(
            (activity.user_id, activity.date_deadline),
            (self.user_sales_north, self.day(2)),
        )
        self.assertIn(self.gift.name, activity.summary)
        with freeze_time(self.day(18)):
            self.remind()
        self.assertEqual(len(self.voucher.activity_ids), 2)
        self.deliver(self.first)
        self.assertEqual(len(self.voucher.activity_ids), 1)

    def test_another_day_is_reminded_of_anew(self):
        self.first.due_date = self.day(1)
        self.remind()
        self.first.due_date = self.day(30)
        self.assertFalse(self.voucher.activity_ids)
        self.first.due_date = self.day(2)
        self.remind()
        self.assertEqual(self.voucher.activity_ids.date_deadline, self.day(2))

    def test_gifts_of_a_choice_that_was_changed_are_not_reminded_of(self):
        self.first.due_date = self.day(1)
        self.remind()
        other = self.make_package(MILLION)
        self.choose(other)
        self.assertFalse(self.voucher.activity_ids)
        self.remind()
        self.assertFalse(self.voucher.activity_ids)
