from datetime import datetime

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import MILLION, AigPositionCase


@tagged("post_install", "-at_install")
class TestAigPositionBooking(AigPositionCase):
    """The steps of a booking, as its salesperson takes them."""

    def test_typed_held_and_booked(self):
        form = Form(self.env["aig.position.booking"].with_user(self.user_sales_north))
        form.position_id = self.billboard
        form.partner_id = self.branch_north
        form.date_from, form.date_to = "2026-12-30", "2027-01-02"
        booking = form.save()
        self.assertEqual(booking.partner_id, self.customer_north)
        self.assertEqual(booking.territory_id, self.territory_north)
        self.assertEqual((booking.state, booking.amount), ("draft", 0))
        self.assertEqual(booking.display_name, f"{booking.name} T-1 North Customer")
        booking.action_hold()
        self.assertEqual((booking.state, booking.amount), ("reserved", 6 * MILLION))
        # two working days after this Tuesday, Vietnamese time
        self.assertEqual(booking.hold_until, datetime(2026, 12, 3, 17))
        booking.action_book()
        self.assertEqual((booking.state, booking.hold_until), ("booked", False))

    def test_the_price_is_frozen_by_the_hold(self):
        booking = self._new_booking()
        booking.action_hold()
        self.billboard.rate_ids.daily_rate = 9 * MILLION
        booking.action_book()
        self.assertEqual(booking.amount, 10 * MILLION)

    def test_a_gift_costs_nothing(self):
        booking = self._new_booking(booking_type="gift")
        booking.action_hold()
        self.assertEqual(booking.amount, 0)

    def test_no_rate_on_the_first_day(self):
        self.billboard.rate_ids[-1].date_from = "2026-12-15"
        with self.assertRaisesRegex(UserError, "no rate on 12/10/2026"):
            self._new_booking().action_hold()

    def test_maintenance_has_no_customer(self):
        booking = self._new_booking(
            user=self.user_manager_north, booking_type="maintenance", partner_id=False
        )
        booking.action_book()
        self.assertEqual(booking.state, "booked")
        for values in (
            {"booking_type": "maintenance"},
            {"partner_id": False},
        ):
            with self.assertRaisesRegex(ValidationError, "has a customer"):
                self._new_booking(**values)

    def test_nobody_types_what_the_steps_decide(self):
        booking = self._new_booking()
        for values in (
            {"state": "booked"},
            {"amount": 1},
            {"hold_until": "2030-01-01"},
        ):
            with self.assertRaises(AccessError):
                booking.write(values)
        with self.assertRaises(AccessError):
            self._new_booking(state="booked")

    def test_days_and_place_stand_while_it_is_taken(self):
        booking = self._new_booking()
        booking.action_hold()
        for values in ({"date_to": "2026-12-31"}, {"position_id": self.screen.id}):
            with self.assertRaisesRegex(UserError, "no draft any more"):
                booking.write(values)
        with self.assertRaisesRegex(UserError, "Only drafts are deleted"):
            booking.unlink()
        booking.note = "Calls back on Monday"

    def test_the_end_before_the_start(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(IntegrityError, "dates_ordered"),
        ):
            self._new_booking(first=10, last=9)

    def test_more_slots_than_there_are(self):
        with self.assertRaisesRegex(ValidationError, "has 3 slots"):
            self._new_booking(self.screen, slots=4)

    def test_a_colleague_does_not_take_its_steps(self):
        booking = self._new_booking()
        for user in (self.user_sales_north_2, self.user_sales_south):
            for action in ("action_hold", "action_book", "action_cancel"):
                with self.assertRaises(AccessError):
                    getattr(booking.with_user(user), action)()

    def test_prolonged_once(self):
        booking = self._new_booking()
        booking.action_hold()
        with freeze_time("2026-12-02 02:00:00"):
            booking.action_prolong()
            self.assertEqual(booking.hold_until, datetime(2026, 12, 4, 17))
            with self.assertRaisesRegex(UserError, "ask a manager"):
                booking.action_prolong()
            booking.with_user(self.user_manager_north).action_prolong()
        self.assertEqual(booking.renewal_count, 2)
        booking.action_book()
        with self.assertRaisesRegex(UserError, "nothing to prolong"):
            booking.with_user(self.user_manager_north).action_prolong()

    def test_a_hold_waits_for_the_manager(self):
        self.company.aig_hold_approval = True
        booking = self._new_booking()
        booking.action_hold()
        self.assertEqual(booking.state, "requested")
        with self.assertRaisesRegex(UserError, "is taken"):
            self._new_booking().action_hold()
        with self.assertRaisesRegex(UserError, "cannot become"):
            booking.action_book()
        with self.assertRaises(AccessError):
            booking.action_approve()
        with self.assertRaises(AccessError):
            booking.with_user(self.user_manager_south).action_approve()
        booking.with_user(self.user_manager_north).action_approve()
        self.assertEqual(booking.state, "reserved")
        other = self._new_booking(self.screen, user=self.user_manager_north)
        other.action_hold()
        self.assertEqual(other.state, "reserved")

    def test_hours_end_to_the_minute(self):
        self.company.write({"aig_hold_length": 36, "aig_hold_unit": "hours"})
        booking = self._new_booking()
        booking.action_hold()
        self.assertEqual(booking.hold_until, datetime(2026, 12, 2, 14))

    def test_public_holidays_are_no_working_days(self):
        self.env["aig.care.quiet.day"].create(
            {"name": "Off", "date_from": "2026-12-02", "date_to": "2026-12-03"}
        )
        booking = self._new_booking()
        booking.action_hold()
        self.assertEqual(booking.hold_until, datetime(2026, 12, 7, 17))

    def test_given_back_and_begun_anew(self):
        booking = self._new_booking()
        booking.action_hold()
        booking.action_cancel()
        self._new_booking().action_hold()
        booking.action_draft()
        self.assertEqual((booking.state, booking.amount), ("draft", 0))
        with self.assertRaisesRegex(UserError, "is taken"):
            booking.action_hold()

    def test_stopped_today_free_tomorrow(self):
        booking = self._new_booking(first=1, last=31)
        booking.action_book()
        self.assertEqual(booking.state, "in_flight")
        booking.action_stop()
        self.assertEqual(str(booking.date_to), "2026-12-01")
        self._new_booking(first=2).action_hold()
