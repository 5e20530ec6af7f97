from freezegun import freeze_time

from odoo.tests import tagged

from .common import AigVoucherCase

#: Tuesday, 10:00 in Vietnam.
NOW = "2026-12-08 03:00:00"


@tagged("post_install", "-at_install")
class TestAigSalesPlanLineGuard(AigVoucherCase):
    """A48: the voucher icon of a row says when it is free again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["aig.care.cap"].search([]).unlink()
        cls.env["aig.care.quiet.day"].search([]).unlink()
        cls.company.aig_care_quiet_policy = "off"
        cls.row = cls.line_north.with_user(cls.user_sales_north)

    def contact(self, customer):
        self.env["aig.care.log"].create(
            {
                "partner_id": customer.id,
                "user_id": self.user_sales_north_2.id,
                "date": NOW,
            }
        )

    @freeze_time(NOW)
    def test_the_reason_and_the_next_free_day(self):
        self.assertFalse(self.row.voucher_guard_hint)
        self.env["aig.care.cap"].create({"maximum": 1})
        self.contact(self.line_north.partner_id)
        self.env.invalidate_all()
        hint = self.row.voucher_guard_hint
        self.assertIn("at most 1 per week", hint)
        self.assertIn(f"ask {self.user_sales_north_2.name}", hint)
        self.assertIn("Next free day: 12/14/2026.", hint)
        self.env["res.lang"]._activate_lang("vi_VN")
        hint = self.row.with_context(lang="vi_VN").voucher_guard_hint
        self.assertIn("14/12/2026", hint)

    @freeze_time(NOW)
    def test_only_who_may_send_is_told(self):
        self.env["aig.care.cap"].create({"maximum": 1})
        self.contact(self.line_north.partner_id)
        for user, is_told in (
            (self.user_sales_north, True),
            (self.user_manager_north, True),
            (self.user_sales_north_2, False),
        ):
            row = self.line_north.with_user(user)
            self.assertEqual(bool(row.voucher_guard_hint), is_told, user.login)

    @freeze_time(NOW)
    def test_costs_the_same_for_few_rows_and_many(self):
        self.env["aig.care.cap"].create({"maximum": 1})
        customers = [
            self._new_customer(f"Guard {number}", self.territory_north)
            for number in range(30)
        ]
        rows = self.env["aig.sales.plan.line"].create(
            [
                {
                    "plan_id": self.line_north.plan_id.id,
                    "partner_id": customer.id,
                    "renewal_revenue": 10**9,
                }
                for customer in customers
            ]
        )
        for customer in customers:
            self.contact(customer)
        rows = rows.with_user(self.user_sales_north)
        rows.mapped("voucher_guard_hint")  # rules and access are cached
        counts = []
        for some in (rows[:3], rows):
            self.env.invalidate_all()
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            hints = some.mapped("voucher_guard_hint")
            counts.append(self.env.cr.sql_log_count - before)
            self.assertTrue(all(hints))
        self.assertEqual(*counts)
        self.assertLessEqual(counts[0], 12)
