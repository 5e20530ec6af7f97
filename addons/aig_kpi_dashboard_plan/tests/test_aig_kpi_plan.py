from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.aig_kpi_dashboard.tests.checks import FactChecks
from odoo.addons.aig_sales_plan.tests.common import MILLION
from odoo.addons.aig_sales_plan.tests.targets import AigTargetCase

#: Figure -> what the list behind it adds up, by fact.
AMOUNTS = {
    "aig.kpi.plan": {
        "secured": "secured_revenue",
        "stretch": "stretch_revenue",
        "planned": "planned_revenue",
        "receivable": "receivable_amount",
        "renewal": "renewal_revenue",
        "expected": "expected_revenue",
        "development": "development_revenue",
    },
    # a target and a plan have months outside what was asked for
    "aig.kpi.target": {
        "goal": "amount",
        "forecast": "forecast_revenue",
        "actual": "amount_untaxed_signed",
    },
}


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 03:00:00")
class TestAigKpiPlan(FactChecks, AigTargetCase):
    """Figures of plans and targets are those of their records."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan_south = cls.make_plan(cls.user_sales_south)
        cls.line_south = cls.make_line(
            cls.plan_south, cls.customer_south, development_revenue=7 * MILLION
        )
        cls.make_customer_target()
        # each was made by its salesperson, who may not read the other
        cls.lines = (cls.line_north | cls.line_south).with_env(cls.env)

    def make_sides(self):
        """Targets, deals and invoices of the north and the south."""
        self.make_target(
            self.user_director, user_id=self.user_sales_south.id, q4=70 * MILLION
        )
        for user, customer, million in (
            (self.user_sales_north, self.customer_north, 3),
            (self.user_sales_south, self.customer_south, 50),
        ):
            self.make_deal(
                customer, million * MILLION, "2026-12-10", user_id=user.id
            ).probability = 40
            for sign in (4, -1):
                bill = self.make_invoice(
                    customer, sign * million * MILLION, "2026-11-05"
                )
                bill.invoice_user_id = user
        self.env["aig.sales.goal"].create(
            {"name": "100 tỷ", "year": 2026, "amount": 100_000 * MILLION}
        )

    def test_figures_add_up_and_open_what_they_count(self):
        self.make_sides()
        users = (self.user_sales_north, self.user_manager_both, self.user_director)
        for model, amounts in AMOUNTS.items():
            with self.subTest(model):
                self.check_all(model, users, amounts)

    def test_a_manager_is_told_of_the_own_subtree(self):
        self.make_sides()
        self.check_subtrees(*AMOUNTS)

    def test_a_period_is_asked_of_the_records(self):
        facts = self.facts("aig.kpi.target", self.user_director)
        domain = [("date", ">=", "2026-12-01"), ("date", "<=", "2026-12-31")]
        query = facts._search(domain).select()
        self.env.cr.execute(f"EXPLAIN {query.code}", query.params)
        plan = "\n".join(line for (line,) in self.env.cr.fetchall())
        self.assertIn("invoice_date >=", plan)
        self.assertIn("date_from >=", plan)
        # the last month of a plan begins long after its quarter
        [planned] = self.sums(
            "aig.kpi.target", self.user_director, [], ["planned:sum"], domain
        ).values()
        months = self.env["aig.sales.plan.line"].search(
            [("plan_id.date_from", "=", "2026-10-01"), ("month_3_revenue", ">", 0)]
        )
        self.assertEqual(planned, sum(months.mapped("month_3_revenue")))

    def test_a_plan_stands_on_the_first_day_of_its_quarter(self):
        figures = self.sums(
            "aig.kpi.plan",
            self.user_manager_both,
            ["date:quarter"],
            [
                *("secured:sum", "stretch:sum", "planned:sum", "receivable:sum"),
                *("renewal:sum", "expected:sum", "development:sum", "__count"),
            ],
        )
        lines = self.lines
        self.assertEqual(
            figures[date(2026, 10, 1)],
            (
                sum(lines.mapped("secured_revenue")),
                sum(lines.mapped("stretch_revenue")),
                sum(lines.mapped("planned_revenue")),
                sum(lines.mapped("receivable_amount")),
                sum(lines.mapped("renewal_revenue")),
                sum(lines.mapped("expected_revenue")),
                sum(lines.mapped("development_revenue")),
                2,
            ),
        )

    def test_a_period_has_the_rows_of_its_plans(self):
        """By any conditions on days, joined in any way; rows are found by plans."""
        for year, quarter in ((2026, "3"), (2027, "1"), (2027, "2")):
            plan = self.make_plan(self.user_sales_north, quarter=quarter, year=year)
            self.make_line(plan, self.customer_north)
        facts = self.facts("aig.kpi.plan", self.user_director)
        rows = facts.search([])
        first, last = ("date", ">=", "2026-10-01"), ("date", "<=", "2027-03-31")
        for domain in (
            [first],
            [first, last],
            [("date", "=", "2027-01-01")],
            [("date", "!=", "2027-01-01")],
            [("date", ">", "2027-01-01"), ("date", ">", "2026-07-01")],
            ["|", ("date", "<", "2026-10-01"), ("date", ">", "2027-03-31")],
            ["!", "&", first, last],
            [last, ("user_id", "=", self.user_sales_north.id)],
            [("date", "=", False)],
        ):
            found = facts.search(domain)
            self.assertEqual(found, rows.filtered_domain(domain), domain)
        query = facts._search([first, last]).select()
        self.env.cr.execute(f"EXPLAIN {query.code}", query.params)
        plan = "\n".join(line for (line,) in self.env.cr.fetchall())
        self.assertIn("plan_id = ANY", plan)

    def test_who_is_told_of_whose_plan(self):
        for user, seen in (
            (self.user_sales_north, self.line_north),
            (self.user_sales_north_2, self.line_north.browse()),
            (self.user_manager_north, self.line_north),
            (self.user_manager_south, self.line_south),
            (self.user_director, self.lines),
        ):
            with self.subTest(user.login):
                mine = [("line_id", "in", self.lines.ids)]
                rows = self.facts("aig.kpi.plan", user).search(mine)
                self.assertEqual(set(rows.line_id.ids), set(seen.ids))
                opened = self.records_of("aig.kpi.plan", user, mine, "secured")
                self.assertEqual(set(opened.ids), set(seen.ids))

    def test_target_plan_and_actual_side_by_side(self):
        bill = self.make_invoice(self.customer_north, 90 * MILLION, "2026-11-05")
        refund = self.make_invoice(self.customer_north, -10 * MILLION, "2026-11-06")
        (bill | refund).invoice_user_id = self.user_sales_north
        november = [("date", ">=", "2026-11-01"), ("date", "<", "2026-12-01")]
        target = self.env["aig.sales.target"].search(
            [("user_id", "=", self.user_sales_north.id), ("partner_id", "=", False)]
        )
        target.month_11 = 400 * MILLION
        for user in (self.user_sales_north, self.user_manager_north):
            with self.subTest(user.login):
                figures = self.sums(
                    "aig.kpi.target",
                    user,
                    ["user_id"],
                    ["target:sum", "planned:sum", "actual:sum", "attainment:avg"],
                    november,
                )
                self.assertEqual(
                    figures[self.user_sales_north],
                    (
                        400 * MILLION,
                        self.line_north.month_2_revenue,
                        80 * MILLION,
                        20.0,
                    ),
                )
                for measure, records in (
                    ("target", target),
                    ("planned", self.line_north),
                    ("actual", bill | refund),
                ):
                    opened = self.records_of("aig.kpi.target", user, november, measure)
                    self.assertEqual(set(opened.ids), set(records.ids), measure)

    def test_without_a_target_there_is_no_attainment(self):
        bill = self.make_invoice(self.customer_north, MILLION, "2026-11-05")
        bill.invoice_user_id = self.user_no_territory
        figures = self.sums(
            "aig.kpi.target",
            self.user_director,
            [],
            ["attainment:avg"],
            [("user_id", "=", self.user_no_territory.id)],
        )
        [attainment] = figures.values()
        self.assertNotIsInstance(attainment, float)  # empty, not 0

    def test_goals_of_the_company(self):
        goal = self.env["aig.sales.goal"].create(
            {"name": "100 tỷ", "year": 2031, "amount": 100_000 * MILLION}
        )
        year = [("date", ">=", "2031-01-01"), ("date", "<", "2032-01-01")]
        for user, expected in (
            (self.user_director, 100_000 * MILLION),
            (self.user_manager_both, 0),
        ):
            found = self.sums("aig.kpi.target", user, [], ["goal:sum"], year)
            self.assertEqual(sum(value or 0 for value in found.values()), expected)
        opened = self.records_of("aig.kpi.target", self.user_director, year, "goal")
        self.assertEqual(opened.ids, goal.ids)

    def test_the_south_is_told_nothing_of_the_north(self):
        for model in ("aig.kpi.plan", "aig.kpi.target"):
            facts = self.facts(model, self.user_manager_south)
            territories = [
                territory
                for territory, _count in facts._read_group(
                    [], ["territory_id"], ["__count"]
                )
            ]
            self.assertNotIn(self.territory_north, territories)
            cell = [("user_id", "=", self.user_sales_north.id)]
            self.assertFalse(
                self.records_of(model, self.user_manager_south, cell, "__count")
            )

    def test_a_row_opens_its_record(self):
        for domain, record in (
            ([("plan_line_id", "=", self.line_north.id)], self.line_north),
            (
                [("kind", "=", "target"), ("user_id", "=", self.user_sales_north.id)],
                self.env["aig.sales.target"],
            ),
        ):
            row = self.facts("aig.kpi.target", self.user_director).search(domain)[:1]
            action = row.action_open_records()
            self.assertEqual(action["res_model"], record._name)
            if record:
                self.assertEqual(action["res_id"], record.id)
