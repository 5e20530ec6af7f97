from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import AigTerritoryCase


@tagged("post_install", "-at_install")
@freeze_time("2026-05-10 03:00:00")
class TestDeparture(AigTerritoryCase):
    """People who leave: nothing is left without a manager, no history is lost."""

    def test_a_manager_is_not_archived(self):
        self.territory_vn.manager_id = self.user_manager_north
        with self.assertRaisesRegex(
            UserError, "Giang Bắc manages Test North, Test Vietnam: name another"
        ):
            self.user_manager_north.action_archive()
        (self.territory_vn | self.territory_north).manager_id = self.user_manager_both
        self.user_manager_north.action_archive()
        self.assertFalse(self.user_manager_north.active)

    def test_a_manager_is_not_deleted(self):
        with self.assertRaisesRegex(UserError, "Giang Bắc manages Test North"):
            self.user_manager_north.unlink()

    def test_the_memberships_of_an_archived_person_end_today(self):
        user = self.user_sales_north
        user.aig_membership_ids.date_to = "2026-06-30"
        self.env["aig.territory.membership"].create(
            {
                "territory_id": self.territory_south.id,
                "user_id": user.id,
                "date_from": "2026-07-01",
            }
        )
        user.action_archive()
        self.assertRecordValues(
            user.aig_membership_ids,
            [
                {
                    "territory_id": self.territory_north.id,
                    "date_from": date(2020, 1, 1),
                    "date_to": date(2026, 5, 10),
                }
            ],
        )
        user.action_unarchive()
        self.assertEqual(user.aig_territory_ids, self.territory_north)
        with freeze_time("2026-05-11 03:00:00"):
            self.env.invalidate_all()
            self.assertFalse(user.aig_territory_ids)

    def test_past_memberships_stay_as_they_were(self):
        user = self.user_sales_north
        user.aig_membership_ids.date_to = "2026-05-09"
        user.action_archive()
        self.assertEqual(user.aig_membership_ids.date_to, date(2026, 5, 9))

    def test_whoever_was_a_member_is_archived_not_deleted(self):
        with self.assertRaisesRegex(UserError, "archive the person instead"):
            self.user_sales_north.unlink()
        self.user_no_territory.unlink()

    def test_members_do_not_become_portal_users(self):
        portal = [Command.set(self.env.ref("base.group_portal").ids)]
        for user in (self.user_sales_north, self.user_manager_north):
            with (
                self.subTest(user.login),
                self.assertRaisesRegex(ValidationError, "cannot become a portal user"),
            ):
                user.group_ids = portal
        self.user_no_territory.group_ids = portal
        self.assertTrue(self.user_no_territory.share)
