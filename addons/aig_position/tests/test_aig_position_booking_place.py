from psycopg2.errors import ExclusionViolation

from odoo.exceptions import AccessError, ConcurrencyError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AigPositionCase


@tagged("post_install", "-at_install")
class TestAigPositionBookingPlace(AigPositionCase):
    """No slot twice, and what people are told of who has it."""

    def _refusal(self, booking):
        with self.assertRaises(UserError) as refused:
            booking.action_hold()
        return str(refused.exception)

    def test_told_who_has_it(self):
        first = self._new_booking()
        first.action_hold()
        text = self._refusal(self._new_booking(user=self.user_sales_north_2, first=19))
        self.assertIn(first.name, text)
        self.assertIn("North Customer", text)
        self.assertIn(self.user_sales_north.name, text)

    def test_blind_for_others(self):
        first = self._new_booking()
        first.action_hold()
        text = self._refusal(self._new_booking(user=self.user_sales_south, last=10))
        self.assertNotIn(first.name, text)
        self.assertNotIn("North Customer", text)
        self.assertIn(self.user_sales_north.name, text)
        self.assertIn("12/10/2026 - 12/19/2026", text)

    def test_nobody_reads_stays(self):
        self._new_booking().action_hold()
        for user in (self.user_sales_north, self.user_director):
            with self.assertRaises(AccessError):
                self.env["aig.position.stay"].with_user(user).search_count([])
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self._new_booking().read(["stay_ids"])

    def test_the_next_day_is_free(self):
        self._new_booking().action_hold()
        self._new_booking(first=20, last=25).action_hold()
        self._new_booking(first=1, last=9).action_hold()

    def test_a_screen_shows_three(self):
        for slots in (1, 2):
            self._new_booking(self.screen, slots=slots).action_hold()
        self.assertIn("0 of 3 slots", self._refusal(self._new_booking(self.screen)))

    def test_slots_are_dealt_out_anew_when_they_must(self):
        self.screen.slot_count = 2
        early = self._new_booking(self.screen, 1, 9)
        early.action_hold()
        middle = self._new_booking(self.screen, 5, 14)
        middle.action_hold()
        early.action_cancel()
        late = self._new_booking(self.screen, 15, 25)
        late.action_hold()
        self.assertNotEqual(middle._stays().slot, late._stays().slot)
        whole = self._new_booking(self.screen, 1, 31)
        whole.action_hold()
        self.assertEqual(middle._stays().slot, late._stays().slot)

    def test_a_place_and_its_parts(self):
        east = self._new_booking(self.face_east)
        east.action_hold()
        self._new_booking(self.face_west, 12, 13).action_hold()
        self.assertIn("East", self._refusal(self._new_booking(self.tower)))
        whole = self._new_booking(self.tower, 20, 25)
        whole.action_hold()
        self.assertIn("West", self._refusal(self._new_booking(self.face_west, 25, 30)))
        whole.action_cancel()
        self._new_booking(self.face_west, 25, 30).action_hold()

    def test_a_place_forbidden_for_an_industry(self):
        beer = self.env["res.partner.industry"].create({"name": "Beer"})
        self.customer_north.industry_id = beer
        self.billboard.restriction_ids = self.env["aig.position.restriction"].create(
            {"name": "beside a school", "industry_ids": beer.ids}
        )
        text = self._refusal(self._new_booking())
        self.assertIn("not for Beer: beside a school", text)
        self._new_booking(self.screen).action_hold()

    def test_one_customer_of_an_industry(self):
        bank = self.env["res.partner.industry"].create({"name": "Bank"})
        (self.customer_north | self.customer_south).industry_id = bank
        self.screen.is_exclusive = True
        self._new_booking(self.screen).action_hold()
        self._new_booking(self.screen).action_hold()
        text = self._refusal(self._new_booking(self.screen, user=self.user_sales_south))
        self.assertIn("one customer of Bank", text)
        self.assertNotIn("North Customer", text)
        self._new_booking(self.screen, 20, 25, self.user_sales_south).action_hold()

    def test_the_database_says_so_as_well(self):
        booking = self._new_booking()
        booking.action_hold()
        stay = booking._stays()
        with mute_logger("odoo.sql_db"), self.assertRaises(ExclusionViolation):
            stay.copy()

    def test_somebody_was_quicker_this_moment(self):
        booking = self._new_booking()
        booking.action_hold()
        other = self._new_booking()
        vals = {
            "booking_id": other.id,
            "site_id": self.billboard.id,
            "slot": 1,
            "date_from": "2026-12-19",
            "date_to": "2026-12-19",
        }
        with self.assertRaises(ConcurrencyError):
            other._write_stays([vals])
