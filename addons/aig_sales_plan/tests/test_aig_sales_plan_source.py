from freezegun import freeze_time
from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import MILLION, AigPlanCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 08:00:00")
class TestAigSalesPlanSource(AigPlanCase):
    """Orders that end and open deals, behind figures (3) and (6) (A24, A27)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls.make_customers(1)

    def add_line(self, plan=None, **vals):
        plan = plan or self.plan_north
        return (
            self.env["aig.sales.plan.line"]
            .with_user(plan.user_id)
            .create({"plan_id": plan.id, "partner_id": self.customer.id, **vals})
        )

    def test_orders_that_end_in_the_quarter_are_renewals(self):
        ending = self.make_order(self.customer, 30 * MILLION, "2026-12-31")
        self.make_order(self.customer, 5 * MILLION, "2027-01-01")
        self.make_order(self.customer, 7 * MILLION, "2026-09-30")
        self.make_order(self.customer, 9 * MILLION, "2026-12-01", confirm=False)
        line = self.add_line()
        self.assertRecordValues(
            line.source_ids,
            [
                {
                    "figure": "renewal",
                    "sale_line_id": ending.order_line.id,
                    "amount": 30 * MILLION,
                    "planned_date": ending.order_line.aig_date_to,
                    "is_chosen": True,
                }
            ],
        )
        self.assertEqual((line.renewal_revenue, line.renewal_count), (30 * MILLION, 1))

    def test_what_goes_on_is_renewed_already(self):
        self.make_order(self.customer, 30 * MILLION, "2026-12-31")
        self.make_order(
            self.customer, 31 * MILLION, "2027-06-30", aig_date_from="2027-01-01"
        )
        self.assertEqual(self.add_line().renewal_revenue, 0)

    def test_an_order_in_foreign_currency_counts_at_its_day(self):
        usd = self.env["res.currency"].create({"name": "UST", "symbol": "u"})
        self.env["res.currency.rate"].create(
            {"currency_id": usd.id, "name": "2026-01-01", "rate": 0.5}
        )
        order = self.make_order(self.customer, 1000, "2026-12-31", confirm=False)
        order.currency_id = usd
        order.action_confirm()
        self.assertEqual(self.add_line().renewal_revenue, 2000)

    def test_open_deals_are_development(self):
        for deadline in ("2026-12-15", False, "2026-08-01"):
            self.make_deal(self.customer, 10 * MILLION, deadline)
        self.make_deal(self.customer, 99 * MILLION, "2027-01-02")
        self.make_deal(self.customer, 98 * MILLION, "2026-12-01").action_set_lost()
        self.make_deal(self.customer, 97 * MILLION, "2026-12-01").action_set_won()
        self.make_deal(
            self.customer,
            96 * MILLION,
            "2026-12-01",
            user_id=self.user_sales_north_2.id,
        )
        line = self.add_line()
        self.assertEqual((line.development_revenue, line.deal_count), (30 * MILLION, 3))

    def test_only_deals_of_the_quarter_where_the_company_says_so(self):
        self.company.aig_plan_deals = "quarter"
        for deadline in ("2026-12-15", False, "2026-08-01"):
            self.make_deal(self.customer, 10 * MILLION, deadline)
        self.assertEqual(self.add_line().development_revenue, 10 * MILLION)

    def test_without_records_a_figure_is_simply_typed(self):
        line = self.add_line(renewal_revenue=5, development_revenue=6)
        self.assertFalse(line.override_ids)
        self.assertFalse(line.is_overridden)

    def test_unticking_takes_a_source_out(self):
        self.make_deal(self.customer, 10 * MILLION)
        self.make_deal(self.customer, 20 * MILLION)
        line = self.add_line()
        line.source_ids[0].is_chosen = False
        self.assertEqual(line.development_revenue, 20 * MILLION)
        self.assertEqual(line.secured_revenue, 20 * MILLION)
        line.source_ids[0].is_chosen = True
        self.assertEqual(line.development_revenue, 30 * MILLION)

    def test_ticking_shows_at_once_what_saving_will_do(self):
        self.make_deal(self.customer, 10 * MILLION)
        self.make_deal(self.customer, 20 * MILLION)
        line = self.add_line()
        with Form(line) as form:
            with form.source_ids.edit(0) as source:
                source.is_chosen = False
            self.assertEqual(form.development_revenue, 20 * MILLION)
            self.assertEqual(form.secured_revenue, 20 * MILLION)
            self.assertFalse(form.needs_reason)
        self.assertEqual(line.development_revenue, 20 * MILLION)
        self.assertFalse(line.is_overridden)
        self.assertFalse(line.override_ids)
        line.development_revenue = 25 * MILLION
        with Form(line) as form:
            with form.source_ids.edit(0) as source:
                source.is_chosen = True
            # what somebody typed stays typed
            self.assertEqual(form.development_revenue, 25 * MILLION)
            form.override_reason = "The third deal is half agreed"

    def test_a_deal_is_expected_or_development_never_both(self):
        deal = self.make_deal(self.customer, 10 * MILLION)
        line = self.add_line()
        line.source_ids.figure = "expected"
        self.assertEqual(
            (line.expected_revenue, line.development_revenue), (10 * MILLION, 0)
        )
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            line.source_ids.create(
                {"line_id": line.id, "lead_id": deal.id, "figure": "development"}
            )

    def test_a_deal_counts_in_one_plan_of_the_quarter(self):
        deal = self.make_deal(self.customer, 10 * MILLION, user_id=False)
        first = self.add_line()
        plan = self.make_plan(self.user_sales_north_2)
        second = self.add_line(plan)
        self.assertEqual(first.development_revenue, 10 * MILLION)
        self.assertEqual((second.development_revenue, second.deal_count), (0, 0))
        first.source_ids.is_chosen = False
        second.source_ids.create({"line_id": second.id, "lead_id": deal.id})
        self.assertEqual(second.development_revenue, 10 * MILLION)

    def test_a_source_is_of_the_rows_customer(self):
        deal = self.make_deal(self.customer_north, 10 * MILLION)
        line = self.add_line()
        with self.assertRaisesRegex(ValidationError, "not of Khách hàng 0"):
            line.source_ids.create({"line_id": line.id, "lead_id": deal.id})
        with self.assertRaisesRegex(ValidationError, "Choose the deal, order"):
            line.source_ids.create({"line_id": line.id, "figure": "renewal"})

    def test_a_deal_that_one_may_not_see_is_no_source(self):
        deal = self.make_deal(
            self.customer, 10 * MILLION, user_id=self.user_sales_north_2.id
        )
        line = self.add_line()
        with self.assertRaises(AccessError):
            line.source_ids.create({"line_id": line.id, "lead_id": deal.id})

    def test_an_order_cannot_be_development(self):
        self.make_order(self.customer, 30 * MILLION, "2026-12-31")
        line = self.add_line()
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"):
            line.source_ids.figure = "development"
            self.env.flush_all()

    def test_amounts_cannot_be_typed(self):
        self.make_deal(self.customer, 10 * MILLION)
        with self.assertRaisesRegex(AccessError, "cannot be typed"):
            self.add_line().source_ids.amount = 1

    def test_sources_freeze_with_the_plan(self):
        self.make_deal(self.customer, 10 * MILLION)
        line = self.add_line()
        self.make_complete(self.plan_north).action_submit()
        with self.assertRaisesRegex(UserError, "frozen"):
            line.source_ids.is_chosen = False
        with self.assertRaisesRegex(UserError, "frozen"):
            line.source_ids.unlink()

    def test_figures_open_the_records_behind_them(self):
        self.make_deal(self.customer, 10 * MILLION)
        self.make_order(self.customer, 30 * MILLION, "2026-12-31")
        line = self.add_line()
        for action, figure in (
            (line.action_open_deals(), "development_revenue"),
            (line.action_open_renewals(), "renewal_revenue"),
        ):
            rows = line.source_ids.search(action["domain"])
            self.assertEqual(sum(rows.mapped("amount")), line[figure])
        deal = line.source_ids.filtered("lead_id")
        self.assertEqual(deal.action_open_source()["res_id"], deal.lead_id.id)

    def test_another_quarter_brings_its_own_orders(self):
        self.make_order(self.customer, 30 * MILLION, "2026-12-31")
        self.make_order(self.customer, 50 * MILLION, "2027-03-31")
        plan = self.make_plan(self.user_sales_north, year=2027)
        line = self.add_line(plan)
        plan.quarter = "1"
        self.assertEqual(line.source_ids.amount, 50 * MILLION)
        self.assertEqual(line.renewal_revenue, 50 * MILLION)

    def test_the_display_ends_after_it_begins(self):
        order = self.make_order(self.customer, 1, False, confirm=False)
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"):
            order.order_line.write(
                {"aig_date_from": "2026-12-02", "aig_date_to": "2026-12-01"}
            )
            self.env.flush_all()
        with Form(order) as form, form.order_line.edit(0) as sold:
            sold.aig_date_from = "2026-12-01"
            sold.aig_date_to = "2026-12-01"
        self.assertEqual(str(order.order_line.aig_date_to), "2026-12-01")
