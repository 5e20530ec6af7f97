from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import AMOUNT, AigVoucherCase


@tagged("post_install", "-at_install")
class TestAigVoucherAccess(AigVoucherCase):
    """Vouchers and their packages stay in their territory."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.package = cls.make_package(AMOUNT)

    def records(self, user):
        package = self.package.with_user(user)
        return (self.voucher.with_user(user), package, package.line_ids)

    def test_the_other_territory_sees_nothing(self):
        for user in (
            self.user_sales_south,
            self.user_manager_south,
            self.user_no_territory,
        ):
            user.group_ids += self.env.ref("base.group_allow_export")
            for record in (self.voucher, self.package, self.package.sudo().line_ids):
                foreign = record.with_user(user)
                with self.subTest(user=user.login, model=record._name):
                    self.assertFalse(foreign.search([("id", "in", record.ids)]))
                    with self.assertRaises(AccessError):
                        foreign.read(["display_name"])
                    with self.assertRaises(AccessError):
                        foreign.export_data(["display_name"])

    def test_a_stand_in_reads_those_of_customers_handed_over(self):
        delegation = self._hand_over()
        records = self.records(self.user_sales_south)
        for record in records:
            with self.subTest(record._name):
                self.assertEqual(record.search([("id", "in", record.ids)]), record)
                self.assertTrue(record.read(["display_name"]))
                with self.assertRaises(AccessError):
                    record.unlink()
        delegation.action_end()
        for record in records:
            with self.assertRaises(AccessError):
                record.read(["display_name"])

    def test_managers_above_see_it(self):
        for user in (self.user_manager_north, self.user_director):
            self.assertTrue(self.voucher.with_user(user).read(["amount"]))

    def test_nobody_puts_gifts_into_a_foreign_voucher(self):
        with self.assertRaises(AccessError):
            self.make_package(1, user=self.user_sales_south)
        with self.assertRaises(AccessError):
            self.make_package(1, user=self.user_sales_north_2)

    def test_gifts_are_not_carried_into_a_foreign_voucher(self):
        plan = self.make_plan(self.user_sales_south)
        line = self.make_line(plan, self.customer_south)
        foreign = (
            self.env["aig.voucher"]
            .with_user(self.user_sales_south)
            .create({"plan_line_id": line.id})
        )
        with self.assertRaises(AccessError):
            self.package.voucher_id = foreign.id
        other = self.make_package(1, voucher=foreign, user=self.user_sales_south)
        with self.assertRaises(AccessError):
            self.package.line_ids.package_id = other.id

    def test_people_outside_sales_have_no_vouchers(self):
        for user in (self.user_content, self.user_plain, self.user_portal):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.voucher.with_user(user).search([])
