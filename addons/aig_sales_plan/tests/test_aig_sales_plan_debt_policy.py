from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Date
from odoo.tests import Form, tagged

from .common import COMPLETE, MILLION
from .test_aig_sales_plan_cash import CashCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-20 08:00:00")
class TestAigSalesPlanDebtPolicy(CashCase):
    """Overdue debt needs a day; a day beyond the quarter needs a reason (A06)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_invoice(
            cls.customer, 100 * MILLION, "2026-02-10", "2026-03-10", cls.tax
        )
        cls.make_invoice(cls.customer, 40 * MILLION, "2026-09-10", "2026-11-15")

    def missing(self):
        return self.plan_north._get_missing()["cash_flow"]

    def test_overdue_debt_is_asked_for_and_promised_in_one_press(self):
        line = self.add_line()
        [missing] = self.missing()
        self.assertIn(self.customer.name, missing.sentence)
        self.assertIn("110,000,000", missing.sentence)
        self.assertEqual(missing.action["res_id"], line.id)
        self.assertEqual((line.overdue_count, self.plan_north.overdue_count), (1, 1))
        line.action_promise_overdue()
        self.assertFalse(self.missing())
        self.assertEqual((line.overdue_count, self.plan_north.overdue_count), (0, 0))
        self.assertEqual(
            line.receivable_ids.mapped("promise_date"),
            [Date.to_date("2026-10-01"), False],
        )

    def test_a_plan_is_refused_until_overdue_debt_has_its_day(self):
        line = self.add_line(**COMPLETE)
        self.plan_north.action_review()
        with self.assertRaisesRegex(UserError, "owes"):
            self.plan_north.action_submit()
        self.plan_north.action_promise_overdue()
        self.plan_north.action_review()
        self.plan_north.action_submit()
        self.assertEqual(self.plan_north.state, "submitted")
        with self.assertRaisesRegex(UserError, "frozen"):
            line.receivable_ids[0].promise_date = "2026-10-20"

    def test_a_typed_promise_does_as_well(self):
        form = Form(self.add_line())
        with form.receivable_ids.edit(0) as row:
            row.promise_date = "2026-10-20"
        form.save()
        self.assertFalse(self.missing())

    def test_nothing_is_asked_of_debt_that_another_plan_counts_or_that_is_credit(self):
        self.add_line()
        later = self.make_plan(self.user_sales_north, year=2027, quarter="1")
        self.add_line(plan=later)
        self.assertFalse(later._get_missing()["cash_flow"])
        other = self.make_customers(1)
        self.make_invoice(other, -5 * MILLION, "2026-02-10")
        later_line = self.add_line(other, later)
        self.assertEqual(later_line.receivable_ids.amount, -5 * MILLION)
        self.assertFalse(later._get_missing()["cash_flow"])

    def test_the_company_says_how_long_overdue_debt_takes(self):
        self.company.aig_collect_after_days = 14
        line = self.add_line()
        day = Date.to_date("2026-10-15")
        self.assertEqual(line.receivable_ids[0].planned_date, day)
        line.action_promise_overdue()
        self.assertEqual(line.receivable_ids[0].promise_date, day)
        line.receivable_ids[0].promise_date = False
        self.assertEqual(line.receivable_ids[0].planned_date, day)

    def test_beyond_the_quarter_a_reason_is_asked(self):
        row = self.add_line().receivable_ids[0]
        with self.assertRaisesRegex(ValidationError, "say why so late"):
            row.promise_date = "2027-01-10"
        late = {"promise_date": "2027-01-10", "promise_reason": "Paid after Tết"}
        row.write(late)
        self.assertTrue(row.is_late_promise)
        self.assertFalse(self.missing())
        with self.assertRaisesRegex(ValidationError, "say why so late"):
            row.promise_reason = " "

    def test_what_falls_due_after_the_quarter_may_come_then(self):
        other = self.make_customers(1)
        self.make_invoice(other, 5 * MILLION, "2026-09-10", "2027-02-10")
        row = self.add_line(other).receivable_ids
        row.promise_date = "2027-02-10"
        self.assertFalse(row.is_late_promise)

    def test_only_a_manager_where_the_company_wants_it(self):
        self.company.aig_late_by_manager = True
        row = self.add_line().receivable_ids[0]
        late = {"promise_date": "2027-01-10", "promise_reason": "Paid after Tết"}
        with self.assertRaisesRegex(UserError, "Only a manager"):
            row.write(late)
        row.with_user(self.user_manager_north).write(late)
        # what a manager has promised stays while others are at work on the row
        row.write({**late, "promise_reason": "After Tết"})
        self.assertEqual(row.promise_reason, "After Tết")

    def test_a_neighbour_promises_nothing(self):
        line = self.add_line()
        for user in (self.user_sales_south, self.user_manager_south):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                line.with_user(user).action_promise_overdue()

    def test_settings(self):
        settings = self.env["res.config.settings"].create(
            {"aig_collect_after_days": 7, "aig_late_by_manager": True}
        )
        settings.execute()
        self.assertEqual(self.env.company.aig_collect_after_days, 7)
        self.assertTrue(self.env.company.aig_late_by_manager)
