from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import MILLION, AigPlanCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 08:00:00")
class TestAigSalesPlanRefresh(AigPlanCase):
    """A refresh shows what would change before it changes it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls.make_customers(1)
        cls.deal = cls.make_deal(cls.customer, 10 * MILLION)
        cls.line = (
            cls.env["aig.sales.plan.line"]
            .with_user(cls.user_sales_north)
            .create({"plan_id": cls.plan_north.id, "partner_id": cls.customer.id})
        )

    def open_dialog(self):
        action = self.plan_north.action_refresh_figures()
        return (
            self.env[action["res_model"]]
            .with_user(self.user_sales_north)
            .browse(action["res_id"])
        )

    def changes(self, dialog):
        return {row.figure: (row.old_value, row.new_value) for row in dialog.line_ids}

    def change_the_records(self):
        self.make_invoice(self.customer, 7 * MILLION, "2026-11-02", "2026-11-05")
        self.make_order(self.customer, 30 * MILLION, "2026-12-31")
        self.deal.expected_revenue = 12 * MILLION

    def test_nothing_to_change(self):
        dialog = self.open_dialog()
        self.assertTrue(dialog.is_current)
        self.assertFalse(dialog.line_ids)

    def test_nothing_changes_before_apply(self):
        self.change_the_records()
        dialog = self.open_dialog()
        self.assertEqual(
            self.changes(dialog),
            {
                "annual_revenue": (0, 7 * MILLION),
                "receivable_due": (0, 7 * MILLION),
                "renewal_revenue": (0, 30 * MILLION),
                "development_revenue": (10 * MILLION, 12 * MILLION),
            },
        )
        self.assertEqual(self.line.secured_revenue, 10 * MILLION)
        self.assertFalse(self.line.receivable_ids)
        dialog.action_apply()
        self.assertRecordValues(
            self.line,
            [
                {
                    "annual_revenue": 7 * MILLION,
                    "receivable_due": 7 * MILLION,
                    "renewal_revenue": 30 * MILLION,
                    "development_revenue": 12 * MILLION,
                    "secured_revenue": 49 * MILLION,
                    "ledger_invoice_count": 1,
                    "receivable_count": 1,
                    "renewal_count": 1,
                    "is_overridden": False,
                }
            ],
        )
        self.assertTrue(self.open_dialog().is_current)

    def test_only_what_is_ticked_is_taken(self):
        self.change_the_records()
        dialog = self.open_dialog()
        with Form(dialog) as form:
            for index, row in enumerate(dialog.line_ids):
                with form.line_ids.edit(index) as edited:
                    edited.is_chosen = row.figure == "renewal_revenue"
        dialog.action_apply()
        self.assertEqual(self.line.renewal_revenue, 30 * MILLION)
        self.assertEqual(self.line.development_revenue, 10 * MILLION)
        self.assertEqual(self.line.receivable_due, 0)
        self.assertEqual(len(self.open_dialog().line_ids), 3)

    def test_what_was_typed_stays_unless_ticked(self):
        self.line.write({"development_revenue": 8, "override_reason": "Smaller"})
        self.assertTrue(self.open_dialog().is_current)
        self.deal.expected_revenue = 12 * MILLION
        dialog = self.open_dialog()
        self.assertRecordValues(
            dialog.line_ids,
            [{"old_value": 8, "is_typed": True, "is_chosen": False}],
        )
        dialog.line_ids.is_chosen = True
        dialog.action_apply()
        self.assertEqual(self.line.development_revenue, 12 * MILLION)

    def test_a_lost_deal_goes(self):
        self.deal.action_set_lost()
        dialog = self.open_dialog()
        self.assertEqual(
            self.changes(dialog), {"development_revenue": (10 * MILLION, 0)}
        )
        dialog.action_apply()
        self.assertFalse(self.line.source_ids)
        self.assertEqual(self.line.development_revenue, 0)

    def test_records_that_change_meanwhile_are_looked_at_again(self):
        self.change_the_records()
        dialog = self.open_dialog()
        self.deal.expected_revenue = 13 * MILLION
        with self.assertRaisesRegex(UserError, "refresh again"):
            dialog.action_apply()
        self.assertEqual(self.line.development_revenue, 10 * MILLION)

    def test_a_plan_that_was_handed_in_is_not_refreshed(self):
        self.change_the_records()
        dialog = self.open_dialog()
        dialog.action_apply()
        self.make_complete(self.plan_north).action_submit()
        with self.assertRaisesRegex(UserError, "possible only while"):
            dialog.action_apply()
        with self.assertRaisesRegex(UserError, "possible only while"):
            self.plan_north.action_refresh_figures()
