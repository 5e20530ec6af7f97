from datetime import date, datetime

from freezegun import freeze_time

from odoo.tests import tagged

from .common import AigCase


@tagged("post_install", "-at_install")
class TestResCompany(AigCase):
    """A day is a day of the company, not of Greenwich."""

    def test_today_is_the_vietnamese_day(self):
        for moment, day in (
            ("2026-03-31 16:59:59", date(2026, 3, 31)),
            ("2026-03-31 18:00:00", date(2026, 4, 1)),
        ):
            with self.subTest(moment), freeze_time(moment):
                self.assertEqual(self.company._aig_today(), day)
                self.assertEqual(self.env["res.company"]._aig_today(), day)

    def test_a_week_begins_on_the_vietnamese_monday(self):
        for moment, monday in (
            ("2026-10-04 16:59:59", date(2026, 9, 28)),
            ("2026-10-04 17:00:00", date(2026, 10, 5)),
        ):
            with self.subTest(moment), freeze_time(moment):
                self.assertEqual(self.company._aig_this_monday(), monday)

    @freeze_time("2026-03-31 18:00:00")
    def test_today_follows_a_changed_time_zone_at_once(self):
        self.assertEqual(self.company._aig_today(), date(2026, 4, 1))
        self.company.partner_id.tz = "Europe/London"
        self.assertEqual(self.company._aig_today(), date(2026, 3, 31))
        self.company.partner_id.tz = False
        self.assertEqual(self.company._aig_today(), date(2026, 4, 1))

    def test_today_is_known_to_the_portal(self):
        company = self.company.with_user(self.user_portal)
        with freeze_time("2026-03-31 18:00:00"):
            self.assertEqual(company._aig_today(), date(2026, 4, 1))

    def test_day_start_is_utc(self):
        self.assertEqual(
            self.company._aig_day_start_utc(date(2026, 4, 1)),
            datetime(2026, 3, 31, 17, 0),
        )

    def test_personas_work_in_dong(self):
        self.assertEqual(self.company.currency_id.name, "VND")
        self.assertTrue(self.currency.active)
