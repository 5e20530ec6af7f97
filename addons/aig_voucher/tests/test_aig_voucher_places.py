from datetime import datetime, time, timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .gifts import MILLION, AigGiftCase


@tagged("post_install", "-at_install")
class TestAigVoucherPlaces(AigGiftCase):
    """Display time: days x the daily rate, held while the offer is open (A31)."""

    def test_days_times_the_daily_rate_in_the_form(self):
        form = Form(
            self.env["aig.voucher.package"]
            .with_user(self.user_sales_north)
            .with_context(default_voucher_id=self.voucher.id)
        )
        with form.line_ids.new() as line:
            line.gift_id = self.time_gift
            line.position_id = self.billboard
            line.date_from = self.day(30)
            line.date_to = self.day(69)
            self.assertEqual((line.quantity, line.unit_value), (40, 4 * MILLION))
        package = form.save()
        self.assertEqual(package.total_value, 160 * MILLION)

    def test_a_later_rate_leaves_the_offer_alone(self):
        package = self.make_time(30, 39)
        self.billboard.rate_ids.daily_rate = 9 * MILLION
        self.assertEqual(package.total_value, 40 * MILLION)

    def test_one_day_too_much_is_refused(self):
        self.make_time(30, 125)  # 96 days, 384 million
        with self.assertRaisesRegex(ValidationError, "take out gifts worth"):
            self.make_time(30, 126)

    def test_a_change_of_rate_inside_is_two_gifts(self):
        self.billboard.rate_ids = [
            Command.create({"date_from": self.day(35), "daily_rate": 5 * MILLION})
        ]
        with self.assertRaisesRegex(ValidationError, "as two gifts"):
            self.make_time(30, 39)
        package = self.make_time(30, 34)
        package.line_ids = [
            Command.create(
                {
                    "gift_id": self.time_gift.id,
                    "position_id": self.billboard.id,
                    "date_from": self.day(35),
                    "date_to": self.day(39),
                }
            )
        ]
        self.assertEqual(package.total_value, 45 * MILLION)

    def test_what_does_not_fit_together_is_refused(self):
        line = self.make_time(30, 39).line_ids
        other_kind = self.kind.create({"name": "LED"})
        for values in (
            {"gift_id": self.gift.id},
            {"quantity": 3},
            {"date_from": self.day(0) - timedelta(400)},
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                line.write(values)
        self.time_gift.position_kind_id = other_kind
        with self.assertRaisesRegex(ValidationError, "kind “LED”"):
            self.make_time(50, 59)

    def test_a_package_gives_a_day_once(self):
        package = self.make_time(30, 39)
        with self.assertRaisesRegex(ValidationError, "twice"):
            package.line_ids.copy({"package_id": package.id})

    def test_days_that_somebody_has_are_not_offered(self):
        package = self.make_time(30, 39)
        self.assertFalse(package.line_ids.is_taken)
        self.take(35, 50)
        package.line_ids.invalidate_recordset()
        self.assertTrue(package.line_ids.is_taken)
        with self.assertRaisesRegex(UserError, "is not free"):
            self.send()

    def test_display_time_without_a_place_is_not_sent(self):
        package = self.make_package(MILLION)
        package.line_ids.gift_id = self.time_gift
        with self.assertRaisesRegex(UserError, "position and the days"):
            self.send()
        with self.assertRaisesRegex(UserError, "position and the days"):
            package.action_choose()

    def test_held_while_the_offer_is_open(self):
        first, second = self.make_time(30, 39), self.make_time(35, 44, name="Gói B")
        self.assertFalse(first.line_ids.booking_id)
        self.send()
        booking = first.line_ids.booking_id
        # alternatives: the days they share are held once
        self.assertEqual(booking, second.line_ids.booking_id)
        self.assertEqual(
            (booking.state, booking.booking_type, booking.partner_id),
            ("reserved", "gift", self.customer_north),
        )
        self.assertEqual(
            (booking.date_from, booking.date_to), (self.day(30), self.day(44))
        )
        ends = self.company.aig_position_link_days + 1
        midnight = datetime.combine(self.day(ends), time(0))
        self.assertEqual(booking.hold_until, self.company._aig_utc(midnight))
        with self.assertRaisesRegex(UserError, "is taken"):
            self.take(44, 50)

    def test_chosen_days_are_booked_and_the_others_free(self):
        first, second = self.make_time(30, 39), self.make_time(35, 44, name="Gói B")
        other = self.make_time(30, 39, self.tower, name="Gói C")
        self.send()
        self.choose(first)
        booking = first.line_ids.booking_id
        self.assertEqual(
            (booking.state, booking.date_from, booking.date_to),
            ("booked", self.day(30), self.day(39)),
        )
        self.assertEqual(other.line_ids.booking_id.state, "cancelled")
        self.take(40, 44)
        self.take(30, 39, self.tower)
        # the second package is gone by now; the first choice stands
        with self.assertRaises(UserError) as refused:  # takes everything back
            self.choose(second)
        self.assertIn("is taken", str(refused.exception))
        self.assertEqual(self.voucher.chosen_package_id, first)

    def test_another_choice_gives_the_first_back(self):
        first = self.make_time(30, 39)
        second = self.make_time(30, 39, self.tower, name="Gói B")
        self.send()
        self.choose(first)
        self.choose(second)
        self.assertEqual(second.line_ids.booking_id.state, "booked")
        self.take(30, 39)

    def test_a_withdrawn_voucher_gives_its_places_back(self):
        for step in ("sent", "chosen"):
            voucher = self.line_north._get_voucher()
            package = self.make_time(30, 39, voucher=voucher)
            self.send(voucher)
            if step == "chosen":
                self.choose(package)
            voucher.action_cancel()
            self.assertEqual(package.line_ids.booking_id.state, "cancelled", step)

    def test_time_runs_out(self):
        package = self.make_time(30, 39)
        self.send()
        booking = package.line_ids.booking_id
        # sudo: the clock, as it were
        booking.sudo().hold_until = "2020-01-01"
        with self.enter_registry_test_mode():
            self.env.ref(
                "aig_position.ir_cron_aig_position_booking"
            ).method_direct_trigger()
        self.assertEqual(booking.state, "expired")
        package.line_ids.invalidate_recordset()
        self.assertFalse(package.line_ids.is_taken)
        # nobody took them: the customer may still choose
        self.choose(package)
        self.assertEqual(package.line_ids.booking_id.state, "booked")

    def test_a_gift_that_is_added_to_a_sent_voucher_is_held_at_once(self):
        self.send()
        package = self.make_time(30, 39)
        self.assertEqual(package.line_ids.booking_id.state, "reserved")
        package.line_ids.date_to = self.day(44)
        self.assertEqual(package.line_ids.booking_id.date_to, self.day(44))
        booking = package.line_ids.booking_id
        package.unlink()
        self.assertEqual(booking.state, "cancelled")

    def test_a_revision_keeps_the_days(self):
        package = self.make_time(30, 39)
        self.send()
        revision = self.voucher._revise()
        [line] = revision.package_ids.line_ids
        self.assertEqual(
            (line.position_id, line.value), (self.billboard, package.total_value)
        )
        self.assertEqual(line.booking_id.state, "reserved")
        self.assertEqual(package.line_ids.booking_id.state, "cancelled")

    def test_with_approval_the_choice_makes_it_firm(self):
        self.company.aig_hold_approval = True
        package = self.make_time(30, 39)
        self.send()
        self.assertEqual(package.line_ids.booking_id.state, "requested")
        self.choose(package)
        self.assertEqual(package.line_ids.booking_id.state, "booked")

    def test_nobody_types_a_booking(self):
        line = self.make_time(30, 39).line_ids
        foreign = self.take(50, 59)
        with self.assertRaises(AccessError):
            line.booking_id = foreign.id
