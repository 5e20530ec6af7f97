from odoo.tests import tagged

from .common import MILLION, AigPlanCase


@tagged("post_install", "-at_install")
class TestAigSalesPlanPrecompute(AigPlanCase):
    """What new lines get plan by plan is what the ORM computes line by line."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_plan(cls.user_sales_north, year=2027, quarter="1")
        cls.customers = cls.make_customers(3)
        for customer in (cls.customer_north, *cls.customers):
            cls.make_invoice(customer, 7 * MILLION, "2027-01-15")
        cls.Line = cls.env["aig.sales.plan.line"].with_user(cls.user_sales_north)

    def assert_as_computed(self, *vals_list):
        vals_list = [{"plan_id": self.plan.id, **vals} for vals in vals_list]
        computed = [self.read_stored(self.Line.new(vals)) for vals in vals_list]
        lines = self.Line.create(vals_list)
        self.env.flush_all()
        self.env.invalidate_all()
        for line, expected in zip(lines, computed, strict=True):
            self.assertEqual(self.read_stored(line), expected)
        return lines

    def read_stored(self, line):
        return {
            name: field.convert_to_write(line[name], self.Line)
            for name, field in self.Line._fields.items()
            if field.precompute
        }

    def test_without_any_figure(self):
        lines = self.assert_as_computed(
            *({"partner_id": customer.id} for customer in self.customers)
        )
        self.assertEqual(lines.mapped("annual_revenue"), [7 * MILLION] * 3)

    def test_with_figures_of_all_kinds(self):
        self.assert_as_computed(
            {
                "partner_id": self.customers[0].id,
                "renewal_revenue": 100 * MILLION,
                "expected_revenue": 33_333_333,
                "expectation_multiplier": 1.25,
                "development_revenue": 0,
            },
            {"partner_id": self.customers[1].id, "receivable_due": 5 * MILLION},
            {
                "partner_id": self.customers[2].id,
                "month_2_revenue": 2 * MILLION,
                # as create marks it
                "has_typed_months": True,
            },
        )

    def test_sums_are_those_of_the_figures_as_they_are_kept(self):
        line = self.Line.create(
            {
                "plan_id": self.plan.id,
                "partner_id": self.customers[0].id,
                "expected_revenue": 33_333_333,
                "expectation_multiplier": 1.337,
            }
        )
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(line.expectation_multiplier, 1.34)
        self.assertEqual(line.stretch_revenue, 44_666_666)

    def test_with_a_study_of_the_last_plan(self):
        line = self.assert_as_computed({"partner_id": self.customer_north.id})
        self.assertEqual(line.study_source_id, self.line_north)
        self.assertEqual(line.study_market, self.line_north.study_market)

    def test_a_section_that_is_typed_stays(self):
        line = self.assert_as_computed(
            {"partner_id": self.customer_north.id, "study_market": "Typed"}
        )
        self.assertEqual(line.study_market, "Typed")
        self.assertEqual(line.study_budget, self.line_north.study_budget)

    def test_lines_know_the_currency_of_their_plan(self):
        self.make_line(self.plan, self.customers[0])
        self.assertTrue(self.plan._fill_from_records())
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT DISTINCT currency_id FROM aig_sales_plan_line WHERE plan_id = %s",
            (self.plan.id,),
        )
        self.assertEqual(self.env.cr.fetchall(), [(self.plan.currency_id.id,)])

    def test_the_books_are_read_once_however_many_lines(self):
        def count_reads(customers):
            with self.assertLogs("odoo.sql_db", "DEBUG") as logs:
                self.Line.create(
                    [
                        {"plan_id": self.plan.id, "partner_id": customer.id}
                        for customer in customers
                    ]
                )
            return sum("aig_sales_plan_receivable counting" in x for x in logs.output)

        self.assertEqual(count_reads(self.customers[:1]), 1)
        self.assertEqual(count_reads(self.customers[1:]), 1)
