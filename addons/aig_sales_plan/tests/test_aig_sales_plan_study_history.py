from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import MILLION, AigPlanCase


@tagged("post_install", "-at_install")
class TestAigSalesPlanStudyHistory(AigPlanCase):
    """The history of a customer comes by itself; each fact opens its records (A17)."""

    def setUp(self):
        super().setUp()
        self.line = self.line_north

    def facts(self, line=None):
        """``{label: words}`` of everything the page shows, as the salesperson."""
        line = line or self.line
        line.invalidate_recordset(["study_history"])
        history = line.study_history
        cells = {cell["label"]: cell["value"] for cell in history["facts"]}
        for year in history["years"]:
            cells[year["label"]] = year["value"]
            for cell in year["quarters"]:
                cells[f"{cell['label']}/{year['label']}"] = cell["value"]
        return cells

    def opened(self, key):
        """The records behind a fact, as the salesperson finds them."""
        action = self.line.action_open_history(key)
        model = self.env[action["res_model"]].with_user(self.user_sales_north)
        return model.search(action["domain"])

    def make_order(self, user=None):
        product = self.make_product()
        order = (
            self.env["sale.order"]
            .with_user(user or self.user_sales_north)
            .create(
                {
                    "partner_id": self.branch_north.id,
                    "order_line": [Command.create({"product_id": product.id})],
                }
            )
        )
        order.action_confirm()
        return order

    def pay(self, invoice, date):
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        ).create({"payment_date": date})._create_payments()

    def test_without_data_everything_is_a_dash(self):
        facts = self.facts()
        self.assertEqual(len(facts), 3 * 5 + 8)
        self.assertFalse(any(facts.values()), facts)

    def test_revenue_by_year_and_quarter(self):
        self.make_invoice(self.customer_north, 100 * MILLION, "2025-02-10")
        self.make_invoice(self.branch_north, 40 * MILLION, "2025-02-20")
        self.make_invoice(self.customer_north, -30 * MILLION, "2025-05-01")
        self.make_invoice(self.customer_north, 7 * MILLION, "2026-07-01")
        self.make_invoice(self.customer_north, 999 * MILLION, "2023-12-31")
        self.make_invoice(self.customer_south, 999 * MILLION, "2025-03-01")
        facts = self.facts()
        self.assertIn("110,000,000", facts["2025"])
        self.assertIn("140,000,000", facts["Q1/2025"])
        self.assertIn("-30,000,000", facts["Q2/2025"].replace("₫", "").strip())
        self.assertFalse(facts["Q3/2025"])
        self.assertFalse(facts["2024"])
        self.assertEqual(facts["Last invoice"], "07/01/2026")
        self.assertEqual(len(self.opened("revenue:2025")), 3)
        self.assertEqual(len(self.opened("revenue:2025:1")), 2)
        self.assertEqual(len(self.opened("revenue")), 4)

    def test_a_quarter_that_nets_to_nothing_is_no_dash(self):
        self.make_invoice(self.customer_north, 30 * MILLION, "2025-05-01")
        self.make_invoice(self.customer_north, -30 * MILLION, "2025-05-02")
        self.assertIn("0", self.facts()["Q2/2025"])

    def test_orders_count_whoever_confirmed_them(self):
        order = self.make_order()
        other = self.make_order(user=self.user_sales_north_2)
        self.assertEqual(self.facts()["Orders"], "2")
        self.assertEqual(self.opened("orders"), order | other)

    def test_contacts_say_when_what_and_who(self):
        Log = self.env["aig.care.log"].with_user(self.user_sales_north)
        values = {"partner_id": self.customer_north.id}
        Log.create({**values, "care_type": "visit", "date": "2026-03-02 08:00:00"})
        last = Log.create(
            {**values, "care_type": "call", "date": "2026-03-31 18:00:00"}
        )
        facts = self.facts()
        # 18:00 UTC is the next day in Vietnam
        self.assertEqual(facts["Last contact"], "04/01/2026 · Call · An Bắc")
        self.assertEqual(self.opened("contacts")[0], last)
        self.assertEqual(self.opened("contacts:call"), last)
        self.assertFalse(facts["Sent: Voucher"])

    def test_payment_habit(self):
        for paid in ("2026-02-20", "2026-02-26"):
            invoice = self.make_invoice(
                self.customer_north, MILLION, "2026-01-10", due="2026-02-10"
            )
            self.pay(invoice, paid)
        self.make_invoice(self.customer_north, MILLION, "2026-01-10")
        self.assertEqual(self.facts()["Pays"], "13 days late on average (2 invoices)")
        self.assertEqual(len(self.opened("payments")), 2)

    def test_who_pays_early_and_on_the_day(self):
        for paid, words in (("2026-02-05", "5 days early"), ("2026-02-15", "on the")):
            invoice = self.make_invoice(
                self.customer_north, MILLION, "2026-01-10", due="2026-02-10"
            )
            self.pay(invoice, paid)
            self.assertIn(words, self.facts()["Pays"])

    def test_the_last_plan_and_what_became_of_it(self):
        former = self.make_plan(self.user_sales_north, year=2026, quarter="2")
        line = self.make_line(former, self.customer_north)
        self.make_invoice(self.customer_north, 450 * MILLION, "2026-05-05")
        words = self.facts()["Last plan"]
        for part in ("Q2/2026", "600,000,000", "450,000,000", "(75 %)"):
            self.assertIn(part, words)
        action = self.line.action_open_history("plan")
        self.assertEqual(action["res_id"], line.id)

    def test_a_last_plan_without_any_invoice(self):
        former = self.make_plan(self.user_sales_north, year=2026, quarter="2")
        self.make_line(former, self.customer_north)
        self.assertTrue(self.facts()["Last plan"].endswith("actual —"))

    def test_of_a_customer_who_moved_away_nothing_is_told(self):
        self.make_invoice(self.customer_north, 100 * MILLION, "2025-02-10")
        self.customer_north.aig_territory_id = self.territory_south
        self.env.invalidate_all()
        self.assertFalse(self.line.study_history)
        line = self.line.with_user(self.user_director)
        self.assertIn("100,000,000", self.facts(line)["2025"])

    def test_a_key_that_is_none_is_one_clear_sentence(self):
        for key in ("unlink", "revenue:x", "revenue:2026:9", "contacts:a:b", None):
            with (
                self.subTest(key=key),
                self.assertRaisesRegex(UserError, "cannot be opened"),
            ):
                self.line.action_open_history(key)

    def test_the_neighbour_opens_nothing(self):
        line = self.line.with_user(self.user_sales_south)
        with self.assertRaises(Exception) as caught:
            line.action_open_history("revenue")
        self.assertEqual(type(caught.exception).__name__, "AccessError")

    def test_the_form_of_the_row_reads_it(self):
        self.make_invoice(self.customer_north, 100 * MILLION, "2025-02-10")
        form = Form(self.line)
        self.assertEqual(form.study_history["years"][0]["label"], "2026")
