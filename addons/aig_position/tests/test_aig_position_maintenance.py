from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import AigPositionCase


@tagged("post_install", "-at_install")
class TestAigPositionMaintenance(AigPositionCase):
    """A place is out of order: who may say so, and what of those who have it."""

    def _new_maintenance(self, position=None, user=None, **values):
        return self._new_booking(
            position,
            user=user or self.user_manager_north,
            booking_type="maintenance",
            partner_id=False,
            **values,
        )

    def test_planned_by_managers_and_directors(self):
        with self.assertRaisesRegex(AccessError, "Managers and directors"):
            self._new_maintenance(user=self.user_sales_north)
        for day, user in ((1, self.user_manager_north), (5, self.user_director)):
            booking = self._new_maintenance(user=user, first=day, last=day)
            booking.action_book()
            self.assertEqual(booking.amount, 0)
            self.assertEqual(booking.display_name, f"{booking.name} T-1 Maintenance")
        draft = self._new_booking()
        with self.assertRaisesRegex(AccessError, "Managers and directors"):
            draft.write({"booking_type": "maintenance", "partner_id": False})

    def test_it_takes_the_parts_and_needs_no_rate(self):
        self.tower.rate_ids.unlink()
        self._new_maintenance(self.tower).action_book()
        with self.assertRaisesRegex(UserError, "is taken"):
            self._new_booking(self.face_east).action_hold()
        with self.assertRaisesRegex(UserError, "is taken"):
            self._new_maintenance(self.face_west).action_book()

    def test_who_has_the_place_is_asked_once(self):
        booking = self._new_booking(user=self.user_sales_south)
        booking.action_hold()
        work = self._new_maintenance()
        action = work.action_book_or_show()
        dialog = work.env["aig.position.block"].browse(action["res_id"])
        self.assertTrue(dialog.is_maintenance)
        self.assertFalse(dialog.line_ids.booking_id, "the south is not told of")
        dialog.action_ask()
        dialog.action_ask()
        activity = booking.activity_ids
        self.assertEqual(activity.user_id, self.user_sales_south)
        self.assertIn("T-1 needs maintenance", activity.summary)
        self.assertEqual(booking.state, "reserved", "nothing is taken away")
        with self.assertRaises(AccessError):
            self.env["aig.position.block"].with_user(self.user_sales_north).create(
                {
                    "position_id": self.billboard.id,
                    "date_from": "2026-12-01",
                    "date_to": "2026-12-31",
                }
            ).action_ask()

    def test_free_again_when_it_is_over_early(self):
        work = self._new_maintenance(first=1, last=31)
        work.action_book()
        wait = (
            self.env["aig.position.wait"]
            .with_user(self.user_sales_south)
            .create(
                {
                    "partner_id": self.customer_south.id,
                    "position_id": self.billboard.id,
                    "date_from": "2026-12-05",
                    "date_to": "2026-12-06",
                }
            )
        )
        work.action_stop()
        with self.enter_registry_test_mode():
            self.env.ref(
                "aig_position.ir_cron_aig_position_wait"
            ).method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(wait.state, "told")
