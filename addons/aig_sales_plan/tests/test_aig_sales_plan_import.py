from odoo.tests import tagged

from .common import MILLION, AigPlanCase

COLUMNS = [
    "plan_id/.id",
    "partner_id/.id",
    "receivable_due",
    "renewal_revenue",
    "expected_revenue",
    "expectation_multiplier",
    "development_revenue",
]


@tagged("post_install", "-at_install")
class TestAigSalesPlanImport(AigPlanCase):
    """What people import from a file obeys the same rules."""

    def load(self, *rows, columns=COLUMNS):
        model = self.env["aig.sales.plan.line"].with_user(self.user_sales_north)
        return model.load(columns, [[str(cell) for cell in row] for row in rows])

    def row(self, partner, multiplier=2, renewal=200 * MILLION):
        return (
            self.plan_north.id,
            partner.id,
            200 * MILLION,
            renewal,
            300 * MILLION,
            multiplier,
            100 * MILLION,
        )

    def test_the_worked_example(self):
        result = self.load(self.row(self.make_customers(1)))
        self.assertFalse(result["messages"])
        line = self.env["aig.sales.plan.line"].browse(result["ids"])
        self.assertEqual(
            (line.secured_revenue, line.stretch_revenue), (500 * MILLION, 600 * MILLION)
        )

    def test_one_bad_row_refuses_the_file_with_its_reason(self):
        for bad, reason in (
            ({"multiplier": 0}, "greater than 0"),
            ({"renewal": -1}, "cannot be negative"),
        ):
            customers = self.make_customers(2)
            with self.subTest(bad=bad):
                result = self.load(
                    self.row(customers[0]), self.row(customers[1], **bad)
                )
                self.assertFalse(result["ids"])
                self.assertIn(reason, result["messages"][0]["message"])

    def test_a_customer_twice_is_named(self):
        result = self.load(self.row(self.branch_north))
        self.assertIn("in this plan already", result["messages"][0]["message"])
        self.assertIn(self.customer_north.name, result["messages"][0]["message"])

    def test_a_sum_cannot_be_imported(self):
        result = self.load(
            (*self.row(self.make_customers(1)), 999 * MILLION),
            columns=[*COLUMNS, "secured_revenue"],
        )
        self.assertFalse(result["ids"])
        self.assertIn("cannot be typed", result["messages"][0]["message"])
