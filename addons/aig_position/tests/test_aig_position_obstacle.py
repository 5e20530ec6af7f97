from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import AigPositionCase


@tagged("post_install", "-at_install")
class TestAigPositionObstacle(AigPositionCase):
    """What is in the way: every reason, and nothing that one may not know."""

    def _dialog(self, booking, step="action_hold_or_show"):
        action = getattr(booking, step)()
        self.assertEqual(action["res_model"], "aig.position.block")
        return (
            self.env["aig.position.block"]
            .with_user(booking.env.user)
            .browse(action["res_id"])
        )

    def test_a_refused_hold_shows_who_has_it(self):
        first = self._new_booking()
        first.action_hold()
        mine = self._new_booking(user=self.user_sales_north_2, first=19)
        dialog = self._dialog(mine)
        self.assertRecordValues(
            dialog.line_ids,
            [
                {
                    "reason": "taken",
                    "site_id": self.billboard.id,
                    "date_from": first.date_from,
                    "date_to": first.date_to,
                    "customer": "North Customer",
                    "booking_id": first.id,
                    "user_id": self.user_sales_north.id,
                }
            ],
        )
        self.assertIn("0 of 1 slots free", dialog.refusal)
        self.assertEqual(mine.state, "draft")

    def test_nothing_in_the_way(self):
        booking = self._new_booking()
        self.assertIs(booking.action_hold_or_show(), True)
        self.assertEqual(booking.state, "reserved")
        draft = self._new_booking(first=20, last=25)
        self.assertFalse(self._dialog(draft, "action_obstacles").line_ids)

    def test_blind_for_others_on_every_way(self):
        first = self._new_booking()
        first.action_hold()
        dialog = self._dialog(self._new_booking(user=self.user_sales_south, last=10))
        rows = dialog.line_ids.read() + dialog.read()
        text = str(rows)
        self.assertNotIn(first.name, text)
        self.assertNotIn("North Customer", text)
        self.assertIn(self.user_sales_north.name, text)
        self.assertFalse(dialog.line_ids.booking_id)
        lines = self.env["aig.position.block.line"]
        with self.assertRaises(AccessError):
            dialog.line_ids.write({"booking_id": first.id})
        with self.assertRaises(AccessError):
            lines.with_user(self.user_sales_south).create(
                {"block_id": dialog.id, "reason": "taken", "booking_id": first.id}
            )
        # one who asks by a booking that is not his own to read
        block = (
            self.env["aig.position.block"]
            .with_user(self.user_sales_south)
            .create(
                {
                    "position_id": self.billboard.id,
                    "date_from": "2026-12-01",
                    "date_to": "2026-12-31",
                    "booking_id": first.id,
                }
            )
        )
        with self.assertRaises(AccessError):
            block.action_look()
        # and nobody reads the answer another got
        with self.assertRaises(AccessError):
            dialog.with_user(self.user_sales_north).read(["refusal"])
        with self.assertRaises(AccessError):
            dialog.line_ids.with_user(self.user_director).read(["words"])

    def test_every_reason_in_one_dialog(self):
        bank = self.env["res.partner.industry"].create({"name": "Bank"})
        (self.customer_north | self.customer_south).industry_id = bank
        self.screen.write(
            {
                "is_exclusive": True,
                "licence_expiry": "2026-12-15",
                "manager_id": self.user_director.id,
                "restriction_ids": self.env["aig.position.restriction"].create(
                    {"name": "beside a bank", "industry_ids": bank.ids}
                ),
            }
        )
        other = self._new_booking(self.screen, slots=3)
        # an older booking, from before the restriction
        other._occupy()
        other._decide({"state": "booked"})
        self.screen.rate_ids.filtered(lambda rate: rate.date_from.year == 2026).unlink()
        mine = self._new_booking(self.screen, user=self.user_sales_south)
        dialog = self._dialog(mine, "action_obstacles")
        self.assertEqual(
            set(dialog.line_ids.mapped("reason")),
            {"taken", "rival", "restriction", "licence", "rate"},
        )
        self.assertFalse(dialog.is_passing, "waiting does not help")
        licence = dialog.line_ids.filtered(lambda line: line.reason == "licence")
        self.assertEqual(licence.user_id, self.user_director)
        self.assertNotIn("North Customer", str(dialog.line_ids.read()))

    def test_through_parts(self):
        east = self._new_booking(self.face_east, 10, 12)
        east.action_hold()
        dialog = self._dialog(self._new_booking(self.tower))
        self.assertEqual(dialog.line_ids.site_id, self.face_east)
        whole = self._new_booking(self.tower, 20, 25)
        whole.action_hold()
        dialog = self._dialog(self._new_booking(self.face_west, 25, 30))
        self.assertEqual(dialog.line_ids.booking_id, whole)

    def test_only_those_on_full_days(self):
        early = self._new_booking(self.screen, 1, 9, slots=2)
        late = self._new_booking(self.screen, 10, 20, slots=3)
        (early | late).action_hold()
        dialog = self._dialog(self._new_booking(self.screen, 5, 15))
        self.assertEqual(dialog.line_ids.booking_id, late)

    def test_a_tap_puts_the_customer_in_line(self):
        self._new_booking().action_hold()
        dialog = self._dialog(self._new_booking(user=self.user_sales_south))
        self.assertTrue(dialog.is_passing)
        self.assertEqual(dialog.waiting_count, 0)
        dialog.action_wait()
        dialog.action_wait()
        wait = self.env["aig.position.wait"].search(
            [("partner_id", "=", self.customer_south.id)]
        )
        self.assertEqual(len(wait), 1)
        self.assertEqual(wait.user_id, self.user_sales_south)
        self.env.invalidate_all()
        self.assertEqual(dialog.waiting_count, 1)

    def test_asked_at_the_position_for_other_days(self):
        self._new_booking().action_hold()
        place = self.billboard.with_user(self.user_sales_south)
        action = place.action_obstacles()
        dialog = place.env["aig.position.block"].browse(action["res_id"])
        self.assertFalse(dialog.line_ids, "today it is free")
        form = Form(dialog)
        form.date_from, form.date_to = "2026-12-15", "2026-12-16"
        form.save().action_look()
        self.assertEqual(dialog.line_ids.mapped("reason"), ["taken"])
        with self.assertRaisesRegex(UserError, "Choose the customer"):
            dialog.action_wait()
        with self.assertRaisesRegex(UserError, "before the first"):
            dialog.date_from = "2026-12-17"

    def test_a_refusal_without_a_place_is_only_said(self):
        booking = self._new_booking()
        booking.action_hold()
        with self.assertRaisesRegex(UserError, "cannot become"):
            booking.action_hold_or_show()
