import random
from collections import Counter
from datetime import date, timedelta

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.aig_territory.tests.documents import AigDocumentCase

from .figures import KpiReader

MONEY = (
    *("aig.kpi.deal", "aig.kpi.order", "aig.kpi.revenue", "aig.kpi.cash"),
    "aig.kpi.receivable",
)


class MoneyCase(KpiReader, AigDocumentCase):
    """Deals, orders and invoices of the north and the south."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank = cls.env["account.journal"].create(
            {"name": "Test bank", "code": "TBNK", "type": "bank"}
        )
        cls.outstanding = cls.env["account.account"].create(
            {
                "name": "Test outstanding",
                "code": "T11300",
                "account_type": "asset_current",
                "reconcile": True,
            }
        )
        lines = cls.bank.inbound_payment_method_line_ids
        lines |= cls.bank.outbound_payment_method_line_ids
        lines.payment_account_id = cls.outstanding
        # what the class before made is of no interest here
        (cls.invoice_north | cls.invoice_south).button_draft()
        (cls.invoice_north | cls.invoice_south).button_cancel()

    @classmethod
    def invoice(cls, customer, user, day, price, **values):
        invoice = cls._new_invoice(customer, user, post=False, **values)
        invoice.write({"invoice_date": day, "invoice_date_due": day})
        invoice.invoice_line_ids.price_unit = price
        invoice.action_post()
        return invoice

    @classmethod
    def pay(cls, invoice, day, amount=None):
        """A payment of the whole invoice, or of a part."""
        return (
            cls.env["account.payment.register"]
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .create(
                {
                    "payment_date": day,
                    "journal_id": cls.bank.id,
                    **({"amount": amount} if amount else {}),
                }
            )
            ._create_payments()
        )


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 03:00:00")
class TestAigKpiMoney(MoneyCase):
    """Each figure is the sum of its records, by any dimension."""

    def test_deals_by_what_happened_to_them(self):
        user, customer = self.user_sales_north, self.customer_north
        leads = self.env["crm.lead"]
        with freeze_time("2026-08-31 17:30:00"):
            won, lost, still = (
                self._new_lead(customer, user, expected_revenue=amount)
                for amount in (100, 20, 3)
            )
            self.env.cr.execute(
                "UPDATE crm_lead SET create_date = %s WHERE id = ANY(%s)",
                ["2026-08-31 17:30:00", (won | lost | still).ids],
            )
            leads.invalidate_model()
        with freeze_time("2026-10-15 03:00:00"):
            won.action_set_won()
        with freeze_time("2026-11-02 03:00:00"):
            lost.action_set_lost()
        mine = [("lead_id", "in", (won | lost | still).ids)]
        self.assertEqual(
            self.sums(
                "aig.kpi.deal",
                user,
                ["date:month"],
                [
                    *("opened_count:sum", "open_count:sum", "won_count:sum"),
                    *("lost_count:sum", "opened_revenue:sum", "won_revenue:sum"),
                    *("lost_revenue:sum", "expected_revenue:sum"),
                ],
                mine,
            ),
            {
                date(2026, 9, 1): (3, 1, 0, 0, 123, 0, 0, 3),
                date(2026, 10, 1): (0, 0, 1, 0, 0, 100, 0, 0),
                date(2026, 11, 1): (0, 0, 0, 1, 0, 0, 20, 0),
            },
        )
        for measure, deals in (
            ("won_revenue", won),
            ("lost_count", lost),
            ("expected_revenue", still),
            ("opened_count", won | lost | still),
        ):
            opened = self.records_of("aig.kpi.deal", user, mine, measure)
            self.assertEqual(opened, deals.with_user(user), measure)

    def test_an_archived_deal_is_open_no_more(self):
        deal = self._new_lead(
            self.customer_north,
            self.user_sales_north,
            expected_revenue=100,
            probability=30,
        )
        deal.active = False
        self.assertEqual(deal.won_status, "pending")
        self.assertEqual(
            self.sums(
                "aig.kpi.deal",
                self.user_sales_north,
                ["lead_id"],
                [
                    *("opened_count:sum", "open_count:sum"),
                    *("expected_revenue:sum", "prorated_revenue:sum"),
                ],
                [("lead_id", "=", deal.id)],
            ),
            {deal: (1, 0, 0, 0)},
        )

    def test_a_deal_of_nobody_is_in_the_money_of_the_others(self):
        """Else a sum of all deals would be one of several currencies."""
        lead = self._new_lead(self.customer_north, self.env["res.users"])
        deals = self.facts("aig.kpi.deal", self.user_director)
        [deal] = deals.search([("lead_id", "=", lead.id)])
        self.assertFalse(deal.company_id)
        self.assertEqual(deal.currency_id, self.env.company.currency_id)

    def test_orders_and_new_customers(self):
        user, customer = self.user_sales_north, self.customer_north
        first, second = (
            self._new_order(customer, user, order_line=False) for _number in range(2)
        )
        self._new_order(customer, user)
        for order, moment, price in (
            (first, "2026-09-30 16:30:00", 500),
            (second, "2026-09-30 17:30:00", 70),
        ):
            order.write(
                {
                    "order_line": [
                        (0, 0, {"product_id": self.product.id, "price_unit": price})
                    ]
                }
            )
            order.order_line.tax_ids = False
            order.action_confirm()
            order.date_order = moment
        self.assertEqual(
            self.sums(
                "aig.kpi.order",
                user,
                ["date:month"],
                ["order_count:sum", "amount:sum", "new_customer_count:sum"],
                [("event", "=", "ordered")],
            ),
            {date(2026, 9, 1): (1, 500, 1), date(2026, 10, 1): (1, 70, 0)},
        )
        october = [("date", ">=", "2026-10-01"), ("date", "<", "2026-11-01")]
        opened = self.records_of("aig.kpi.order", user, october, "amount")
        self.assertEqual(opened.ids, second.ids)
        made = self.records_of("aig.kpi.order", user, [], "proposal_count")
        self.assertIn(first.id, made.ids)
        self.assertEqual(len(made), 4)

    def test_revenue_is_the_invoices_less_refunds(self):
        """Sixty of them by seed, by each period, person, customer and territory."""
        chance = random.Random(12)
        places = (
            (self.user_sales_north, self.customer_north),
            (self.user_sales_north_2, self.customer_north),
            (self.user_sales_south, self.customer_south),
        )
        expected = {}
        for _number in range(60):
            user, customer = chance.choice(places)
            day = date(2025, 11, 1) + timedelta(days=chance.randrange(380))
            kind = chance.choice(("out_invoice", "out_invoice", "out_refund"))
            price = chance.randrange(1, 10**6)
            self.invoice(customer, user, day, price, move_type=kind)
            signed = price if kind == "out_invoice" else -price
            quarter = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
            for by, key in (
                ("date:month", day.replace(day=1)),
                ("date:quarter", quarter),
                ("date:year", day.replace(month=1, day=1)),
                ("user_id", user),
                ("partner_id", customer),
                ("territory_id", customer.aig_territory_id),
            ):
                expected.setdefault(by, Counter())[key] += signed
        for by, sums in expected.items():
            with self.subTest(by):
                found = self.sums(
                    "aig.kpi.revenue", self.user_director, [by], ["amount:sum"]
                )
                mine = {key: value for key, value in found.items() if key in sums}
                self.assertEqual(mine, dict(sums))
        both = self.sums("aig.kpi.revenue", self.user_manager_both, [], ["amount:sum"])
        parts = [
            amount
            for user in (self.user_manager_north, self.user_manager_south)
            for amount in self.sums(
                "aig.kpi.revenue", user, [], ["amount:sum"]
            ).values()
        ]
        self.assertEqual(sum(both.values()), sum(parts))

    def test_cash_by_the_day_of_the_payment(self):
        user, customer = self.user_sales_north, self.customer_north
        bill = self.invoice(customer, user, "2026-09-10", 1000)
        other = self.invoice(customer, user, "2026-09-11", 50)
        self.pay(bill, "2026-10-02", 400)
        self.pay(bill, "2026-11-03", 600)
        self.pay(other, "2026-11-04", 80)
        refund = self.invoice(customer, user, "2026-11-05", 30, move_type="out_refund")
        self.pay(refund, "2026-11-06")
        self.assertEqual(
            self.sums(
                "aig.kpi.cash",
                self.user_manager_north,
                ["date:month", "kind"],
                ["amount:sum"],
            ),
            {
                (date(2026, 10, 1), "paid"): 400,
                (date(2026, 11, 1), "paid"): 650,
                (date(2026, 11, 1), "advance"): 30,
                (date(2026, 11, 1), "refund"): -30,
            },
        )
        october = [("date", ">=", "2026-10-01"), ("date", "<", "2026-11-01")]
        opened = self.records_of(
            "aig.kpi.cash", self.user_manager_north, october, "amount"
        )
        self.assertEqual(sum(opened.mapped("credit")), 400)

    def test_receivables_by_how_long_they_are_due(self):
        user, customer = self.user_sales_north, self.customer_north
        for day, price in (
            ("2026-12-01", 1),
            ("2026-11-20", 10),
            ("2026-10-21", 100),
            ("2026-10-20", 1000),
            ("2026-07-01", 10000),
        ):
            self.invoice(customer, user, "2026-07-01", price).line_ids.filtered(
                lambda line: line.account_type == "asset_receivable"
            ).date_maturity = day
        self.assertEqual(
            self.sums(
                "aig.kpi.receivable",
                user,
                ["overdue_days"],
                ["amount:sum", "due_amount:sum", "not_due_amount:sum"],
            ),
            {
                "0_not_due": (1, 0, 1),
                "1_30": (110, 110, 0),
                "2_60": (1000, 1000, 0),
                "4_more": (10000, 10000, 0),
            },
        )
        opened = self.records_of("aig.kpi.receivable", user, [], "not_due_amount")
        self.assertEqual(opened.mapped("amount_residual"), [1])

    def test_a_month_ends_with_the_vietnamese_day(self):
        """At 17:30 UTC of 31 October the company's today is 1 November."""
        with freeze_time("2026-10-31 17:30:00"):
            line = self.invoice(
                self.customer_north, self.user_sales_north, "2026-10-01", 7
            ).line_ids.filtered(lambda item: item.debit)
            line.date_maturity = "2026-11-01"
            rows = self.facts("aig.kpi.receivable", self.user_sales_north)
            row = rows.search([("item_id", "=", line.id)])
            self.assertEqual(row.due_amount, 7)


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 03:00:00")
class TestAigKpiTerritories(MoneyCase):
    """No number of another subtree, by whatever route."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        people = cls.user_sales_north | cls.user_sales_south | cls.user_manager_both
        people |= cls.user_manager_north | cls.user_manager_south
        cls.env.ref("base.group_allow_export").user_ids |= people
        for customer, user, price in (
            (cls.customer_north, cls.user_sales_north, 10),
            (cls.customer_north, cls.user_sales_north_2, 300),
            (cls.customer_south, cls.user_sales_south, 7000),
        ):
            bill = cls.invoice(customer, user, "2026-11-10", price)
            cls.pay(bill, "2026-11-12", price / 2)
            cls.env["aig.care.log"].create(
                {"partner_id": customer.id, "user_id": user.id, "care_type": "call"}
            )
        cls.env.flush_all()

    def people(self, model, user):
        """Everybody of whom a person is told something, by every route."""
        facts = self.facts(model, user)
        rows = facts.search([])
        groups = facts._read_group([], ["user_id"], ["__count"])
        formatted = facts.formatted_read_grouping_sets([], [["user_id"]], ["__count"])
        exported = rows.export_data(["user_id/.id"])["datas"]
        records = self.records_of(model, user, [], "__count")
        owner = "invoice_user_id" if records._name == "account.move" else "user_id"
        if records._name == "account.move.line":
            owner = "move_id.invoice_user_id"
        return {
            "search": set(rows.user_id.ids),
            "read_group": {person.id for person, _count in groups if person},
            "grouping sets": {row["user_id"][0] for row in formatted[0]},
            "export": {int(row[0]) for row in exported},
            # payments are nobody's
            "records": set(records.sudo().mapped(owner).ids) or set(rows.user_id.ids),
        }

    def test_who_is_told_of_whom(self):
        north, north_2, south = (
            self.user_sales_north,
            self.user_sales_north_2,
            self.user_sales_south,
        )
        for user, seen in (
            (north, north),
            (south, south),
            (self.user_manager_north, north | north_2),
            (self.user_manager_south, south),
            (self.user_manager_both, north | north_2 | south),
        ):
            for model in (*MONEY[2:], "aig.kpi.care"):
                for route, people in self.people(model, user).items():
                    with self.subTest(user=user.login, model=model, route=route):
                        self.assertEqual(people, set(seen.ids))

    def test_deals_and_orders_of_others_are_not_told(self):
        for model in MONEY[:2]:
            for route, people in self.people(model, self.user_manager_south).items():
                with self.subTest(model=model, route=route):
                    self.assertEqual(people, {self.user_sales_south.id})

    def test_a_cell_of_anothers_figure_opens_nothing(self):
        """Whoever asks for a colleague's cell by hand gets no record of it."""
        for model in (*MONEY, "aig.kpi.care"):
            cell = [("user_id", "=", self.user_sales_north.id)]
            for user in (self.user_sales_south, self.user_manager_south):
                with self.subTest(model=model, user=user.login):
                    self.assertFalse(self.records_of(model, user, cell, "__count"))
