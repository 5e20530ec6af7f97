from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from .common import MILLION
from .test_aig_sales_plan_attainment import AttainmentCase


class ForecastCase(AttainmentCase):
    """Deals and orders of the northern salesperson."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.product = cls.env["product.product"].create({"name": "Billboard"})

    @classmethod
    def deal(cls, amount, probability=50, user=None, **vals):
        user = user or cls.user_sales_north
        deal = cls.env["crm.lead"].create(
            {
                "name": "Deal",
                "type": "opportunity",
                "partner_id": cls.customer_north.id,
                "user_id": user.id,
                "expected_revenue": amount,
                "probability": probability,
                "date_deadline": "2026-12-15",
                **vals,
            }
        )
        deal.probability = probability
        return deal

    @classmethod
    def order(cls, amount, end, day, start=None, partner=None, **vals):
        """A confirmed order, on display until ``end``."""
        order = cls.env["sale.order"].create(
            {
                "partner_id": (partner or cls.customer_north).id,
                "user_id": cls.user_sales_north.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": cls.product.id,
                            "price_unit": amount,
                            "tax_ids": [Command.clear()],
                            "aig_date_from": start,
                            "aig_date_to": end,
                        }
                    )
                ],
                **vals,
            }
        )
        order.action_confirm()
        order.date_order = f"{day} 03:00:00"
        return order

    @classmethod
    def pay(cls, invoice, day, amount=None):
        """A payment of the whole invoice, or of a part."""
        payment = (
            cls.env["account.payment.register"]
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .create({"payment_date": day, **({"amount": amount} if amount else {})})
        )
        payment.action_create_payments()


@tagged("post_install", "-at_install")
@freeze_time("2026-10-05")
class TestAigSalesPlanFeasibility(ForecastCase):
    """A plan beside what is likely (A09): 600 million planned, 200 million debt."""

    def fresh(self):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.plan_north

    def test_without_history_it_is_unknown_not_zero(self):
        plan = self.fresh()
        self.assertEqual(plan.feasible_revenue, 0)
        self.assertEqual(plan.feasibility_unknown, 400 * MILLION)
        self.assertIn("renewals ? (200 million without history)", plan.feasibility_note)
        self.assertIn("debt ? (200 million without history)", plan.feasibility_note)

    def test_deals_count_by_probability(self):
        self.deal(300 * MILLION, 50)
        self.deal(100 * MILLION, 50, date_deadline="2027-01-01")
        self.deal(100 * MILLION, 50, user=self.user_sales_north_2)
        self.deal(100 * MILLION, 50).action_set_lost()
        self.assertEqual(self.fresh().feasible_revenue, 150 * MILLION)

    def test_a_deal_won_in_the_quarter_is_certain(self):
        self.deal(300 * MILLION, 50).action_set_won()
        self.assertEqual(self.fresh().feasible_revenue, 300 * MILLION)

    def test_deals_without_a_date_count_as_in_the_plan(self):
        self.deal(100 * MILLION, 50, date_deadline=False)
        self.assertEqual(self.fresh().feasible_revenue, 50 * MILLION)
        self.company.aig_plan_deals = "quarter"
        self.assertEqual(self.fresh().feasible_revenue, 0)

    def test_renewals_by_what_was_renewed(self):
        self.order(MILLION, "2026-01-31", "2025-12-01")
        self.order(MILLION, "2026-06-30", "2026-02-10")
        # the first was followed after ten days, the second is not in ninety
        plan = self.fresh()
        self.assertIn("renewals 100 million (rate 50 %)", plan.feasibility_note)

    def test_an_order_whose_time_is_not_over_says_nothing_yet(self):
        self.order(MILLION, "2026-09-30", "2026-01-10")
        self.assertIn("renewals ?", self.fresh().feasibility_note)

    def test_orders_of_more_than_four_quarters_ago_say_nothing(self):
        self.order(MILLION, "2025-09-30", "2025-01-10")
        self.assertIn("renewals ?", self.fresh().feasibility_note)
        self.order(MILLION, "2025-10-01", "2025-01-11")
        self.assertIn("rate 0 %", self.fresh().feasibility_note)

    def test_debt_by_what_was_collected_within_its_quarter(self):
        paid = self.make_invoice(
            self.customer_north, 60 * MILLION, "2026-05-01", due="2026-05-20"
        )
        late = self.make_invoice(
            self.customer_north, 40 * MILLION, "2026-05-01", due="2026-05-20"
        )
        self.pay(paid, "2026-06-30")
        self.pay(late, "2026-07-01")
        plan = self.fresh()
        self.assertIn("debt 120 million (rate 60 %)", plan.feasibility_note)
        self.pay(
            self.make_invoice(
                self.customer_north, 300 * MILLION, "2026-03-01", due="2026-03-20"
            ),
            "2026-03-21",
            amount=140 * MILLION,
        )
        self.assertIn("rate 50 %", self.fresh().feasibility_note)

    def test_it_is_explained_in_one_line(self):
        self.deal(300 * MILLION, 50)
        self.order(MILLION, "2026-01-31", "2025-12-01")
        self.order(MILLION, "2026-06-30", "2026-02-10")
        self.assertEqual(
            self.fresh().feasibility_note,
            "Plan 800 million; likely 250 million = 31 %: deals 150 million + "
            "renewals 100 million (rate 50 %) + debt ? (200 million without history)",
        )
        self.assertEqual(self.plan_north.feasibility, 31.3)

    def test_an_empty_plan_has_no_share(self):
        plan = self.make_plan(self.user_sales_south)
        self.assertEqual(plan.feasibility, 0)
        self.assertIn("No plan yet", plan.feasibility_note)

    def test_it_opens_the_deals_that_it_counts(self):
        deal = self.deal(300 * MILLION)
        self.deal(100 * MILLION, date_deadline="2027-01-01")
        action = self.plan_north.action_open_deals()
        found = self.env["crm.lead"].search(action["domain"])
        self.assertEqual(found, deal)

    def test_one_more_plan_takes_no_more_queries(self):
        plans = self.plan_north
        for quarter in "123":
            plan = self.make_plan(self.user_sales_north, quarter=quarter)
            self.make_line(plan, self.customer_north)
            plans |= plan
        people = self.user_sales_north | self.user_sales_north_2
        other = self.make_plan(self.user_sales_north_2)
        same_quarter = self.plan_north.sudo() | other.sudo()
        self.assertEqual(same_quarter.user_id, people)
        counts = []
        for some in (self.plan_north.sudo(), self.plan_north.sudo(), same_quarter):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some.mapped("feasibility_note")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
