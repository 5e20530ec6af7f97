from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MILLION, AigPlanCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 08:00:00")
class TestAigSalesPlanReceivable(AigPlanCase):
    """The open receivables behind figure (2), each counted in one plan (A23, A06)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tax = cls.make_tax(10)
        cls.customer = cls.make_customers(1)
        cls.due = cls.make_invoice(
            cls.customer, 100 * MILLION, "2026-02-10", "2026-03-10", cls.tax
        )
        cls.later = cls.make_invoice(
            cls.customer, 40 * MILLION, "2026-11-01", "2026-12-31", cls.tax
        )

    def add_line(self, plan=None, **vals):
        """The customer on a plan, all figures from the records."""
        plan = plan or self.plan_north
        return (
            self.env["aig.sales.plan.line"]
            .with_user(plan.user_id)
            .create({"plan_id": plan.id, "partner_id": self.customer.id, **vals})
        )

    def next_plan(self):
        return self.make_plan(self.user_sales_north, year=2027, quarter="1")

    def test_each_open_item_is_a_row(self):
        line = self.add_line()
        self.assertRecordValues(
            line.receivable_ids,
            [
                {
                    "name": self.due.name,
                    "amount": 110 * MILLION,
                    "counted_amount": 100 * MILLION,
                    "is_due": True,
                    "counted": True,
                    "territory_id": self.territory_north.id,
                    "user_id": self.user_sales_north.id,
                    # overdue: to be collected as soon as the quarter begins
                    "planned_date": self.plan_north.date_from,
                },
                {
                    "name": self.later.name,
                    "amount": 44 * MILLION,
                    "counted_amount": 40 * MILLION,
                    "is_due": False,
                    "counted": True,
                    "territory_id": self.territory_north.id,
                    "user_id": self.user_sales_north.id,
                    "planned_date": self.later.invoice_date_due,
                },
            ],
        )
        self.assert_rows_make_the_figure(line)

    def assert_rows_make_the_figure(self, line):
        sums = {True: 0, False: 0}
        for row in line.receivable_ids.filtered("counted"):
            sums[row.is_due] += row.counted_amount
        self.assertEqual(sums[True], line.ledger_receivable_due)
        self.assertEqual(sums[False], line.ledger_receivable_not_due)

    def test_credit_and_odd_amounts_sum_exactly(self):
        self.make_invoice(self.customer, 33_333_333, "2026-04-01", tax=self.tax)
        self.make_invoice(self.customer, -12_345_679, "2026-05-01", tax=self.tax)
        line = self.add_line()
        self.assertEqual(line.receivable_due, 100 * MILLION + 33_333_333 - 12_345_679)
        self.assert_rows_make_the_figure(line)

    def test_the_next_plan_carries_over(self):
        self.add_line()
        line = self.add_line(self.next_plan())
        self.assertEqual((line.receivable_amount, line.receivable_count), (0, 2))
        self.assertEqual(line.ledger_carried_amount, 140 * MILLION)
        self.assertFalse(any(line.receivable_ids.mapped("counted")))
        self.assertEqual(
            line.receivable_ids.counted_period_id, self.plan_north.period_id
        )
        self.assertEqual(sum(line.receivable_ids.mapped("amount")), 154 * MILLION)

    def test_new_debt_counts_beside_what_is_carried_over(self):
        self.add_line()
        self.make_invoice(self.customer, 7 * MILLION, "2026-11-10", "2027-02-01")
        line = self.add_line(self.next_plan())
        self.assertEqual(line.receivable_not_due, 7 * MILLION)
        self.assert_rows_make_the_figure(line)

    def test_a_deleted_row_releases_its_debt(self):
        first = self.add_line()
        line = self.add_line(self.next_plan())
        first.unlink()
        line._refresh_figures()
        self.assertEqual(line.receivable_amount, 140 * MILLION)
        self.assertFalse(line.ledger_carried_amount)
        self.assertFalse(line.receivable_ids.counted_period_id)

    def test_two_rows_made_together_count_a_debt_once(self):
        lines = self.env["aig.sales.plan.line"].with_user(self.user_sales_north)
        first, second = lines.create(
            [
                {"plan_id": plan.id, "partner_id": self.customer.id}
                for plan in (self.plan_north, self.next_plan())
            ]
        )
        self.assertEqual(first.receivable_amount, 140 * MILLION)
        self.assertEqual(second.receivable_amount, 0)
        self.assertEqual(second.ledger_carried_amount, 140 * MILLION)

    def test_the_database_refuses_to_count_twice(self):
        row = self.add_line().receivable_ids[0]
        other = self.add_line(self.next_plan()).receivable_ids.filtered(
            lambda carried: carried.move_line_id == row.move_line_id
        )
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            other.sudo().counted = True
            self.env.flush_all()

    def test_a_part_payment_is_reflected(self):
        line = self.add_line()
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=self.due.ids
        ).create({"amount": 55 * MILLION})._create_payments()
        line._refresh_figures()
        self.assertEqual(line.receivable_due, 50 * MILLION)
        self.assert_rows_make_the_figure(line)

    def test_a_foreign_currency_is_converted_at_the_invoices_day(self):
        usd = self.env["res.currency"].create({"name": "UST", "symbol": "u"})
        self.env["res.currency.rate"].create(
            [
                {"currency_id": usd.id, "name": day, "rate": rate}
                for day, rate in (("2026-01-01", 0.5), ("2026-11-01", 0.25))
            ]
        )
        customer = self.make_customers(1)
        invoice = self.make_invoice(customer, 1000, "2026-06-01", post=False)
        invoice.currency_id = usd
        invoice.action_post()
        line = self.make_line(
            self.plan_north,
            customer,
            receivable_due=2000,
            receivable_not_due=0,
        )
        self.assertEqual(line.ledger_receivable_due, 2000)
        self.assertEqual(line.receivable_ids.amount, 2000)

    def test_a_promise_is_typed_and_survives_a_refresh(self):
        line = self.add_line()
        row = line.receivable_ids[0]
        row.promise_date = "2026-12-15"
        self.assertEqual(str(row.planned_date), "2026-12-15")
        line._refresh_figures()
        self.assertRecordValues(
            line.receivable_ids[0],
            [{"promise_date": row.promise_date, "planned_date": row.promise_date}],
        )

    def test_what_the_books_say_cannot_be_typed(self):
        row = self.add_line().receivable_ids[0]
        with self.assertRaisesRegex(AccessError, "cannot be typed"):
            row.counted_amount = 1
        with self.assertRaises(AccessError):
            row.unlink()

    def test_promises_freeze_with_the_plan(self):
        line = self.add_line()
        self.make_complete(self.plan_north).action_submit()
        with self.assertRaisesRegex(UserError, "frozen"):
            line.receivable_ids[0].promise_date = "2026-12-15"

    def test_another_customer_on_the_row_brings_his_own_debt(self):
        line = self.add_line()
        line.partner_id = self.make_customers(1)
        self.assertFalse(line.receivable_ids)
        self.assertEqual(line.receivable_amount, 0)
        self.assertEqual(self.add_line(self.next_plan()).receivable_amount, 140e6)
