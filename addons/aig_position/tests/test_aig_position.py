from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import MILLION, AigPositionCase


@tagged("post_install", "-at_install")
class TestAigPosition(AigPositionCase):
    """Places, their rates and their parts."""

    def test_a_position_typed_by_a_director(self):
        form = Form(self.env["aig.position"].with_user(self.user_director))
        form.name = "Hàng Xanh, mặt bắc"
        form.code = "HCM-0123"
        form.kind_id = self.kind
        form.latitude, form.longitude = 10.8015, 106.7112
        with form.rate_ids.new() as rate:
            rate.daily_rate = 3 * MILLION
        position = form.save()
        self.assertRecordValues(
            position.product_id,
            [
                {
                    "default_code": "HCM-0123",
                    "type": "service",
                    "list_price": 0,
                    "company_id": self.company.id,
                }
            ],
        )
        self.assertEqual(position.daily_rate, 3 * MILLION)
        self.assertEqual(position.slot_count, 1)
        self.assertIn("10.8015000,106.7112000", position.map_url)
        self.assertEqual(position.display_name, "[HCM-0123] Hàng Xanh, mặt bắc")

    def test_a_screen_has_as_many_slots_as_its_kind(self):
        screens = self.env.ref("aig_position.aig_position_kind_led")
        position = self._new_position("New screen", "T-9", kind_id=screens.id)
        self.assertEqual(position.slot_count, screens.slot_count)

    def test_the_code_is_the_products_reference(self):
        self.billboard.code = "T-1b"
        self.assertEqual(self.billboard.product_id.default_code, "T-1b")

    def test_two_positions_with_one_code(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(IntegrityError, "code_uniq"),
        ):
            self._new_position("Other", "T-1")

    def test_coordinates(self):
        with self.assertRaisesRegex(ValidationError, "changed places"):
            self.billboard.write({"latitude": 106.7, "longitude": 10.8})
        with self.assertRaisesRegex(ValidationError, "between -90 and 90"):
            self.billboard.write({"latitude": 10.8, "longitude": 206.7})
        self.assertFalse(self.screen.map_url)

    def test_a_rate_of_nothing(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(IntegrityError, "daily_rate_check"),
        ):
            self.billboard.rate_ids[0].daily_rate = 0
            self.env.flush_all()

    def test_no_part_of_itself(self):
        with self.assertRaises(UserError):
            self.tower.parent_id = self.face_east

    def test_parts_change_when_nobody_has_the_place(self):
        self._new_booking(self.tower).action_hold()
        with self.assertRaisesRegex(UserError, "is booked"):
            self._new_position("North", "T-3N", parent_id=self.tower.id)
        booking = self._new_booking(self.screen, slots=3)
        booking.action_hold()
        with self.assertRaisesRegex(UserError, "in more slots"):
            self.screen.slot_count = 2
        self.screen.slot_count = 4

    def test_rates_are_the_directors(self):
        for user in (self.user_sales_north, self.user_manager_north):
            with self.assertRaises(AccessError):
                self.billboard.with_user(user).rate_ids[0].daily_rate = MILLION * 5

    def test_the_keeper_is_reminded_of_a_licence_once(self):
        self.billboard.write(
            {"licence_expiry": "2027-01-15", "manager_id": self.user_director.id}
        )
        self.screen.licence_expiry = "2027-06-15"
        self._remind()
        self._remind()
        self.assertEqual(self.billboard.activity_ids.user_id, self.user_director)
        self.assertEqual(len(self.billboard.activity_ids), 1)
        self.assertFalse(self.screen.activity_ids)
        self.billboard.licence_expiry = "2027-01-20"
        self._remind()
        self.assertEqual(len(self.billboard.activity_ids), 2)

    def _remind(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "aig_position.ir_cron_aig_position_licence"
            ).method_direct_trigger()
