import random
from collections import defaultdict
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import MILLION, AigPlanCase


class CashCase(AigPlanCase):
    """Plans whose customers owe something and pay by terms."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tax = cls.make_tax(10)
        cls.customer = cls.make_customers(1)

    @classmethod
    def add_line(cls, customer=None, plan=None, **vals):
        """A row whose debt is read from the books."""
        plan = plan or cls.plan_north
        keys = {"plan_id": plan.id, "partner_id": (customer or cls.customer).id}
        Line = cls.env["aig.sales.plan.line"].with_user(plan.user_id)
        return Line.create({**keys, **vals})

    @classmethod
    def make_term(cls, *parts):
        """A payment term of ``(percent, days)``."""
        return cls.env["account.payment.term"].create(
            {
                "name": f"Term {parts}",
                "line_ids": [
                    Command.create(
                        {"value": "percent", "value_amount": percent, "nb_days": days}
                    )
                    for percent, days in parts
                ],
            }
        )

    @classmethod
    def pay_by(cls, customer, *parts):
        term = cls.make_term(*parts)
        customer.with_company(cls.company).property_payment_term_id = term

    def open(self, plan=None, user=None):
        """The rows that somebody sees who opens the cash flow."""
        self.env.flush_all()
        self.env.invalidate_all()
        plan = (plan or self.plan_north).with_user(user or self.user_sales_north)
        action = plan.action_open_cash_flow()
        return plan.env[action["res_model"]].search(action["domain"])

    def sums(self, rows, name="kind"):
        sums = defaultdict(float)
        for row in rows:
            sums[row[name]] += row.amount
        return dict(sums)


@tagged("post_install", "-at_install")
@freeze_time("2026-09-20 08:00:00")
class TestAigSalesPlanCash(CashCase):
    """What a plan brings in and costs, by month (A06, A07)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.line_north.unlink()
        # overdue, in the quarter, and after it: 110 + 44 + 22 million with tax
        for amount, due in (
            (100, "2026-03-10"),
            (40, "2026-11-15"),
            (20, "2027-02-10"),
        ):
            cls.make_invoice(cls.customer, amount * MILLION, "2026-02-10", due, cls.tax)

    def months(self, rows, kind):
        of_kind = rows.filtered(lambda row: row.kind == kind)
        return {
            f"{day:%Y-%m}": amount / MILLION
            for day, amount in self.sums(of_kind, "month").items()
        }

    def test_debt_comes_in_by_promise_else_due_date_with_tax(self):
        line = self.add_line()
        self.assertEqual(
            self.months(self.open(), "collection"),
            {"2026-10": 110, "2026-11": 44, "2027-02": 22},
        )
        line.receivable_ids[0].promise_date = "2026-12-05"
        self.assertEqual(
            self.months(self.open(), "collection"),
            {"2026-12": 110, "2026-11": 44, "2027-02": 22},
        )

    def test_debt_that_another_plan_counts_is_collected_once_in_each(self):
        self.add_line()
        later = self.make_plan(self.user_sales_north, year=2027, quarter="1")
        line = self.add_line(plan=later)
        self.assertFalse(any(line.receivable_ids.mapped("counted")))
        rows = self.open(later)
        self.assertEqual(self.sums(rows), {"collection": 176 * MILLION})
        self.assertEqual(len(rows), 3)

    def test_new_sales_come_in_by_the_payment_term(self):
        self.pay_by(self.customer, (30, 0), (70, 45))
        self.add_line(
            renewal_revenue=300 * MILLION,
            month_1_revenue=100 * MILLION,
            month_2_revenue=0,
            month_3_revenue=200 * MILLION,
        )
        # invoices of 31 October and 31 December
        self.assertEqual(
            self.months(self.open(), "sale"),
            {"2026-10": 30, "2026-12": 70 + 60, "2027-02": 140},
        )

    def test_without_a_term_sales_are_paid_in_their_month(self):
        self.add_line(renewal_revenue=300 * MILLION)
        self.assertEqual(
            self.months(self.open(), "sale"),
            {"2026-10": 100, "2026-11": 100, "2026-12": 100},
        )

    def test_sales_in_no_month_are_in_the_last(self):
        self.add_line(
            renewal_revenue=300 * MILLION,
            month_1_revenue=100 * MILLION,
            month_2_revenue=0,
            month_3_revenue=0,
        )
        self.assertEqual(
            self.months(self.open(), "sale"), {"2026-10": 100, "2026-12": 200}
        )

    def test_any_plan_sums_to_the_last_dong(self):
        chance = random.Random(20261004)
        terms = [
            ((100, 30),),
            ((33.33, 0), (66.67, 60)),
            ((10, 15), (45, 45), (45, 90)),
        ]
        for customer in self.make_customers(15):
            self.pay_by(customer, *chance.choice(terms))
            line = self.add_line(
                customer,
                renewal_revenue=chance.randrange(10**10),
                development_revenue=chance.choice([0, 1, 10**9 + 7]),
            )
            if chance.random() < 0.4:
                line.month_2_revenue = chance.randrange(10**9)
        self.add_line()
        lines = self.plan_north.line_ids
        sums = self.sums(self.open())
        self.assertEqual(sums["sale"], sum(lines.mapped("planned_revenue")))
        self.assertEqual(sums["collection"], sum(lines.receivable_ids.mapped("amount")))
        table = self.plan_north.cash_flow
        self.assertEqual(
            table["rows"][-1]["cells"][-1]["text"].replace(",", ""),
            str(int(sum(sums.values()))),
        )

    def test_the_budget_is_spent_evenly_and_pays_the_ideas(self):
        self.add_line()
        own = self.plan_north.with_user(self.user_sales_north)
        own.scope_budget = 50 * MILLION
        idea = (
            self.env["aig.sales.plan.idea"]
            .with_user(self.user_sales_north)
            .create({"name": "Roadshow", "plan_id": own.id, "budget": 20 * MILLION})
        )
        costs = self.open().filtered(lambda row: row.kind == "cost")
        self.assertEqual(set(costs.mapped("res_model")), {"aig.sales.plan"})
        idea.sudo().write({"state": "accepted"})
        costs = self.open().filtered(lambda row: row.kind == "cost")
        self.assertEqual(
            self.sums(costs, "res_model"),
            {"aig.sales.plan": -30 * MILLION, "aig.sales.plan.idea": -20 * MILLION},
        )
        self.assertEqual(
            sorted(self.sums(costs, "month").values()),
            [-16_666_667, -16_666_667, -16_666_666],
        )

    def test_the_page_of_the_plan(self):
        line = self.add_line(renewal_revenue=300 * MILLION)
        self.plan_north.scope_budget = 30 * MILLION
        table = Form(self.plan_north.with_user(self.user_sales_north)).cash_flow
        cells = {
            row["label"]: [int(cell["text"].replace(",", "")) for cell in row["cells"]]
            for row in table["rows"]
        }
        # gifts are of addons that know them
        without_gifts = {
            label: [numbers[0] / MILLION, numbers[1] / MILLION, numbers[3] / MILLION]
            for label, numbers in cells.items()
        }
        self.assertEqual(
            without_gifts,
            {
                "10/2026": [110, 100, -10],
                "11/2026": [44, 100, -10],
                "12/2026": [0, 100, -10],
                "Later": [22, 0, 0],
            },
        )
        cumulated = 0
        for numbers in cells.values():
            cumulated += sum(numbers[:4])
            self.assertEqual(numbers[4:], [sum(numbers[:4]), cumulated])
        self.assertEqual(len(table["columns"]), 6)
        row = Form(line).cash_flow
        self.assertEqual(len(row["columns"]), 4)
        self.assertEqual(row["rows"][-1]["cells"][-1]["text"], "476,000,000")

    def test_nothing_planned_shows_nothing(self):
        self.assertFalse(self.plan_north.cash_flow)
        self.assertFalse(self.open())

    def test_each_row_opens_its_record(self):
        line = self.add_line(renewal_revenue=300 * MILLION)
        self.plan_north.scope_budget = 30 * MILLION
        opened = defaultdict(set)
        for row in self.open():
            action = row.action_open_source()
            opened[row.kind].add((action["res_model"], action["res_id"]))
        opened.pop("gift", None)
        self.assertEqual(
            opened,
            {
                "collection": {(item._name, item.id) for item in line.receivable_ids},
                "sale": {(line._name, line.id)},
                "cost": {(self.plan_north._name, self.plan_north.id)},
            },
        )

    def test_whoever_reads_the_plan_reads_its_sums_and_nobody_else(self):
        self.add_line(renewal_revenue=300 * MILLION)
        own = self.sums(self.open())
        self.assertEqual(self.sums(self.open(user=self.user_manager_north)), own)
        for user in (self.user_sales_south, self.user_manager_south):
            with self.assertRaises(AccessError):
                self.open(user=user)
        # each sees what he has opened himself
        Cash = self.env["aig.sales.plan.cash.flow"].with_user(self.user_manager_north)
        self.assertEqual(Cash.search([]).create_uid, self.user_manager_north)

    def test_opened_again_the_rows_are_new(self):
        self.add_line()
        former = self.open()
        self.assertEqual(len(self.open()), len(former))
        self.assertFalse(former.exists())

    def test_months_of_the_year_before_and_after(self):
        line = self.add_line()
        line.receivable_ids[0].promise_date = "2026-09-25"
        rows = line.cash_flow["rows"]
        self.assertEqual(
            [row["key"] for row in rows],
            ["before", "2026-10", "2026-11", "2026-12", "after"],
        )
        self.assertEqual(self.open()[0].month, date(2026, 9, 1))

    def test_budgets_at_two_sizes(self):
        plans = [
            self.make_plan(self.user_sales_north, year=2029, quarter=quarter)
            for quarter in "12"
        ]
        customers = self.make_customers(40)
        self.pay_by(customers[0], (30, 0), (70, 45))
        term = customers[0].with_company(self.company).property_payment_term_id
        customers.with_company(self.company).property_payment_term_id = term
        for customer in customers:
            self.make_invoice(customer, 5 * MILLION, "2026-02-10")
        for plan, count in zip(plans, (4, 40), strict=True):
            for customer in customers[:count]:
                self.add_line(customer, plan, renewal_revenue=90 * MILLION)
        self.assert_same_budget(lambda plan: plan.mapped("cash_flow"), *plans)
        self.assert_same_budget(lambda plan: plan._prepare_cash_flow(), *plans)
