from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import MILLION, WORKED_EXAMPLE, AigPlanCase


@tagged("post_install", "-at_install")
class TestAigSalesPlanLine(AigPlanCase):
    """Six figures of a customer: their sums, and what they refuse."""

    def test_the_worked_example(self):
        self.assertRecordValues(
            self.line_north,
            [
                {
                    "receivable_amount": 200 * MILLION,
                    "secured_revenue": 500 * MILLION,
                    "stretch_revenue": 600 * MILLION,
                }
            ],
        )

    def test_the_worked_example_typed_in_the_form(self):
        form = self.open_worked_example()
        self.assertEqual(form.secured_revenue, 500 * MILLION)
        line = form.save()
        self.assertEqual(line.stretch_revenue, 600 * MILLION)
        self.assertEqual(line.territory_id, self.territory_south)

    def test_year_revenue_enters_no_sum(self):
        self.line_north.annual_revenue = 9_000 * MILLION
        self.assertEqual(self.line_north.secured_revenue, 500 * MILLION)

    def test_the_multiplier_must_be_positive(self):
        for value in (0, -1):
            with (
                self.subTest(value=value),
                self.assertRaisesRegex(ValidationError, "greater than 0"),
            ):
                self.line_north.expectation_multiplier = value

    def test_money_must_not_be_negative(self):
        for name in (
            "annual_revenue",
            "receivable_due",
            "receivable_not_due",
            "renewal_revenue",
            "expected_revenue",
            "development_revenue",
        ):
            with (
                self.subTest(name=name),
                self.assertRaisesRegex(ValidationError, "cannot be negative"),
            ):
                self.line_north[name] = -1

    def test_the_database_refuses_what_slips_through(self):
        for change in ("renewal_revenue = -1", "expectation_multiplier = 0"):
            with (
                self.subTest(change=change),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(
                    f"UPDATE aig_sales_plan_line SET {change} WHERE id = %s",
                    (self.line_north.id,),
                )

    def test_a_customer_stands_once_in_a_plan(self):
        with self.assertRaisesRegex(ValidationError, "in this plan already"):
            self.make_line(self.plan_north, self.customer_north)

    def test_a_branch_counts_with_its_company(self):
        with self.assertRaisesRegex(ValidationError, "with its branches"):
            self.make_line(self.plan_north, self.branch_north)

    def test_a_customer_and_its_branch_in_one_batch(self):
        plan = self.make_plan(self.user_sales_north, quarter="3")
        with self.assertRaisesRegex(ValidationError, "in this plan already"):
            self.env["aig.sales.plan.line"].with_user(self.user_sales_north).create(
                [
                    {"plan_id": plan.id, "partner_id": partner.id}
                    for partner in (self.customer_north, self.branch_north)
                ]
            )

    def test_a_branch_alone_is_planned_as_its_company(self):
        plan = self.make_plan(self.user_sales_north, quarter="3")
        line = self.make_line(plan, self.branch_north)
        self.assertEqual(line.partner_id, self.customer_north)

    def test_moving_a_line_onto_a_customer_that_is_there(self):
        other = self.make_line(self.plan_north, self.make_customers(1))
        with self.assertRaisesRegex(ValidationError, "in this plan already"):
            other.partner_id = self.branch_north

    def test_figures_are_frozen_once_handed_in(self):
        self.make_complete(self.plan_north).action_submit()
        for name in (*WORKED_EXAMPLE, "annual_revenue"):
            with self.subTest(name=name), self.assertRaisesRegex(UserError, "frozen"):
                self.line_north[name] = 3
        with self.assertRaisesRegex(UserError, "frozen"):
            self.line_north.unlink()
        with self.assertRaisesRegex(UserError, "frozen"):
            self.make_line(self.plan_north, self.make_customers(1))

    def test_sums_cannot_be_typed(self):
        for name in ("secured_revenue", "stretch_revenue", "ledger_annual_revenue"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                self.line_north.write({name: 1})
        with self.assertRaises(AccessError):
            self.make_line(
                self.plan_north, self.make_customers(1), secured_revenue=MILLION
            )

    def test_a_new_row_goes_into_my_plan_of_the_quarter(self):
        period = self.env["aig.period"]._current()
        Plan = self.env["aig.sales.plan"]
        mine = Plan.search(
            [("user_id", "=", self.user_sales_north.id), ("period_id", "=", period.id)]
        ) or self.make_plan(
            self.user_sales_north, year=period.year, quarter=period.quarter
        )
        Line = self.env["aig.sales.plan.line"].with_user(self.user_sales_north)
        self.assertEqual(Line.new({}).plan_id._origin, mine)

    def test_a_new_row_without_a_plan_opens(self):
        form = Form(
            self.env["aig.sales.plan.line"].with_user(self.user_manager_south),
            view="aig_sales_plan.aig_sales_plan_line_view_form",
        )
        self.assertFalse(form.plan_id)
        self.assertFalse(form.is_overridden)

    def test_a_row_is_found_by_its_customer(self):
        found = self.line_north.name_search(self.customer_north.name)
        self.assertIn(self.line_north.id, [key for key, _name in found])

    def test_the_menu_opens_the_present_quarter(self):
        action = (
            self.env["aig.sales.plan.line"]
            .with_user(self.user_sales_north)
            .action_open_financial_plan()
        )
        self.assertEqual(
            action["context"]["searchpanel_default_period_id"],
            self.env["aig.period"]._current().id,
        )
