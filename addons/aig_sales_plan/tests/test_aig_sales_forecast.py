from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import MILLION
from .test_aig_sales_plan_feasibility import ForecastCase


@tagged("post_install", "-at_install")
@freeze_time("2026-10-05")
class TestAigSalesForecast(ForecastCase):
    """Deals + renewals beside the plan, by month, person and territory (S05)."""

    def forecast(self, user=None, **domain):
        rows = self.env["aig.sales.forecast"].with_user(user or self.user_sales_north)
        return rows.search([(name, "=", value) for name, value in domain.items()])

    def test_a_deal_counts_by_its_probability(self):
        deal = self.deal(300 * MILLION, 50)
        row = self.forecast(lead_id=deal.id)
        self.assertRecordValues(
            row,
            [
                {
                    "kind": "deal",
                    "partner_id": self.customer_north.id,
                    "user_id": self.user_sales_north.id,
                    "territory_id": self.territory_north.id,
                    "deal_revenue": 150 * MILLION,
                    "forecast_revenue": 150 * MILLION,
                    "planned_revenue": 0,
                }
            ],
        )
        action = row.action_open_source()
        self.assertEqual((action["res_model"], action["res_id"]), ("crm.lead", deal.id))
        deal.action_set_lost()
        self.assertFalse(self.forecast(lead_id=deal.id))

    def test_an_order_that_ends_is_to_be_renewed_once(self):
        order = self.order(70 * MILLION, "2026-11-30", "2026-01-10")
        row = self.forecast(order_id=order.id)
        self.assertEqual(row.renewal_revenue, 70 * MILLION)
        self.assertEqual(row.action_open_source()["res_id"], order.id)
        self.order(70 * MILLION, "2027-11-30", "2026-10-04", start="2026-12-01")
        self.assertFalse(self.forecast(order_id=order.id))
        past = self.order(70 * MILLION, "2026-09-30", "2026-01-10")
        self.assertFalse(self.forecast(order_id=past.id))

    def test_planned_sales_by_month(self):
        rows = self.forecast(plan_line_id=self.line_north.id)
        self.assertEqual(
            [str(row.date) for row in rows], ["2026-10-01", "2026-11-01", "2026-12-01"]
        )
        self.assertEqual(rows.mapped("planned_revenue"), [200 * MILLION] * 3)
        self.line_north.month_2_revenue = 0
        self.assertEqual(len(self.forecast(plan_line_id=self.line_north.id)), 2)

    def test_it_groups_by_month_person_and_territory(self):
        self.deal(300 * MILLION, 50)
        self.order(70 * MILLION, "2026-12-31", "2026-01-10")
        for field in ("user_id", "territory_id"):
            groups = (
                self.env["aig.sales.forecast"]
                .with_user(self.user_sales_north)
                ._read_group(
                    [("date", ">=", "2026-10-01")],
                    ["date:month", field],
                    ["forecast_revenue:sum", "planned_revenue:sum"],
                )
            )
            sums = {str(month): values for month, _by, *values in groups}
            self.assertEqual(sums["2026-12-01"], [220 * MILLION, 200 * MILLION])

    def test_a_colleagues_plan_is_seen_his_deals_are_not(self):
        deal = self.deal(300 * MILLION, 50)
        colleague = self.user_sales_north_2
        self.assertFalse(self.forecast(colleague, lead_id=deal.id))
        self.assertTrue(self.forecast(colleague, plan_line_id=self.line_north.id))
        self.assertTrue(self.forecast(self.user_manager_north, lead_id=deal.id))

    def test_other_territories_are_not_seen(self):
        self.deal(300 * MILLION, 50)
        for user in (self.user_sales_south, self.user_manager_south):
            self.assertFalse(self.forecast(user, partner_id=self.customer_north.id))
        with self.assertRaises(AccessError):
            self.forecast(self.user_plain)

    def test_another_currency_is_converted_at_the_orders_rate(self):
        pricelist = self.make_dollar_pricelist()
        order = self.order(1_000, "2026-11-30", "2026-01-10", pricelist_id=pricelist.id)
        row = self.forecast(order_id=order.id)
        self.assertAlmostEqual(row.renewal_revenue, 25 * MILLION, delta=100)
