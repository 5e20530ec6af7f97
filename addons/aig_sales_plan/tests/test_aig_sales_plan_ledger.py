from freezegun import freeze_time
from lxml import etree

from odoo.tests import tagged

from .common import MILLION, AigPlanCase


@tagged("post_install", "-at_install")
class TestAigSalesPlanLedger(AigPlanCase):
    """Figures (1) and (2), read from posted customer invoices (A22, A23)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tax = cls.make_tax(10)
        cls.make_invoice(
            cls.customer_south, 100 * MILLION, "2026-02-10", "2026-03-10", cls.tax
        )
        cls.make_invoice(
            cls.customer_south, 40 * MILLION, "2026-11-01", "2026-12-31", cls.tax
        )
        cls.make_invoice(cls.customer_south, -10 * MILLION, "2026-03-01", tax=cls.tax)
        cls.make_invoice(cls.customer_south, 70 * MILLION, "2025-12-31", "2026-01-31")
        cls.make_invoice(cls.customer_south, 500 * MILLION, "2026-05-05", post=False)

    def make_ledger_line(self, partner=None):
        plan = self.make_plan(self.user_sales_south)
        return (
            self.env["aig.sales.plan.line"]
            .with_user(self.user_sales_south)
            .create(
                {
                    "plan_id": plan.id,
                    "partner_id": (partner or self.customer_south).id,
                }
            )
        )

    @freeze_time("2026-11-20 08:00:00")
    def test_figures_without_tax(self):
        self.assertRecordValues(
            self.make_ledger_line(),
            [
                {
                    # of this year, posted, refunds taken off, without tax
                    "annual_revenue": 130 * MILLION,
                    "ledger_invoice_count": 3,
                    # 100 + 70 of last year - 10 refunded; 40 is not due yet
                    "receivable_due": 160 * MILLION,
                    "receivable_not_due": 40 * MILLION,
                    "receivable_amount": 200 * MILLION,
                    "is_overridden": False,
                }
            ],
        )

    @freeze_time("2026-11-20 08:00:00")
    def test_figures_with_tax(self):
        self.company.aig_plan_with_tax = True
        self.assertRecordValues(
            self.make_ledger_line(),
            [
                {
                    "annual_revenue": 143 * MILLION,
                    "receivable_due": 169 * MILLION,
                    "receivable_not_due": 44 * MILLION,
                }
            ],
        )

    @freeze_time("2026-12-30 17:30:00")
    def test_a_debt_falls_due_on_the_vietnamese_day(self):
        """17:30 UTC is the morning of 31 December in Vietnam."""
        self.assertEqual(self.make_ledger_line().receivable_not_due, 0)

    @freeze_time("2026-11-20 08:00:00")
    def test_a_part_payment_takes_its_untaxed_share(self):
        invoice = self.env["account.move"].search(
            [("partner_id", "=", self.customer_south.id), ("amount_untaxed", "=", 40e6)]
        )
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        ).create({"amount": 22 * MILLION})._create_payments()
        self.assertEqual(self.make_ledger_line().receivable_not_due, 20 * MILLION)

    def test_a_branch_buys_for_its_company(self):
        self.make_invoice(self.branch_north, 5 * MILLION, "2026-06-01")
        plan = self.make_plan(self.user_sales_north, quarter="3")
        line = (
            self.env["aig.sales.plan.line"]
            .with_user(self.user_sales_north)
            .create({"plan_id": plan.id, "partner_id": self.customer_north.id})
        )
        self.assertEqual(line.annual_revenue, 5 * MILLION)

    def test_a_customer_without_invoices_has_none(self):
        line = self.make_ledger_line(self.make_customers(1, self.territory_south))
        self.assertEqual((line.annual_revenue, line.ledger_invoice_count), (0, 0))

    @freeze_time("2026-11-20 08:00:00")
    def test_a_typed_figure_is_kept_and_marked(self):
        line = self.make_ledger_line()
        line.write({"receivable_due": 1, "override_reason": "Paid in cash"})
        self.assertTrue(line.is_overridden)
        self.make_invoice(self.customer_south, 7 * MILLION, "2026-11-02", "2026-12-30")
        self.make_invoice(self.customer_south, 3 * MILLION, "2026-11-03")
        line._refresh_figures()
        self.assertEqual(line.receivable_due, 1)
        self.assertEqual(line.ledger_receivable_due, 163 * MILLION)
        self.assertEqual(line.annual_revenue, 140 * MILLION)
        self.assertEqual(line.receivable_not_due, 47 * MILLION)

    @freeze_time("2026-11-20 08:00:00")
    def test_figures_open_the_records_behind_them(self):
        line = self.make_ledger_line()
        invoices = self.env["account.move"].search(
            line.action_open_invoices()["domain"]
        )
        self.assertEqual(sum(invoices.mapped("amount_untaxed_signed")), 130 * MILLION)
        items = self.env["account.move.line"].search(
            line.action_open_receivables()["domain"]
        )
        self.assertEqual(sum(items.mapped("amount_residual")), 213 * MILLION)

    @freeze_time("2026-11-20 08:00:00")
    def test_a_salesperson_reads_the_records_behind_a_figure(self):
        """Every column of the lists that open; Odoo's own form asks for payments."""
        line = self.make_ledger_line()
        for action in (line.action_open_invoices(), line.action_open_receivables()):
            [(view_id, view_type)] = action["views"]
            model = self.env[action["res_model"]].with_user(self.user_sales_south)
            arch = etree.fromstring(model.get_view(view_id, view_type)["arch"])
            names = {node.get("name") for node in arch.iter("field")}
            found = model.web_search_read(
                action["domain"], {name: {} for name in names}
            )
            self.assertTrue(found["records"])

    @freeze_time("2026-11-20 08:00:00")
    def test_a_salesperson_reads_all_that_a_figure_counts(self):
        """Also a colleague's invoices, and payments that settle nothing yet."""
        self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.customer_south.id,
                "amount": 13 * MILLION,
            }
        ).action_post()
        line = self.make_ledger_line().with_user(self.user_sales_south)
        invoices = line.env["account.move"].search(
            line.action_open_invoices()["domain"]
        )
        self.assertNotIn(self.user_sales_south, invoices.sudo().invoice_user_id)
        self.assertEqual(sum(invoices.mapped("amount_untaxed_signed")), 130 * MILLION)
        self.assertEqual(line.annual_revenue, 130 * MILLION)
        items = line.env["account.move.line"].search(
            line.action_open_receivables()["domain"]
        )
        self.assertEqual(sum(items.mapped("amount_residual")), 200 * MILLION)
        for user in self.user_sales_north, self.user_no_territory:
            for records in invoices, items:
                seen = records.with_user(user)
                self.assertFalse(seen.search([("id", "in", seen.ids)]))

    def test_another_company_does_not_count(self):
        other = self.env["res.company"].create(
            {"name": "Công ty khác", "currency_id": self.currency.id}
        )
        ledger = self.env["aig.sales.plan.line"]._read_ledger(
            other, 2026, self.customer_south
        )
        self.assertEqual(ledger[self.customer_south.id].annual_revenue, 0)
