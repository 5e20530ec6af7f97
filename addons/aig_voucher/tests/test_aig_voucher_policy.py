from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AigVoucherCase


@tagged("post_install", "-at_install")
class TestAigVoucherPolicy(AigVoucherCase):
    """Rates are dated versions; what once decided something is not rewritten."""

    def make_policy(self, **vals):
        return (
            self.env["aig.voucher.policy"]
            .with_user(self.user_director)
            .create({"name": "2030", "date_from": "2030-01-01", **vals})
        )

    def test_the_version_in_force_on_the_day(self):
        self.policy.with_user(self.user_director).date_to = "2029-12-31"
        new = self.make_policy(point_value=40_000_000)
        Policy = self.env["aig.voucher.policy"]
        for day, expected in (
            ("2023-12-31", Policy),
            ("2024-01-01", self.policy),
            ("2029-12-31", self.policy),
            ("2030-01-01", new),
        ):
            with self.subTest(day=day):
                self.assertEqual(Policy._get_policy(self.company, day), expected)

    def test_versions_do_not_overlap(self):
        for vals in (
            {"date_from": "2025-01-01"},
            {"date_from": "2023-01-01", "date_to": "2024-01-01"},
        ):
            with (
                self.subTest(vals=vals),
                self.assertRaisesRegex(ValidationError, "in force already"),
                self.env.cr.savepoint(),
            ):
                self.make_policy(**vals)
        self.assertTrue(self.make_policy(date_from="2023-01-01", date_to="2023-12-31"))

    def test_impossible_rates_are_refused(self):
        for vals in (
            {"revenue_per_point": 0},
            {"point_value": -1},
            {"max_multiplier": 0},
            {"date_to": "2029-01-01"},
        ):
            with (
                self.subTest(vals=vals),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.make_policy(**vals)

    def test_rates_that_were_used_stay(self):
        with self.assertRaisesRegex(UserError, "has been used"):
            self.policy.with_user(self.user_director).point_value = 1
        with self.assertRaisesRegex(UserError, "has been used"):
            self.policy.with_user(self.user_director).unlink()

    def test_rates_nobody_used_may_change(self):
        policy = self.make_policy(date_from="2023-01-01", date_to="2023-12-31")
        policy.point_value = 1
        self.assertEqual(policy.point_value, 1)

    def test_only_a_director_sets_rates(self):
        for user in (self.user_sales_north, self.user_manager_both):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.policy.with_user(user).name = "Mine"
