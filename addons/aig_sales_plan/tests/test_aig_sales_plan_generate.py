from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import MILLION, AigPlanCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 08:00:00")
class TestAigSalesPlanGenerate(AigPlanCase):
    """The next plan from the one before and from the records (A21)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = cls.make_customers(5)
        cls.debtor, cls.renewer, cls.buyer, cls.quiet, cls.others = cls.customers
        cls.make_invoice(cls.debtor, 100 * MILLION, "2026-02-10", "2026-03-10")
        cls.make_order(cls.renewer, 30 * MILLION, "2027-03-31")
        cls.make_deal(cls.buyer, 10 * MILLION, "2027-01-15")
        cls.others.user_id = cls.user_sales_north_2
        cls.make_deal(cls.others, 10 * MILLION, "2027-01-15", user_id=False)

    def generate(self, user=None, **vals):
        user = user or self.user_sales_north
        form = Form(self.env["aig.sales.plan.generate"].with_user(user))
        for name, value in vals.items():
            form[name] = value
        action = form.save().action_generate()
        return self.env[action["res_model"]].with_user(user).browse(action["res_id"])

    def test_customers_and_figures(self):
        plan = self.generate()
        self.assertEqual((plan.year, plan.quarter, plan.state), (2027, "1", "draft"))
        lines = {line.partner_id: line for line in plan.line_ids}
        self.assertEqual(
            set(lines),
            {self.customer_north, self.debtor, self.renewer, self.buyer},
        )
        self.assertEqual(lines[self.debtor].receivable_due, 100 * MILLION)
        self.assertEqual(lines[self.renewer].renewal_revenue, 30 * MILLION)
        self.assertEqual(lines[self.buyer].development_revenue, 10 * MILLION)
        # aims of the period before are carried on
        self.assertRecordValues(
            lines[self.customer_north],
            [{"expected_revenue": 300 * MILLION, "expectation_multiplier": 2}],
        )
        self.assertEqual(plan.secured_revenue, 140 * MILLION)
        for line in plan.line_ids:
            self.assertFalse(line.needs_reason)
            self.assertEqual(line.create_uid, self.user_sales_north)
        self.assertEqual(lines[self.debtor].receivable_count, 1)
        self.assertEqual(lines[self.buyer].source_ids.lead_id.partner_id, self.buyer)

    def test_again_it_only_adds_what_is_missing(self):
        plan = self.generate()
        line = plan.line_ids.filtered(lambda row: row.partner_id == self.buyer)
        line.write({"development_revenue": 3, "override_reason": "Smaller"})
        plan.line_ids.filtered(lambda row: row.partner_id == self.debtor).unlink()
        count = plan.line_count
        self.assertEqual(self.generate(quarter="1", year=2027), plan)
        self.assertEqual(plan.line_count, count + 1)
        self.assertEqual(line.development_revenue, 3)

    def test_the_quarter_that_is_proposed(self):
        def proposed():
            form = Form(
                self.env["aig.sales.plan.generate"].with_user(self.user_sales_north)
            )
            return form.year, form.quarter

        # this quarter's plan exists already
        self.assertEqual(proposed(), (2027, "1"))
        self.line_north.unlink()
        self.plan_north.unlink()
        self.assertEqual(proposed(), (2026, "4"))
        with freeze_time("2026-11-30 17:30:00"):
            # 1 December in Vietnam
            self.assertEqual(proposed(), (2027, "1"))

    def test_a_manager_plans_for_his_people(self):
        wizard = self.env["aig.sales.plan.generate"].with_user(self.user_manager_north)
        people = wizard.new({}).allowed_user_ids
        self.assertIn(self.user_sales_north, people._origin)
        self.assertNotIn(self.user_sales_south, people._origin)
        plan = self.generate(self.user_manager_north, user_id=self.user_sales_north)
        self.assertEqual(plan.user_id, self.user_sales_north)
        self.assertEqual(plan.line_count, 4)

    def test_nobody_plans_for_others(self):
        wizard = (
            self.env["aig.sales.plan.generate"]
            .with_user(self.user_sales_south)
            .create({"user_id": self.user_sales_north.id, "year": 2027, "quarter": "2"})
        )
        with self.assertRaises(AccessError):
            wizard.action_generate()

    def test_a_customer_whom_a_colleague_has_planned_is_left_out(self):
        plan = self.make_plan(self.user_sales_north_2, year=2027, quarter="1")
        self.make_line(plan, self.renewer, renewal_revenue=30 * MILLION)
        self.assertNotIn(self.renewer, self.generate().line_ids.partner_id)

    def test_a_plan_that_was_handed_in_is_refused(self):
        plan = self.generate()
        self.make_complete(plan).action_submit()
        with self.assertRaisesRegex(UserError, "possible only while"):
            self.generate(quarter="1", year=2027)

    def test_engagement_of_the_quarter_before(self):
        plan = self.generate()
        line = plan.line_ids.filtered(lambda row: row.partner_id == self.debtor)
        log = self.env["aig.care.log"].with_user(self.user_sales_north)
        for kind, date in (
            ("call", "2026-10-05 03:00:00"),
            ("call", "2026-12-31 16:00:00"),
            # already January in Vietnam
            ("visit", "2026-12-31 17:30:00"),
            ("visit", "2026-09-30 16:59:00"),
        ):
            log.create({"partner_id": self.debtor.id, "care_type": kind, "date": date})
        self.assertEqual(plan.line_ids._get_engagement()[line], {"call": 2})
        first = self.env["aig.period"]._get_quarter(2027, 1)
        self.assertEqual(line._get_engagement(first)[line], {"visit": 1})


@tagged("post_install", "-at_install", "aig_performance")
class TestAigSalesPlanGeneratePerformance(AigPlanCase):
    """Making a plan takes as many queries for 10 customers as for 90."""

    def count_queries(self, user, quarter):
        plan = self.make_plan(user, year=2028, quarter=quarter)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        plan._fill_from_records()
        self.env.flush_all()
        return plan, self.env.cr.sql_log_count - before

    def test_same_budget(self):
        for customer in self.make_customers(3):
            self.make_deal(customer, 1 * MILLION)
        self.count_queries(self.user_sales_north, "1")  # caches of longer life
        for customer in self.make_customers(6):
            self.make_deal(customer, 1 * MILLION)
        small, few = self.count_queries(self.user_sales_north, "2")
        for customer in self.make_customers(80):
            self.make_deal(customer, 1 * MILLION)
        large, many = self.count_queries(self.user_sales_north, "3")
        # with the customer of the plan before
        self.assertEqual((small.line_count, large.line_count), (10, 90))
        # a cache of the process may be emptied between: one query per row would be 80
        self.assertLessEqual(many, few + 2)
