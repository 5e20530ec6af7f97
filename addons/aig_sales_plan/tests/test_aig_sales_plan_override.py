from datetime import datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import MILLION, AigPlanCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 08:00:00")
class TestAigSalesPlanOverride(AigPlanCase):
    """Who types over a figure that has a source says why (A22-A24, A27)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls.make_customers(1)
        cls.make_invoice(cls.customer, 100 * MILLION, "2026-02-10", "2026-03-10")
        cls.make_deal(cls.customer, 10 * MILLION)
        cls.line = (
            cls.env["aig.sales.plan.line"]
            .with_user(cls.user_sales_north)
            .create({"plan_id": cls.plan_north.id, "partner_id": cls.customer.id})
        )

    def test_without_a_reason_it_is_kept_and_the_plan_not_complete(self):
        for figure, step in (
            ("receivable_due", "debt"),
            ("development_revenue", "development"),
        ):
            with self.subTest(figure=figure):
                self.line[figure] = 1
                self.assertEqual(self.line[figure], 1)
                self.assertTrue(self.line.needs_reason)
                [missing] = self.plan_north._get_missing()[step]
                self.assertIn("write why", missing.sentence)
                self.assertIn(self.line._fields[figure].string, missing.sentence)
                self.assertIn(self.customer.name, missing.sentence)
        with self.assertRaisesRegex(UserError, "write why"):
            self.plan_north.action_submit()

    def test_the_reason_is_kept(self):
        self.line.write(
            {"receivable_due": 60 * MILLION, "override_reason": "40 million disputed"}
        )
        self.assertRecordValues(
            self.line.override_ids,
            [
                {
                    "figure": "receivable_due",
                    "value": 60 * MILLION,
                    "source_value": 100 * MILLION,
                    "reason": "40 million disputed",
                    "author_id": self.user_sales_north.id,
                    "user_id": self.user_sales_north.id,
                    "date": datetime(2026, 11, 20, 8),
                }
            ],
        )
        self.assertTrue(self.line.is_overridden)
        self.assertFalse(self.line.needs_reason)
        # writing the same again needs no second reason
        self.line.write({"receivable_due": 60 * MILLION})
        self.assertEqual(len(self.line.override_ids), 1)
        self.line.write({"receivable_due": 5, "override_reason": "Paid"})
        newest = self.line.override_ids.search([], limit=1)
        self.assertEqual((newest.reason, newest.line_id), ("Paid", self.line))

    def test_agreeing_with_the_source_needs_none(self):
        self.line.write({"receivable_due": 100 * MILLION, "expected_revenue": 7})
        self.assertFalse(self.line.override_ids)

    def test_the_form_asks_for_it(self):
        form = Form(self.line)
        self.assertFalse(form.needs_reason)
        form.development_revenue = 5
        self.assertTrue(form.needs_reason)
        with self.assertRaisesRegex(AssertionError, "override_reason"):
            form.save()
        form.override_reason = "The deal shrinks"
        form.save()
        self.assertEqual(self.line.override_ids.value, 5)

    def test_a_new_row_on_the_form(self):
        customer = self.make_customers(1)
        self.make_invoice(customer, 3 * MILLION, "2026-02-10", "2026-03-10")
        form = Form(
            self.env["aig.sales.plan.line"]
            .with_user(self.user_sales_north)
            .with_context(default_plan_id=self.plan_north.id)
        )
        form.partner_id = customer
        self.assertEqual(form.receivable_due, 3 * MILLION)
        form.receivable_due = 1 * MILLION
        form.override_reason = "Two million paid today"
        line = form.save()
        self.assertEqual(line.override_ids.source_value, 3 * MILLION)

    def test_an_import_takes_the_reason_along(self):
        self.line.unlink()
        columns = ["plan_id/.id", "partner_id/.id", "receivable_due"]
        row = [str(self.plan_north.id), str(self.customer.id), "1"]
        model = self.env["aig.sales.plan.line"].with_user(self.user_sales_north)
        bare = model.load(columns, [row])
        self.assertFalse(bare["messages"])
        self.assertTrue(model.browse(bare["ids"]).needs_reason)
        model.browse(bare["ids"]).unlink()
        result = model.load([*columns, "override_reason"], [[*row, "Paid"]])
        self.assertFalse(result["messages"])
        self.assertEqual(model.browse(result["ids"]).override_ids.reason, "Paid")

    def test_debt_that_is_carried_over_is_not_typed_in_again(self):
        plan = self.make_plan(self.user_sales_north, year=2027, quarter="1")
        with self.assertRaisesRegex(UserError, "write why"):
            self.line.create(
                {
                    "plan_id": plan.id,
                    "partner_id": self.customer.id,
                    "receivable_due": 100 * MILLION,
                }
            )

    def test_reasons_are_never_changed(self):
        self.line.write({"receivable_due": 5, "override_reason": "Paid"})
        row = self.line.override_ids
        for attempt in (
            lambda: row.write({"reason": "Another"}),
            row.unlink,
            lambda: row.create(
                {
                    "line_id": self.line.id,
                    "figure": "receivable_due",
                    "reason": "x",
                    "author_id": self.user_sales_north.id,
                }
            ),
        ):
            with self.assertRaises(AccessError):
                attempt()

    def test_a_plan_with_an_unexplained_figure_is_not_complete(self):
        self.make_order(self.customer, 30 * MILLION, "2026-12-31")
        self.line.write({"renewal_revenue": 5})
        missing = self.plan_north._get_missing()
        self.assertIn("not in the plan", missing["renewals"][0].sentence)
        self.assertEqual(missing["renewals"][0].action["res_id"], self.line.id)
        self.line._refresh_figures()
        [reason] = self.plan_north._get_missing()["renewals"]
        self.assertIn("write why", reason.sentence)
        with self.assertRaisesRegex(UserError, "write why"):
            self.plan_north.action_submit()
        self.line.write({"renewal_revenue": 6, "override_reason": "Smaller"})
        self.make_complete(self.plan_north).action_submit()

    def test_old_figures_are_refreshed_first(self):
        with freeze_time("2027-01-10 08:00:00"):
            [old] = self.plan_north._get_missing()["debt"]
            self.assertIn("more than 30 days ago", old.sentence)
            self.plan_north.action_refresh_figures()
            self.assertFalse(self.plan_north._get_missing()["debt"])
