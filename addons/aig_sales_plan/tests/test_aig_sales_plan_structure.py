import random
from decimal import Decimal

from odoo.tests import tagged

from ..tools.structure import split_sources
from .common import MILLION, AigPlanCase

SOURCES = {
    "3_renewal": "renewal_revenue",
    "4_expected": "expected_revenue",
    "6_development": "development_revenue",
}


@tagged("post_install", "-at_install")
class TestAigSalesPlanStructure(AigPlanCase):
    """What plans consist of, to the last dong (A04)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.products = [
            cls.make_product(name, price, group)
            for name, price, group in (
                ("Billboard", 100 * MILLION, "Billboards"),
                ("LED", 33_333_333, "LED"),
                ("Pano", 7_777_777, "Pano"),
            )
        ]

    def structure(self, user=None, domain=()):
        Structure = self.env["aig.sales.plan.structure"]
        self.env.flush_all()
        return Structure.with_user(user or self.user_sales_north).search(domain)

    def parts(self, line):
        """``{(source, product group id): amount}`` of a plan row."""
        rows = self.structure(line.user_id, [("line_id", "=", line.id)])
        return {
            (row.source, row.categ_id.id or None): Decimal(str(row.amount))
            for row in rows
        }

    def test_the_worked_example_priced_by_half(self):
        self.make_price(self.line_north, self.products[0], quantity=3)
        group = self.products[0].categ_id.id
        self.assertEqual(
            self.parts(self.line_north),
            {
                ("2_debt", None): 200 * MILLION,
                ("3_renewal", group): 100 * MILLION,
                ("3_renewal", None): 100 * MILLION,
                ("4_expected", group): 150 * MILLION,
                ("4_expected", None): 150 * MILLION,
                ("6_development", group): 50 * MILLION,
                ("6_development", None): 50 * MILLION,
            },
        )

    def test_more_priced_than_planned_shares_what_is_planned(self):
        for product in self.products[:2]:
            self.make_price(self.line_north, product, quantity=30)
        parts = self.parts(self.line_north)
        self.assertNotIn(("3_renewal", None), parts)
        self.assertEqual(sum(parts.values()), 800 * MILLION)

    def test_any_plan_sums_to_its_figures(self):
        chance = random.Random(20261001)
        plan = self.make_plan(self.user_sales_north, year=2027)
        for customer in self.make_customers(25):
            figures = {
                name: chance.choice([0, 1, 2, chance.randrange(10**12)])
                for name in ("receivable_due", *SOURCES.values())
            }
            line = self.make_line(plan, customer, receivable_not_due=0, **figures)
            for product in chance.sample(self.products, chance.randrange(4)):
                self.make_price(line, product, quantity=chance.choice([1, 7, 0.33]))
            self.check(line)
        amounts = self.structure(domain=[("plan_id", "=", plan.id)]).mapped("amount")
        lines = plan.line_ids
        self.assertEqual(
            sum(amounts),
            sum(lines.mapped("receivable_amount")) + plan.planned_revenue,
        )

    def check(self, line):
        """The database splits as the tool does."""
        priced = {}
        for row in line.price_ids.sorted("categ_id"):
            subtotal = Decimal(str(row.subtotal))
            priced[row.categ_id.id] = priced.get(row.categ_id.id, 0) + subtotal
        expected = split_sources(
            {source: Decimal(str(line[name])) for source, name in SOURCES.items()},
            dict(sorted(priced.items())),
        )
        if line.receivable_amount:
            expected["2_debt", None] = Decimal(str(line.receivable_amount))
        self.assertEqual(self.parts(line), expected)

    def test_ids_are_stable_and_unique(self):
        rows = self.structure()
        self.assertEqual(len(set(rows.ids)), len(rows))
        self.assertEqual(rows.ids, self.structure().ids)
        self.assertEqual(rows[0].read(["amount"])[0]["amount"], rows[0].amount)

    def test_a_pivot_groups_by_what_has_no_group(self):
        self.make_price(self.line_north, self.products[0], quantity=3)
        groups = self.env["aig.sales.plan.structure"].with_user(self.user_sales_north)
        self.env.flush_all()
        found = dict(
            groups._read_group(
                [("line_id", "=", self.line_north.id), ("source", "!=", "2_debt")],
                ["categ_id"],
                ["amount:sum"],
            )
        )
        self.assertEqual(set(found.values()), {300 * MILLION})
        label = groups.fields_get(["categ_id"])["categ_id"]["falsy_value_label"]
        self.assertEqual(label, "Not priced")
        self.env["res.lang"]._activate_lang("vi_VN")
        vietnamese = groups.with_context(lang="vi_VN").fields_get(["categ_id"])
        self.assertEqual(vietnamese["categ_id"]["falsy_value_label"], "Chưa định giá")

    def test_a_pivot_shows_the_sources_in_their_order(self):
        structure = self.env["aig.sales.plan.structure"]
        self.env.flush_all()
        found = structure.with_user(self.user_sales_north)._read_group(
            [("line_id", "=", self.line_north.id)], ["source"]
        )
        listed = [source for source, _label in structure._fields["source"].selection]
        self.assertEqual([source for (source,) in found], listed)

    def test_everybody_sees_his_territories(self):
        own = [("line_id", "=", self.line_north.id)]
        for user, seen in (
            (self.user_sales_north_2, True),
            (self.user_manager_both, True),
            (self.user_director, True),
            (self.user_sales_south, False),
            (self.user_manager_south, False),
            (self.user_no_territory, False),
        ):
            with self.subTest(user=user.name):
                self.assertEqual(bool(self.structure(user, own)), seen)

    def test_a_number_opens_its_row_and_a_plan_its_structure(self):
        row = self.structure(domain=[("line_id", "=", self.line_north.id)])[0]
        self.assertEqual(row.action_open_line()["res_id"], self.line_north.id)
        action = self.plan_north.action_open_structure()
        found = self.structure(domain=action["domain"])
        self.assertEqual(found.line_id, self.line_north)
        prices = self.plan_north.action_open_prices()
        self.make_price(self.line_north, self.products[0])
        self.assertEqual(
            self.env["aig.sales.plan.price"].search(prices["domain"]),
            self.line_north.price_ids,
        )
