from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import MILLION, AigPlanCase


class AttainmentCase(AigPlanCase):
    """Invoices of the northern salesperson in the quarter of the plan."""

    @classmethod
    def sell(cls, amount, date="2026-11-05", partner=None, user=None, **vals):
        """A posted invoice of a salesperson, by default to the northern customer."""
        invoice = cls.make_invoice(
            partner or cls.customer_north, amount, date, post=False, **vals
        )
        invoice.invoice_user_id = user or cls.user_sales_north
        invoice.action_post()
        return invoice

    @classmethod
    def make_dollar_pricelist(cls):
        """Prices in dollars, at 25,000 dong each."""
        usd = cls.env.ref("base.USD")
        usd.active = True
        usd.rate_ids.unlink()
        cls.env["res.currency.rate"].create(
            {
                "name": "2026-01-01",
                "currency_id": usd.id,
                "inverse_company_rate": 25_000,
                "company_id": cls.company.id,
            }
        )
        return cls.env["product.pricelist"].create(
            {"name": "USD", "currency_id": usd.id}
        )


@tagged("post_install", "-at_install")
class TestAigSalesPlanAttainment(AttainmentCase):
    """How much of the quarter has come true, live."""

    def test_invoices_less_refunds_of_the_quarter(self):
        self.assertEqual(self.line_north.attainment, 0)
        self.sell(300 * MILLION)
        self.sell(-60 * MILLION, "2026-12-31")
        self.sell(999 * MILLION, "2026-09-30")
        self.sell(999 * MILLION, "2027-01-01")
        self.env.invalidate_all()
        self.assertEqual(self.line_north.actual_revenue, 240 * MILLION)
        self.assertEqual(self.line_north.attainment, 40)
        self.assertEqual(self.plan_north.attainment, 40)

    def test_a_branch_counts_with_its_company(self):
        self.sell(60 * MILLION, partner=self.branch_north)
        self.assertEqual(self.line_north.actual_revenue, 60 * MILLION)

    def test_only_ones_own_share_counts(self):
        self.sell(300 * MILLION, user=self.user_sales_north_2)
        self.assertEqual(self.line_north.actual_revenue, 0)
        self.assertEqual(self.plan_north.actual_revenue, 0)

    def test_customers_out_of_the_plan_count_for_the_plan(self):
        self.sell(150 * MILLION, partner=self.make_customers(1))
        self.assertEqual(self.line_north.actual_revenue, 0)
        self.assertEqual(self.plan_north.attainment, 25)

    def test_with_tax_where_the_company_plans_so(self):
        self.sell(100 * MILLION, tax=self.make_tax(10))
        self.assertEqual(self.line_north.actual_revenue, 100 * MILLION)
        self.company.aig_plan_with_tax = True
        self.env.invalidate_all()
        self.assertEqual(self.line_north.actual_revenue, 110 * MILLION)

    def test_it_agrees_with_the_territory_board(self):
        self.sell(300 * MILLION)
        self.sell(100 * MILLION, partner=self.make_customers(1))
        board = self.env["aig.territory.board"].with_user(self.user_manager_north)
        rows = board.get_board(self.territory_north.id, 2026, 4)["rows"]
        cells = next(
            row["cells"]
            for row in rows
            if (row["kind"], row["id"]) == ("person", self.user_sales_north.id)
        )
        self.assertEqual(cells["actual"]["value"], self.plan_north.actual_revenue)

    def test_it_opens_the_invoices_behind_it(self):
        invoice = self.sell(300 * MILLION)
        other = self.sell(100 * MILLION, partner=self.make_customers(1))
        for record, expected in (
            (self.line_north, invoice),
            (self.plan_north, invoice | other),
        ):
            action = record.action_open_actual()
            found = self.env[action["res_model"]].search(action["domain"])
            self.assertEqual(found, expected)


@tagged("post_install", "-at_install")
class TestSaleOrderAttainment(AttainmentCase):
    """What the form of a quotation says of the quarter."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.product = cls.env["product.product"].create(
            {"name": "Billboard", "taxes_id": [Command.clear()]}
        )

    def order(self, amount, user=None, **vals):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.customer_north.id,
                "user_id": (user or self.user_sales_north).id,
                "date_order": "2026-11-10 03:00:00",
                "order_line": [
                    Command.create(
                        {
                            "product_id": self.product.id,
                            "price_unit": amount,
                            "tax_ids": [Command.clear()],
                        }
                    )
                ],
                **vals,
            }
        )
        return order.with_user(self.user_sales_north)

    def test_it_says_how_far_the_order_brings_me(self):
        self.sell(240 * MILLION)
        note = self.order(138 * MILLION).aig_attainment_note
        self.assertEqual(note, "This order brings you to 63 % of Q4/2026.")

    def test_the_form_shows_it_while_typing(self):
        order = self.order(60 * MILLION)
        with Form(order) as form:
            self.assertIn("10 %", form.aig_attainment_note)
            with form.order_line.edit(0) as line:
                line.price_unit = 300 * MILLION
            self.assertIn("50 %", form.aig_attainment_note)

    def test_what_is_invoiced_counts_once(self):
        order = self.order(120 * MILLION).sudo()
        order.action_confirm()
        order.date_order = "2026-11-10 03:00:00"  # confirming dates it today
        order.order_line.qty_delivered = 1
        invoice = order._create_invoices()
        invoice.invoice_date = "2026-11-11"
        invoice.action_post()
        self.env.invalidate_all()
        self.assertEqual(self.plan_north.actual_revenue, 120 * MILLION)
        self.assertIn(
            "20 %", order.with_user(self.user_sales_north).aig_attainment_note
        )

    def test_another_currency_is_converted(self):
        pricelist = self.make_dollar_pricelist()
        order = self.order(12_000, pricelist_id=pricelist.id)
        self.assertEqual(order.currency_id.name, "USD")
        self.assertIn("50 %", order.aig_attainment_note)

    def test_without_a_plan_it_says_so(self):
        order = self.order(MILLION, date_order="2027-02-01 03:00:00")
        self.assertIn("No plan for Q1/2027", order.aig_attainment_note)
        self.make_plan(self.user_sales_north, year=2027, quarter="1")
        self.env.invalidate_all()
        self.assertIn("no planned sales", order.aig_attainment_note)

    def test_the_quarter_begins_on_the_vietnamese_day(self):
        order = self.order(MILLION, date_order="2026-12-31 18:00:00")
        self.assertIn("Q1/2027", order.aig_attainment_note)

    def test_who_may_not_read_the_plan_learns_nothing(self):
        order = self.order(60 * MILLION)
        accountant = self.user_accountant
        self.assertFalse(order.with_user(accountant).aig_attainment_note)
        manager = order.with_user(self.user_manager_north)
        self.assertIn("to 10 % of", manager.aig_attainment_note)
        self.assertIn(self.user_sales_north.name, manager.aig_attainment_note)

    def test_a_cancelled_order_says_nothing(self):
        order = self.order(MILLION)
        order.sudo()._action_cancel()
        self.assertFalse(order.aig_attainment_note)
