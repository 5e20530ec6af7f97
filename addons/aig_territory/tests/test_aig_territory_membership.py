from datetime import date

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common import AigTerritoryCase


@tagged("post_install", "-at_install")
@freeze_time("2026-05-10 03:00:00")
class TestAigTerritoryMembership(AigTerritoryCase):
    """One territory per person and day (G06); the past stays as it was."""

    def _new(self, user, territory, date_from, date_to=False):
        return self.env["aig.territory.membership"].create(
            {
                "territory_id": territory.id,
                "user_id": user.id,
                "date_from": date_from,
                "date_to": date_to,
            }
        )

    def test_a_second_territory_is_refused_naming_the_first(self):
        sentence = "An Bắc belongs to Test North since 2020-01-01"
        with self.assertRaisesRegex(ValidationError, sentence):
            self.territory_south.with_user(self.user_director).write(
                {"member_ids": [Command.link(self.user_sales_north.id)]}
            )
        for date_from, date_to in (
            ("2026-05-10", False),
            ("2019-01-01", "2020-01-01"),
            ("2019-01-01", False),
            ("2024-02-01", "2024-02-02"),
        ):
            with (
                self.subTest(date_from=date_from, date_to=date_to),
                self.assertRaisesRegex(ValidationError, sentence),
            ):
                self._new(
                    self.user_sales_north, self.territory_south, date_from, date_to
                )

    def test_memberships_may_follow_each_other(self):
        self._new(
            self.user_sales_north, self.territory_south, "2019-01-01", "2019-12-31"
        )
        membership = self.user_sales_north.aig_membership_ids.filtered(
            lambda m: not m.date_to
        )
        membership.date_to = "2026-05-09"
        self._new(self.user_sales_north, self.territory_south, "2026-05-10")
        for day, home in (
            (date(2019, 6, 1), self.territory_south),
            (date(2020, 1, 1), self.territory_north),
            (date(2026, 5, 9), self.territory_north),
            (None, self.territory_south),
            (date(2018, 12, 31), self.env["aig.territory"]),
        ):
            with self.subTest(day):
                self.assertEqual(self.user_sales_north._aig_home_territory(day), home)

    def test_changed_dates_are_checked_too(self):
        old = self._new(
            self.user_sales_north, self.territory_south, "2019-01-01", "2019-12-31"
        )
        with self.assertRaisesRegex(ValidationError, "Test North"):
            old.date_to = "2020-01-01"
        with self.assertRaisesRegex(ValidationError, "Test North"):
            old.date_to = False
        old.write({"date_to": "2019-06-30"})

    def test_two_at_once_in_one_write(self):
        with self.assertRaisesRegex(ValidationError, "two territories at once"):
            self.env["aig.territory.membership"].create(
                [
                    {
                        "territory_id": territory.id,
                        "user_id": self.user_no_territory.id,
                    }
                    for territory in (self.territory_north, self.territory_south)
                ]
            )

    def test_an_end_before_the_beginning(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._new(
                self.user_no_territory, self.territory_north, "2026-05-10", "2026-05-09"
            )

    def test_a_portal_user_is_no_member(self):
        with self.assertRaisesRegex(ValidationError, "choose a colleague"):
            self._new(self.user_portal, self.territory_north, "2026-05-10")

    def test_a_membership_does_not_pass_to_a_portal_user(self):
        with self.assertRaisesRegex(ValidationError, "choose a colleague"):
            self.user_sales_north.aig_membership_ids.user_id = self.user_portal

    def test_the_database_keeps_one_open_membership_of_a_territory(self):
        """Against two transactions that do not see each other."""
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.env.cr.execute(
                SQL(
                    "INSERT INTO aig_territory_membership"
                    " (territory_id, user_id, date_from) VALUES (%s, %s, %s)",
                    self.territory_north.id,
                    self.user_sales_north.id,
                    date(2026, 5, 10),
                )
            )

    def test_access(self):
        membership = self.user_sales_north.aig_membership_ids
        self.assertTrue(membership.with_user(self.user_sales_south).read(["user_id"]))
        with self.assertRaises(AccessError):
            membership.with_user(self.user_plain).read(["user_id"])
        for user in (self.user_manager_both, self.user_sales_north):
            with self.subTest(user.login), self.assertRaises(AccessError):
                membership.with_user(user).write({"date_to": "2026-05-01"})
        membership.with_user(self.user_director).write({"date_to": "2026-05-01"})

    def test_visible_territories(self):
        for user, expected in (
            (self.user_sales_north, self.territory_north),
            (self.user_manager_south, self.territory_south),
            (
                self.user_manager_both,
                self.territory_vn | self.territory_north | self.territory_south,
            ),
            (self.user_no_territory, self.env["aig.territory"]),
            (self.user_portal, self.env["aig.territory"]),
        ):
            with self.subTest(user.login):
                self.assertEqual(user.aig_territory_ids, expected)
        people = self.user_sales_north | self.user_manager_south
        self.assertEqual(
            people.mapped("aig_territory_ids"),
            self.territory_north | self.territory_south,
        )
