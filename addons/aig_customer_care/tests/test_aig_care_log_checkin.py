from datetime import datetime

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.aig_territory.tests.common import AigTerritoryCase

LAKE = {"checkin_latitude": 21.0287, "checkin_longitude": 105.8524}
NEAR_LAKE = {"partner_latitude": 21.0297, "partner_longitude": 105.8524}  # 111 m north


@tagged("post_install", "-at_install")
class TestAigCareLogCheckin(AigTerritoryCase):
    """Where a visitor stood (S16)."""

    def _visit(self, **values):
        logs = self.env["aig.care.log"].with_user(self.user_sales_north)
        return logs.create(
            {"partner_id": self.customer_north.id, "care_type": "visit", **values}
        )

    @freeze_time("2026-11-27 03:00:00")
    def test_the_distance_is_kept_as_it_was(self):
        self.customer_north.write(NEAR_LAKE)
        log = self._visit(**LAKE, checkin_accuracy=12)
        self.customer_north.partner_latitude = 10
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertRecordValues(
            log,
            [
                {
                    "checkin_state": "near",
                    "checkin_distance": 111,
                    "checkin_accuracy": 12,
                    "checkin_date": datetime(2026, 11, 27, 3),
                }
            ],
        )
        with self.assertRaises(AccessError):
            log.write(LAKE)

    def test_unknown_is_neither_near_nor_far(self):
        self.company.aig_checkin_policy = "forbid"
        self.assertEqual(self._visit(**LAKE).checkin_state, "unknown")

    def test_no_position(self):
        log = self._visit()
        self.assertEqual(log.checkin_state, "none")
        self.assertFalse(log.checkin_date)

    def test_forbid(self):
        self.company.write({"aig_checkin_policy": "forbid", "aig_checkin_radius": 110})
        self.customer_north.write(NEAR_LAKE)
        with self.assertRaisesRegex(ValidationError, "111 m .* within 110 m"):
            self._visit(**LAKE, checkin_reason="Traffic")
        with self.assertRaisesRegex(ValidationError, "no position"):
            self._visit()
        self.company.aig_checkin_radius = 111
        log = self._visit(**LAKE)
        log._reverse("Nhầm")
        self.assertFalse(log.is_counted)

    def test_warn_asks_why(self):
        self.company.write({"aig_checkin_policy": "warn", "aig_checkin_radius": 110})
        self.customer_north.write(NEAR_LAKE)
        for values in ({}, LAKE, {**LAKE, "checkin_reason": "  "}):
            with self.subTest(values), self.assertRaisesRegex(ValidationError, "say"):
                self._visit(**values)
        log = self._visit(**LAKE, checkin_reason="Gặp ở quán cà phê")
        self.assertEqual(log.checkin_state, "far")
        self._visit(care_type="call")

    def test_no_such_place(self):
        with self.assertRaisesRegex(ValidationError, "no such place"):
            self._visit(checkin_latitude=91, checkin_longitude=1)

    def test_nobody_types_the_distance(self):
        for name in ("checkin_state", "checkin_distance", "checkin_date"):
            value = "near" if name == "checkin_state" else 1
            with self.subTest(name), self.assertRaisesRegex(AccessError, name):
                self._visit(**{name: value})

    def test_the_first_position_becomes_the_customers(self):
        action = self.branch_north.with_user(self.user_sales_north).action_aig_contact()
        form = Form(
            self.env["aig.care.contact"]
            .with_user(self.user_sales_north)
            .with_context(**action["context"])
        )
        form.care_type = "visit"
        form.outcome = "refused"
        wizard = form.save()
        wizard.write({"latitude": 21.0287, "longitude": 105.8524})
        self.assertEqual(wizard.place, "Distance unknown")
        wizard.keep_position = True
        wizard.action_save()
        self.assertEqual(self.customer_north.partner_latitude, 21.0287)
        wizard = wizard.copy({"latitude": 21.0297})
        self.assertEqual(wizard.place, "111 m from the customer")
        self.assertFalse(wizard.can_keep_position)

    def test_a_radius_has_some_room(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(IntegrityError, "aig_checkin_radius_check"),
        ):
            self.company.aig_checkin_radius = 0
            self.env.flush_all()
