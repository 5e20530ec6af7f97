from freezegun import freeze_time

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import AigTerritoryCase


@tagged("post_install", "-at_install")
@freeze_time("2026-05-10 03:00:00")
class TestSeveralTerritories(AigTerritoryCase):
    """The setting that lets a person belong to several territories at once (G06)."""

    def _set(self, one):
        settings = Form(self.env["res.config.settings"])
        settings.aig_one_territory_per_person = one
        settings.save().execute()

    def _join(self, user, territory, date_from="2026-05-10", date_to=False):
        return self.env["aig.territory.membership"].create(
            {
                "territory_id": territory.id,
                "user_id": user.id,
                "date_from": date_from,
                "date_to": date_to,
            }
        )

    def test_one_by_default(self):
        settings = self.env["res.config.settings"].create({})
        self.assertTrue(settings.aig_one_territory_per_person)
        with self.assertRaisesRegex(ValidationError, "belongs to Test North"):
            self._join(self.user_sales_north, self.territory_south)

    def test_several_when_lifted(self):
        self._set(one=False)
        settings = self.env["res.config.settings"].create({})
        self.assertFalse(settings.aig_one_territory_per_person)
        user = self.user_sales_north
        self.territory_south.with_user(self.user_director).write(
            {"member_ids": [Command.link(user.id)]}
        )
        both = self.territory_north | self.territory_south
        self.assertEqual(user.aig_territory_ids, both)
        found = self.env["res.partner"].with_user(user).search([])
        self.assertLessEqual(
            (self.customer_north | self.customer_south).sudo(), found.sudo()
        )

    def test_never_one_twice(self):
        self._set(one=False)
        for date_from, date_to in (
            ("2026-05-10", False),
            ("2019-01-01", "2020-01-01"),
            ("2024-02-01", "2024-02-02"),
        ):
            with (
                self.subTest(date_from=date_from),
                self.assertRaisesRegex(ValidationError, "belongs to Test North"),
            ):
                self._join(
                    self.user_sales_north, self.territory_north, date_from, date_to
                )
        other = self._join(self.user_sales_north, self.territory_south)
        with self.assertRaisesRegex(ValidationError, "belongs to Test North"):
            other.territory_id = self.territory_north

    def test_home_is_the_oldest_current_membership(self):
        self._set(one=False)
        user = self.user_sales_north
        self._join(user, self.territory_south, "2026-05-01")
        self.assertEqual(user._aig_home_territory(), self.territory_north)
        user.aig_membership_ids.filtered(
            lambda m: m.territory_id == self.territory_north
        ).date_to = "2026-05-09"
        self.assertEqual(user._aig_home_territory(), self.territory_south)

    def test_back_on_names_those_who_hold_several(self):
        self._set(one=False)
        self._join(self.user_sales_north, self.territory_south)
        self._join(self.user_sales_south, self.territory_north, "2026-12-01")
        self._join(
            self.user_sales_north_2, self.territory_south, "2019-01-01", "2021-01-01"
        )
        with self.assertRaisesRegex(
            ValidationError, r"several territories: An Bắc, Chi Nam\. End all"
        ):
            self._set(one=True)
        for user, territory in (
            (self.user_sales_north, self.territory_north),
            (self.user_sales_south, self.territory_north),
        ):
            user.aig_membership_ids.filtered(
                lambda m, territory=territory: m.territory_id == territory
            ).unlink()
        self._set(one=True)
        with self.assertRaisesRegex(ValidationError, "belongs to Test South"):
            self._join(self.user_sales_north, self.territory_north)

    def test_past_days_together_do_not_hold_anybody(self):
        """Who had several until yesterday may end the one that is left."""
        self._set(one=False)
        user = self.user_sales_north
        old = self._join(user, self.territory_south, "2024-01-01", "2026-05-09")
        self._set(one=True)
        old.date_to = "2026-05-01"
        left = user.aig_membership_ids - old
        left.date_to = "2026-05-31"
        with self.assertRaisesRegex(ValidationError, "belongs to Test"):
            left.date_to = False
