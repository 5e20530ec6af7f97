from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .documents import AigDocumentCase


@tagged("post_install", "-at_install")
@freeze_time("2026-05-10 03:00:00")
class TestAigTerritory(AigDocumentCase):
    """The tree, its members as of today, and what holds a territory in place."""

    def _as(self, user, territory):
        return territory.with_user(user)

    def test_members_today(self):
        self.assertEqual(
            self.territory_north.member_ids,
            self.user_sales_north | self.user_sales_north_2,
        )
        north = self._as(self.user_director, self.territory_north)
        north.write({"member_ids": [Command.set(self.user_no_territory.ids)]})
        self.assertEqual(north.member_ids, self.user_no_territory)
        self.assertRecordValues(
            self.territory_north.membership_ids.sorted("user_id"),
            [
                {"user_id": user.id, "date_from": first, "date_to": last}
                for user, first, last in (
                    (self.user_sales_north, date(2020, 1, 1), date(2026, 5, 9)),
                    (self.user_sales_north_2, date(2020, 1, 1), date(2026, 5, 9)),
                    (self.user_no_territory, date(2026, 5, 10), False),
                )
            ],
        )

    def test_joining_and_leaving_on_one_day_leaves_no_trace(self):
        self.territory_north.member_ids += self.user_no_territory
        self.territory_north.member_ids -= self.user_no_territory
        self.assertFalse(self.user_no_territory.aig_membership_ids)

    def test_create_with_members(self):
        territories = self.env["aig.territory"].with_user(self.user_director)
        territory = territories.create(
            {
                "name": "Test West",
                "code": "T-W",
                "member_ids": [Command.set(self.user_no_territory.ids)],
            }
        )
        self.assertRecordValues(
            territory.membership_ids,
            [{"user_id": self.user_no_territory.id, "date_from": date(2026, 5, 10)}],
        )
        self.assertEqual(self.user_no_territory._aig_home_territory(), territory)

    def test_search_by_member(self):
        territories = self.env["aig.territory"]
        found = territories.search([("member_ids", "in", self.user_sales_south.ids)])
        self.assertEqual(found, self.territory_south)
        found = territories.search([("member_ids.login", "=", "sales.north")])
        self.assertEqual(found, self.territory_north)
        found = territories.search(
            [
                ("member_ids", "not in", self.user_sales_south.ids),
                ("code", "in", ("T-VN", "T-N", "T-S")),
            ]
        )
        self.assertEqual(found, self.territory_vn | self.territory_north)

    def test_archived_people_are_no_members(self):
        self.user_sales_south.active = False
        self.assertFalse(self.territory_south.member_ids)

    def test_partner_count_is_of_the_subtree_as_the_user_sees_it(self):
        for user, vn, north, south in (
            (self.user_director, 2, 1, 1),
            (self.user_manager_both, 2, 1, 1),
            (self.user_sales_north, 1, 1, 0),
            (self.user_no_territory, 0, 0, 0),
        ):
            territories = (
                self.territory_vn | self.territory_north | self.territory_south
            )
            with self.subTest(user.login):
                self.assertEqual(
                    self._as(user, territories).mapped("partner_count"),
                    [vn, north, south],
                )

    def test_the_count_opens_what_it_counts(self):
        territory = self._as(self.user_manager_both, self.territory_vn)
        action = territory.action_view_partners()
        partners = self.env["res.partner"].with_user(self.user_manager_both)
        self.assertEqual(
            partners.search(action["domain"]).sudo(),
            (self.customer_north | self.customer_south).sudo(),
        )

    def test_a_cycle_is_refused_in_one_sentence(self):
        with self.assertRaisesRegex(ValidationError, "cannot be part of itself"):
            self.territory_vn.parent_id = self.territory_north
        with self.assertRaisesRegex(ValidationError, "cannot be part of itself"):
            self.territory_vn.parent_id = self.territory_vn

    def test_a_territory_in_use_stays(self):
        for territory, reason in (
            (self.territory_vn, "still has sub-territories"),
            (self.territory_north, "still has members"),
        ):
            with self.subTest(reason):
                with self.assertRaisesRegex(UserError, reason):
                    territory.unlink()
                with self.assertRaisesRegex(ValidationError, reason):
                    territory.active = False
        self.territory_north.member_ids = False
        with self.assertRaisesRegex(UserError, "still has customers"):
            self.territory_north.unlink()
        self.customer_north.aig_territory_id = self.territory_south
        with self.assertRaisesRegex(UserError, "archive it instead"):
            self.territory_north.unlink()
        self.territory_north.active = False

    def test_archived_customers_and_territories_keep_it_too(self):
        territory = self._new_territory("Test Empty", "T-E")
        below = self._new_territory("Test Below", "T-B", parent_id=territory.id)
        below.active = False
        with self.assertRaisesRegex(UserError, "still has sub-territories"):
            territory.unlink()
        below.unlink()
        customer = self._new_customer("Archived", territory, active=False)
        with self.assertRaisesRegex(UserError, "still has customers"):
            territory.unlink()
        customer.aig_territory_id = self.territory_north
        territory.unlink()

    def test_a_manager_is_a_colleague(self):
        archived = self._new_user("gone", "Người Cũ", "aig_base.group_sales_manager")
        archived.active = False
        for user in (self.user_portal, archived):
            with (
                self.subTest(user.login),
                self.assertRaisesRegex(ValidationError, "cannot manage Test North"),
            ):
                self.territory_north.manager_id = user

    def test_an_empty_territory_may_go(self):
        territory = self._new_territory("Test Empty", "T-E")
        self.assertTrue(territory.with_user(self.user_director).unlink())

    def test_copy(self):
        copy = self.territory_north.copy()
        self.assertRecordValues(
            copy, [{"name": "Test North (copy)", "code": "T-N (copy)"}]
        )
        self.assertFalse(copy.membership_ids)

    def test_only_directors_write(self):
        for user in (
            self.user_manager_both,
            self.user_content_manager,
            self.user_plain,
        ):
            territory = self._as(user, self.territory_north)
            with self.subTest(user.login):
                self.assertEqual(territory.name, "Test North")
                with self.assertRaises(AccessError):
                    territory.write({"name": "Mine"})
                with self.assertRaises(AccessError):
                    territory.write({"member_ids": [Command.link(user.id)]})
                with self.assertRaises(AccessError):
                    territory.unlink()
                with self.assertRaises(AccessError):
                    territory.create({"name": "Mine", "code": "M"})

    @mute_logger("odoo.sql_db")
    def test_form(self):
        with Form(self.env["aig.territory"].with_user(self.user_director)) as form:
            form.name = "Test West"
            form.code = "T-W"
            form.parent_id = self.territory_vn
            with form.membership_ids.new() as line:
                line.user_id = self.user_no_territory
                self.assertEqual(line.date_from, date(2026, 5, 10))
        self.assertEqual(form.record.member_ids, self.user_no_territory)
