from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import MILLION
from .pages import AigVoucherPageCase


@tagged("post_install", "-at_install")
class TestAigVoucherEffect(AigVoucherPageCase):
    """What vouchers brought, by new, existing and renewing customers (A38)."""

    def setUp(self):
        super().setUp()
        self.today = self.company._aig_today()

    def _invoice(self, customer, amount, days):
        """An invoice so many days after (or before) today's sending."""
        return self.make_invoice(
            customer, amount * MILLION, self.today + timedelta(days)
        )

    def _send_days_ago(self, days, voucher=None):
        """Mail a voucher, and let that be some days ago."""
        voucher = voucher or self.voucher
        self.send(voucher)
        # as superuser: nobody rewrites the log; time does
        log = voucher.sudo().care_log_ids
        self.env.cr.execute(
            "UPDATE aig_care_log SET date = date - make_interval(days => %s)"
            " WHERE id = ANY(%s)",
            [days, log.ids],
        )
        self.env.invalidate_all()

    def _effect(self, voucher=None, user=None):
        voucher = voucher or self.voucher
        effects = self.env["aig.voucher.effect"].with_user(
            user or self.user_sales_north
        )
        return effects.search([("voucher_id", "=", voucher.id)])

    def test_a_voucher_that_was_not_sent_has_no_effect(self):
        self.assertFalse(self._effect())

    def test_sales_after_and_before_and_the_share_of_gifts(self):
        self._invoice(self.customer_north, 70, -40)  # before the window's mirror
        self._invoice(self.customer_north, 100, -12)
        self._send_days_ago(10)
        self._invoice(self.customer_north, 1000, -10)
        self._invoice(self.contact, 300, -3)
        self._invoice(self.customer_north, -530, 0)  # a refund
        self._invoice(self.customer_north, 900, 1)  # not yet
        self.make_invoice(self.customer_north, 900 * MILLION, self.today, post=False)
        self._invoice(self.customer_south, 900, 0)
        self.voucher._choose(self.package)
        self.assertRecordValues(
            self._effect(),
            [
                {
                    "partner_id": self.customer_north.id,
                    "user_id": self.user_sales_north.id,
                    "territory_id": self.territory_north.id,
                    "period_id": self.voucher.period_id.id,
                    "customer_kind": "renewed",
                    "sent_date": self.today - timedelta(10),
                    "date_to": self.today,
                    "amount": 385 * MILLION,
                    "gift_value": 385 * MILLION,
                    "revenue_before": 100 * MILLION,
                    "revenue_after": 770 * MILLION,
                    "gift_share": 0.5,
                }
            ],
        )
        action = self._effect().action_open_invoices()
        counted = self.env["account.move"].search(action["domain"])
        total = sum(counted.mapped("amount_untaxed_signed"))
        self.assertEqual(total, 770 * MILLION, "the invoices behind the figure")

    def test_new_and_existing_customers(self):
        self._send_days_ago(5)
        self._invoice(self.customer_north, 10, -5)
        self.assertEqual(self._effect().customer_kind, "new")
        customer = self.make_customers(1)
        line = self.make_line(self.plan_north, customer, renewal_revenue=0)
        voucher = (
            self.env["aig.voucher"]
            .with_user(self.user_sales_north)
            .create({"plan_line_id": line.id})
        )
        self._invoice(customer, 10, -300)
        self._send_days_ago(5, voucher)
        self.assertEqual(self._effect(voucher).customer_kind, "existing")

    def test_no_invoice_counts_for_two_vouchers(self):
        self._send_days_ago(20)
        later = self.make_plan(self.user_sales_north, quarter="1", year=2027)
        line = self.make_line(later, self.customer_north)
        second = (
            self.env["aig.voucher"]
            .with_user(self.user_sales_north)
            .create({"plan_line_id": line.id})
        )
        self._send_days_ago(8, second)
        for days in range(-25, 1):
            self._invoice(self.customer_north, 1, days)
        self.assertEqual(self._effect().revenue_after, 12 * MILLION)
        self.assertEqual(self._effect(second).revenue_after, 9 * MILLION)
        self.assertEqual(self._effect().date_to, self.today - timedelta(9))
        # of several: gifts of all, of the sales of all
        self.voucher._choose(self.other)
        [(share, sales)] = (
            self.env["aig.voucher.effect"]
            .with_user(self.user_sales_north)
            ._read_group(
                [("partner_id", "=", self.customer_north.id)],
                [],
                ["gift_share:avg", "revenue_after:sum"],
            )
        )
        self.assertEqual(sales, 21 * MILLION)
        self.assertAlmostEqual(share, 1 / 21)

    def test_a_customer_who_bought_nothing(self):
        self._send_days_ago(3)
        self.assertRecordValues(
            self._effect(), [{"revenue_after": 0, "gift_share": 0, "gift_value": 0}]
        )

    def test_territories(self):
        self._send_days_ago(3)
        for user in (self.user_manager_north, self.user_director):
            self.assertTrue(self._effect(user=user))
        for user in (self.user_sales_south, self.user_manager_south):
            self.assertFalse(self._effect(user=user))
        for user in (self.user_content, self.user_plain, self.user_portal):
            with self.assertRaises(AccessError):
                self._effect(user=user)

    def test_what_another_territory_sells_since_is_not_told(self):
        self._invoice(self.customer_north, 20, -12)
        self._send_days_ago(10)
        mine = self._invoice(self.customer_north, 100, -9)
        self.branch_north.write(
            {
                "aig_has_own_territory": True,
                "aig_territory_id": self.territory_south.id,
            }
        )
        foreign = self._invoice(self.branch_north, 700, -3)
        self.assertEqual(foreign.commercial_partner_id, self.customer_north)
        self._invoice(self.branch_north, 900, -12)
        self.env.flush_all()
        self.env.invalidate_all()
        for user in (
            self.user_sales_north,
            self.user_manager_north,
            self.user_director,
        ):
            effect = self._effect(user=user)
            self.assertEqual(
                (effect.revenue_before, effect.revenue_after),
                (20 * MILLION, 100 * MILLION),
                user.login,
            )
            action = effect.action_open_invoices()
            found = self.env["account.move"].with_user(user).search(action["domain"])
            self.assertEqual(found, mine.with_user(user))
