from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import MILLION
from .test_aig_sales_plan_feasibility import ForecastCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20")
class TestAigSalesPlanBridge(ForecastCase):
    """From planned to actual sales; October is over, November runs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["aig.sales.plan.line"].browse(cls.line_north.id).sudo().unlink()

    def plan(self, customer=None, **figures):
        """A line whose deals and renewals are its sources."""
        return (
            self.env["aig.sales.plan.line"]
            .with_user(self.user_sales_north)
            .create(
                {
                    "plan_id": self.plan_north.id,
                    "partner_id": (customer or self.customer_north).id,
                    **figures,
                }
            )
        )

    def invoice(self, order, day, quantity=None):
        order.order_line.qty_delivered = 1
        invoice = order._create_invoices()
        invoice.invoice_date = day
        invoice.invoice_user_id = self.user_sales_north
        if quantity:
            invoice.invoice_line_ids.quantity = quantity
        invoice.action_post()
        return invoice

    def win(self, deal, amount, day="2026-10-20"):
        order = self.order(amount, False, day, opportunity_id=deal.id)
        deal.action_set_won()
        return order

    def open(self, user=None):
        self.env.flush_all()
        self.env.invalidate_all()
        plan = self.plan_north.with_user(user or self.user_sales_north)
        action = plan.action_open_bridge()
        return plan.env[action["res_model"]].search(action["domain"])

    def steps(self, rows, month=None):
        """Step -> sum in million."""
        sums = {}
        for row in rows:
            if month is None or row.date.month == month:
                step = row.step[2:]
                sums[step] = sums.get(step, 0) + row.amount / MILLION
        return {step: amount for step, amount in sums.items() if amount}

    def assert_exact(self, rows):
        """Plan and steps lead to actual, for each customer and month."""
        places = {(row.partner_id, row.date) for row in rows}
        for partner, date in places:
            some = rows.filtered(
                lambda row, at=(partner, date): (row.partner_id, row.date) == at
            )
            sums = self.steps(some)
            actual = sums.pop("actual", 0)
            self.assertAlmostEqual(sum(sums.values()), actual, places=6)
        actual = sum(row.amount for row in rows if row.step == "8_actual")
        self.assertEqual(actual, self.plan_north.actual_revenue)
        planned = sum(row.amount for row in rows if row.step == "1_plan")
        self.assertEqual(planned, self.plan_north.planned_revenue)

    def test_a_deal_that_slips_and_shrinks(self):
        deal = self.deal(100 * MILLION, date_deadline="2026-10-10")
        self.plan()
        invoice = self.invoice(self.win(deal, 80 * MILLION), "2026-11-05")
        rows = self.open()
        self.assertEqual(
            self.steps(rows, 10), {"plan": 100, "slipped": -80, "shrunk": -20}
        )
        self.assertEqual(self.steps(rows, 11), {"slipped": 80, "actual": 80})
        self.assert_exact(rows)
        slipped = rows.filtered(lambda row: row.step == "2_slipped")
        self.assertEqual(slipped.move_id, invoice)
        shrunk = rows.filtered(lambda row: row.step == "4_shrunk")
        self.assertEqual(shrunk.action_open_source()["res_id"], deal.id)

    def test_a_deal_that_was_lost_and_one_that_waits(self):
        lost = self.deal(100 * MILLION, date_deadline="2026-10-10")
        self.deal(70 * MILLION, date_deadline="2026-10-10", name="Late")
        self.deal(50 * MILLION, date_deadline="2026-12-10", name="Waits")
        self.plan()
        lost.action_set_lost()
        rows = self.open()
        self.assertEqual(
            self.steps(rows, 10), {"plan": 170, "lost": -100, "slipped": -70}
        )
        self.assertEqual(self.steps(rows, 12), {"plan": 50, "open": -50})
        self.assert_exact(rows)

    def test_a_deal_that_comes_early_and_larger(self):
        deal = self.deal(100 * MILLION, date_deadline="2026-12-10")
        self.plan()
        self.invoice(self.win(deal, 130 * MILLION), "2026-11-05")
        rows = self.open()
        self.assertEqual(self.steps(rows, 12), {"plan": 100, "early": -100})
        self.assertEqual(self.steps(rows, 11), {"early": 100, "new": 30, "actual": 130})
        self.assert_exact(rows)

    def test_an_order_that_is_not_invoiced_yet_waits(self):
        deal = self.deal(100 * MILLION, date_deadline="2026-11-25")
        self.plan()
        self.win(deal, 90 * MILLION)
        rows = self.open()
        self.assertEqual(self.steps(rows), {"plan": 100, "open": -90, "shrunk": -10})
        self.assert_exact(rows)

    def test_a_renewal_is_what_continues_the_order(self):
        self.order(60 * MILLION, "2026-10-31", "2026-01-10", start="2026-01-15")
        line = self.plan()
        self.assertEqual(line.renewal_revenue, 60 * MILLION)
        order = self.order(60 * MILLION, False, "2026-10-20", start="2026-11-01")
        self.invoice(order, "2026-10-25")
        rows = self.open()
        self.assertEqual(self.steps(rows), {"plan": 60, "actual": 60})
        self.assert_exact(rows)

    def test_typed_sales_are_fulfilled_by_what_comes(self):
        self.plan(expected_revenue=300 * MILLION)
        self.sell(120 * MILLION, "2026-10-05")
        rows = self.open()
        self.assertEqual(
            self.steps(rows, 10), {"plan": 100, "early": 20, "actual": 120}
        )
        self.assertEqual(self.steps(rows, 11), {"plan": 100, "early": -20, "open": -80})
        self.assertEqual(self.steps(rows, 12), {"plan": 100, "open": -100})
        waiting = rows.filtered(lambda row: row.step == "7_open")[:1]
        self.assertEqual(waiting.name, "Planned without a named deal")
        self.assert_exact(rows)

    def test_a_customer_nobody_planned_is_new_and_a_refund_shrinks(self):
        self.plan()
        new = self.make_customers(1)
        invoice = self.sell(50 * MILLION, "2026-11-05", partner=new)
        self.sell(-10 * MILLION, "2026-11-06", partner=new)
        self.sell(99 * MILLION, "2026-09-30", partner=new)
        rows = self.open()
        self.assertEqual(self.steps(rows), {"new": 50, "shrunk": -10, "actual": 40})
        self.assertEqual(
            rows.filtered(lambda row: row.step == "5_new").move_id, invoice
        )
        action = rows.filtered(lambda row: row.step == "8_actual").action_open_source()
        self.assertEqual(self.env["account.move"].search_count(action["domain"]), 2)
        self.assert_exact(rows)

    def test_a_deal_won_without_an_order_takes_what_comes(self):
        deal = self.deal(100 * MILLION, date_deadline="2026-10-10")
        self.plan()
        deal.action_set_won()
        self.sell(70 * MILLION, "2026-10-15")
        rows = self.open()
        self.assertEqual(self.steps(rows), {"plan": 100, "slipped": -30, "actual": 70})
        self.assert_exact(rows)

    def test_a_figure_typed_lower_than_its_deals(self):
        self.deal(60 * MILLION, date_deadline="2026-10-10")
        self.deal(30 * MILLION, date_deadline="2026-12-10")
        line = self.plan()
        line.write({"development_revenue": 30 * MILLION, "override_reason": "Cautious"})
        rows = self.open()
        self.assertEqual(self.steps(rows, 10), {"plan": 20, "slipped": -20})
        self.assertEqual(self.steps(rows, 12), {"plan": 10, "open": -10})
        self.assert_exact(rows)

    def test_all_at_once_is_exact(self):
        customers = self.customer_north | self.make_customers(3)
        for number, customer in enumerate(customers):
            deal = self.deal(
                (7 * number + 3) * MILLION + 1,
                partner_id=customer.id,
                date_deadline=f"2026-1{number % 3}-10",
            )
            self.plan(customer, expected_revenue=(5 * number + 1) * MILLION)
            if number % 2:
                order = self.win(deal, (4 * number + 2) * MILLION + 7)
                self.invoice(order, f"2026-1{(number + 1) % 3}-05")
            self.sell((3 * number - 4) * MILLION, "2026-11-11", partner=customer)
        self.assert_exact(self.open())

    def test_opening_it_again_counts_anew(self):
        self.plan(expected_revenue=300 * MILLION)
        first = self.open()
        self.sell(120 * MILLION, "2026-10-05")
        self.assertGreater(len(self.open()), 0)
        self.assertFalse(first.exists())

    def test_a_manager_sees_the_same_and_others_nothing(self):
        self.plan(expected_revenue=300 * MILLION)
        self.sell(120 * MILLION, "2026-10-05")
        mine = self.steps(self.open())
        self.assertEqual(self.steps(self.open(self.user_manager_north)), mine)
        with self.assertRaises(AccessError):
            self.open(self.user_sales_south)
        foreign = self.env["aig.sales.plan.bridge"].with_user(self.user_sales_south)
        self.assertFalse(foreign.search([("plan_id", "=", self.plan_north.id)]))

    def test_more_customers_take_no_more_queries(self):
        counts = []
        for size in (5, 20):
            for customer in self.make_customers(size):
                self.deal(10 * MILLION, partner_id=customer.id)
                self.plan(customer)
                self.sell(MILLION, partner=customer)
            self.open()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.plan_north._prepare_bridge()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
