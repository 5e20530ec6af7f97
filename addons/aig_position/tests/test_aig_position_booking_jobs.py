from freezegun import freeze_time

from odoo.tests import tagged

from .common import AigPositionCase


@tagged("post_install", "-at_install")
class TestAigPositionBookingJobs(AigPositionCase):
    """What happens by itself: warnings, ends of holds, first and last days."""

    def _run(self):
        cron = self.env.ref("aig_position.ir_cron_aig_position_booking")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_a_hold_is_warned_of_once_and_ends_on_time(self):
        booking = self._new_booking()
        booking.action_hold()
        # warned on Wednesday at eight, over at the end of Thursday
        with freeze_time("2026-12-02 00:59:00"):
            self._run()
        self.assertFalse(booking.activity_ids)
        for moment in ("2026-12-02 01:00:00", "2026-12-03 16:59:00"):
            with freeze_time(moment):
                self._run()
            self.assertEqual(booking.activity_ids.user_id, self.user_sales_north)
            self.assertEqual(len(booking.activity_ids), 1)
            self.assertEqual(booking.state, "reserved")
        with freeze_time("2026-12-03 17:00:00"):
            self._run()
            self._run()
        self.assertEqual((booking.state, booking.hold_until), ("expired", False))
        self._new_booking(user=self.user_sales_south).action_hold()

    def test_what_is_booked_does_not_end_with_the_hold(self):
        booking = self._new_booking()
        booking.action_hold()
        booking.action_book()
        with freeze_time("2026-12-08 02:00:00"):
            self._run()
        self.assertEqual(booking.state, "booked")

    def test_the_job_is_called_when_a_hold_ends(self):
        booking = self._new_booking()
        booking.action_hold()
        cron = self.env.ref("aig_position.ir_cron_aig_position_booking")
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        self.assertLessEqual(
            {booking.alert_at, booking.hold_until}, set(triggers.mapped("call_at"))
        )

    def test_days_begin_in_vietnam(self):
        booking = self._new_booking()
        booking.action_book()
        with freeze_time("2026-12-09 16:59:00"):
            self._run()
        self.assertEqual(booking.state, "booked")
        with freeze_time("2026-12-09 17:00:00"):
            self._run()
        self.assertEqual(booking.state, "in_flight")
        with freeze_time("2026-12-19 16:59:00"):
            self._run()
        self.assertEqual(booking.state, "in_flight")
        with freeze_time("2026-12-19 17:00:00"):
            self._run()
        self.assertEqual(booking.state, "finished")

    def test_slept_through(self):
        booking = self._new_booking()
        booking.action_book()
        with freeze_time("2027-02-01"):
            self._run()
        self.assertEqual(booking.state, "finished")
