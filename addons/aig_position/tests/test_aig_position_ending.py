from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import MILLION, AigPositionCase

ENDING = "aig_position.mail_activity_type_ending"


@tagged("post_install", "-at_install")
class TestAigPositionEnding(AigPositionCase):
    """The renewal radar: bookings that end, and what becomes of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.aig_renewal_lead_days = 10
        cls.booking = cls._new_booking(first=10, last=19)
        cls.booking.action_book()

    def _run(self):
        cron = self.env.ref("aig_position.ir_cron_aig_position_booking_radar")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def _ending(self, user=None):
        bookings = self.env["aig.position.booking"].with_user(
            user or self.user_sales_north
        )
        return bookings.search([("is_ending", "=", True)])

    def test_told_once_at_its_lead_time_in_vietnam(self):
        with freeze_time("2026-12-08 16:59:00"):
            self._run()
            self.assertFalse(self.booking.activity_ids)
            self.assertFalse(self._ending())
        for moment in ("2026-12-08 17:00:00", "2026-12-10 03:00:00"):
            with freeze_time(moment):
                self._run()
                self.assertEqual(self._ending(), self.booking)
                self.assertTrue(self.booking.is_ending)
            self.assertEqual(len(self.booking.activity_ids), 1)
        activity = self.booking.activity_ids
        self.assertEqual(activity.user_id, self.user_sales_north)
        self.assertEqual(str(activity.date_deadline), "2026-12-19")
        self.assertIn("T-1 ends for North Customer", activity.summary)

    def test_kinds_have_lead_times_of_their_own(self):
        self.kind.renewal_lead_days = 18
        self.assertEqual(self._ending(), self.booking)
        self.kind.renewal_lead_days = 5
        self.assertFalse(self._ending())
        self.assertIn(self.booking, self.booking.search([("is_ending", "=", False)]))

    def test_gifts_and_maintenance_are_not_renewed(self):
        self.company.aig_renewal_lead_days = 100
        gift = self._new_booking(self.screen, booking_type="gift")
        work = self._new_booking(
            self.screen,
            user=self.user_manager_north,
            booking_type="maintenance",
            partner_id=False,
        )
        (gift | work.with_user(self.user_sales_north)).sudo().action_book()
        self.assertEqual(self._ending(self.user_director), self.booking)

    def test_the_dearest_first_and_what_the_customer_is_worth(self):
        self._new_booking(first=1, last=5).action_book()
        cheap = self._new_booking(self.screen, first=15, last=16)
        cheap.action_book()
        self.company.aig_renewal_lead_days = 100
        self._run()
        activities = self.env["mail.activity"].search(
            [("activity_type_id", "=", self.env.ref(ENDING).id)], order="id"
        )
        self.assertEqual(activities[0].res_id, self.booking.id)
        self.assertEqual(activities[-1].res_id, cheap.id)
        self.assertEqual(self.booking.customer_value, 15 * MILLION)
        self.assertEqual(self.booking.days_left, 18)

    def test_renewed_for_the_next_days(self):
        self.company.aig_renewal_lead_days = 100
        self._run()
        self.assertFalse(self.booking.is_renewed)
        action = self.booking.action_renew()
        later = self.env["aig.position.booking"].browse(action["res_id"])
        self.assertRecordValues(
            later,
            [
                {
                    "renewed_from_id": self.booking.id,
                    "state": "reserved",
                    "amount": 10 * MILLION,
                    "user_id": self.user_sales_north.id,
                }
            ],
        )
        self.assertEqual(
            (str(later.date_from), str(later.date_to)), ("2026-12-20", "2026-12-29")
        )
        self.assertFalse(self.booking.activity_ids)
        self.env.invalidate_all()
        self.assertTrue(self.booking.is_renewed)
        self.assertEqual(self.booking.action_renew()["res_id"], later.id)
        undecided = self.booking.search(
            [("is_ending", "=", True), ("is_renewed", "=", False)]
        )
        self.assertFalse(undecided & self.booking)

    def test_told_when_the_hold_that_renewed_it_is_over(self):
        later = self._new_booking(first=20, last=25)
        later.action_hold()
        self.company.aig_renewal_lead_days = 100
        self._run()
        self.assertFalse(self.booking.activity_ids)
        later.action_cancel()
        self._run()
        self._run()
        self.assertEqual(len(self.booking.activity_ids), 1)

    def test_the_whole_tower_renews_its_face(self):
        face = self._new_booking(self.face_east)
        face.action_book()
        self._new_booking(self.tower, 20, 25).action_hold()
        self.assertTrue(face.is_renewed)

    def test_taken_by_somebody_else_meanwhile(self):
        self._new_booking(first=25, last=31, user=self.user_sales_south).action_hold()
        action = self.booking.action_renew()
        self.assertEqual(action["res_model"], "aig.position.block")
        dialog = self.booking.env["aig.position.block"].browse(action["res_id"])
        self.assertEqual(dialog.line_ids.mapped("reason"), ["taken"])
        self.assertFalse(dialog.line_ids.booking_id)
        self.assertFalse(self.booking.is_renewed)
        self.assertFalse(
            self.booking.search([("renewed_from_id", "=", self.booking.id)])
        )

    def test_not_renewed_with_a_reason(self):
        self.company.aig_renewal_lead_days = 100
        self._run()
        action = self.booking.action_not_renewed()
        form = Form(self.booking, view=action["views"][0][0])
        form.not_renewed_reason_id = self.env["crm.lost.reason"].create(
            {"name": "Too dear"}
        )
        form.not_renewed_note = "Next year perhaps"
        form.save()
        self.assertFalse(self.booking.activity_ids)
        self.booking.sudo().end_told = False
        self._run()
        self.assertFalse(self.booking.activity_ids)

    def test_by_whose_right(self):
        for user in (self.user_sales_north_2, self.user_sales_south):
            for action in ("action_renew", "action_not_renewed"):
                with self.assertRaises(AccessError):
                    getattr(self.booking.with_user(user), action)()
        with self.assertRaises(AccessError):
            self.booking.end_told = True
        with self.assertRaisesRegex(UserError, "can be renewed"):
            self._new_booking(first=25, last=26).action_renew()
        self.assertFalse(self._ending(self.user_sales_south))

    def test_the_list_costs_the_same_for_more(self):
        def run(number):
            places = self.env["aig.position"].create(
                [
                    {
                        "name": f"Place {number} {n}",
                        "code": f"E-{number}-{n}",
                        "kind_id": self.kind.id,
                    }
                    for n in range(number)
                ]
            )
            bookings = self.env["aig.position.booking"].create(
                [
                    {
                        "position_id": place.id,
                        "partner_id": self.customer_north.id,
                        "date_from": "2026-12-10",
                        "date_to": "2026-12-19",
                    }
                    for place in places
                ]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            bookings.web_read(
                {
                    name: {}
                    for name in (
                        "days_left",
                        "is_renewed",
                        "is_ending",
                        "customer_value",
                        "waiting_count",
                    )
                }
            )
            return self.env.cr.sql_log_count - before

        self.assertLessEqual(run(40), run(4) + 1)
