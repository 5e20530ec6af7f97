from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import MILLION
from .test_aig_sales_plan_adjustment import AdjustmentCase


@tagged("post_install", "-at_install")
class TestAigSalesPlanSent(AdjustmentCase):
    """What a customer received is frozen (A19)."""

    def test_sending_keeps_the_row_of_the_customer_alone(self):
        self.make_line(self.plan_north, self.make_customers(1))
        kept = self.plan_north._mark_sent(self.branch_north)
        self.assertEqual(kept.partner_id, self.customer_north)
        self.assertEqual((kept.kind, kept.revision), ("sent", 1))
        self.assertTrue(kept.sent_date)
        self.assertEqual(len(kept.figures), 1)
        self.assertEqual(kept.figures[0]["renewal_revenue"], 200 * MILLION)
        self.assertEqual(self.plan_north._mark_sent(self.customer_north), kept)

    def test_the_next_change_makes_a_new_revision(self):
        other = self.make_line(self.plan_north, self.make_customers(1))
        kept = self.plan_north._mark_sent(self.customer_north)
        other.renewal_revenue = 0
        self.assertEqual(self.plan_north.revision, 1)
        self.line_north.renewal_revenue = 200 * MILLION
        self.assertEqual(self.plan_north.revision, 1)
        self.line_north.renewal_revenue = 0
        self.assertEqual(self.plan_north.revision, 2)
        self.line_north.expected_revenue = 0
        self.assertEqual(self.plan_north.revision, 2)
        self.assertEqual(kept.figures[0]["renewal_revenue"], 200 * MILLION)
        self.assertEqual(self.plan_north._mark_sent(self.customer_north).revision, 2)

    def test_an_approved_plan_that_was_sent_can_be_adjusted(self):
        self.approve(self.plan_north)
        self.plan_north._mark_sent(self.customer_north)
        self.plan_north.action_revise(reason="Talks")
        self.assertEqual(self.plan_north.revision, 2)
        self.assertEqual(
            self.history(self.plan_north).mapped("kind"), ["quarter", "sent"]
        )

    def test_what_was_sent_is_never_deleted(self):
        kept = self.plan_north._mark_sent(self.customer_north)
        with self.assertRaisesRegex(UserError, "received revision 1"):
            kept.sudo().unlink()
        with self.assertRaisesRegex(UserError, "received this plan"):
            self.line_north.unlink()
        with self.assertRaisesRegex(UserError, "has received it"):
            self.plan_north.unlink()
        with self.assertRaisesRegex(UserError, "received this plan"):
            self.line_north.partner_id = self.make_customers(1)
        with self.assertRaises(AccessError):
            kept.with_user(self.user_director).write({"reason": "x"})

    def test_only_customers_of_the_plan_receive_it(self):
        with self.assertRaisesRegex(UserError, "is not in"):
            self.plan_north._mark_sent(self.customer_south)


@tagged("post_install", "-at_install")
class TestAigSalesPlanRevisionDiff(AdjustmentCase):
    """Two versions side by side (A18)."""

    def open(self, action):
        dialog = self.env[action["res_model"]].with_user(self.user_sales_north)
        return dialog.browse(action["res_id"])

    def test_only_what_changed_is_shown_with_its_difference(self):
        gone, new = self.make_customers(2)
        row = self.make_line(self.plan_north, gone)
        self.approve(self.plan_north)
        self.plan_north.action_revise()
        self.line_north.renewal_revenue = 150 * MILLION
        row.unlink()
        self.make_line(self.plan_north, new, receivable_due=0, receivable_not_due=0)
        table = str(self.open(self.plan_north.action_compare()).table)
        for text in (
            "North Customer",
            "-50,000,000",
            gone.name,
            "Removed",
            new.name,
            "Added",
            "Total",
        ):
            self.assertIn(text, table)
        rows = self.open(self.plan_north.action_compare())._prepare_table()
        labels = [row["label"] for row in rows["customers"][0]["rows"]]
        self.assertIn("(3) Renewal", labels)
        self.assertNotIn("(4) Expected", labels)

    def test_nothing_differs_right_after_adjusting(self):
        self.approve(self.plan_north)
        self.plan_north.action_revise()
        self.assertIn(
            "Nothing differs", self.open(self.plan_north.action_compare()).table
        )

    def test_figures_that_were_not_kept_are_a_dash(self):
        self.approve(self.plan_north)
        self.plan_north.action_revise()
        kept = self.plan_north.revision_ids
        figures = dict(kept.figures[0], old_figure=5)
        del figures["renewal_revenue"]
        kept.sudo().figures = [figures]
        rows = self.open(kept.action_compare())._prepare_table()["customers"][0]["rows"]
        found = {
            row["label"]: (row["before"], row["after"], row["difference"])
            for row in rows
        }
        self.assertEqual(found["(3) Renewal"], ("—", "200,000,000", "—"))
        self.assertEqual(found["old_figure"], ("5.00", "—", "—"))

    def test_a_revision_is_compared_with_the_one_after_it(self):
        self.approve(self.plan_north)
        self.plan_north.action_revise()
        self.line_north.renewal_revenue = 0
        self.approve(self.plan_north)
        self.plan_north.action_revise()
        self.line_north.renewal_revenue = 7 * MILLION
        second, first = self.history(self.plan_north)
        dialog = self.open(first.action_compare())
        self.assertEqual(dialog.after_id, second)
        self.assertIn("-200,000,000", dialog.table)
        self.assertFalse(self.open(second.action_compare()).after_id)
        with Form(dialog) as form:
            form.after_id = self.env["aig.sales.plan.revision"]
        self.assertIn("-193,000,000", dialog.table)

    def test_what_one_customer_received_is_compared_for_this_one(self):
        other = self.make_line(self.plan_north, self.make_customers(1))
        self.plan_north._mark_sent(self.customer_north)
        other.renewal_revenue = 0
        self.line_north.renewal_revenue = 0
        table = self.open(self.plan_north.action_compare())._prepare_table()
        self.assertEqual(
            [customer["name"] for customer in table["customers"]], ["North Customer"]
        )

    def test_a_customer_out_of_sight_is_not_named(self):
        self.approve(self.plan_north)
        self.plan_north.action_revise()
        self.line_north.renewal_revenue = 0
        self.customer_north.sudo().aig_territory_id = self.territory_south
        self.env.flush_all()
        self.env.invalidate_all()
        dialog = self.env["aig.sales.plan.revision.diff"].with_user(
            self.user_sales_north_2
        )
        table = dialog.create(
            {
                "plan_id": self.plan_north.id,
                "before_id": self.plan_north.revision_ids.id,
            }
        ).table
        self.assertIn("A customer outside your territories", table)
        self.assertNotIn("North Customer", table)

    def test_a_plan_out_of_sight_is_not_compared(self):
        self.approve(self.plan_north)
        self.plan_north.action_revise()
        dialog = self.env["aig.sales.plan.revision.diff"].with_user(
            self.user_sales_south
        )
        kept = self.plan_north.revision_ids
        with self.assertRaises(AccessError):
            dialog.create(
                {"plan_id": self.plan_north.id, "before_id": kept.id}
            )._prepare_table()

    @freeze_time("2026-11-10 03:00:00")
    def test_names_say_what_and_when(self):
        self.approve(self.plan_north)
        sent = self.plan_north._mark_sent(self.customer_north)
        self.plan_north.action_revise()
        names = self.history(self.plan_north).mapped("display_name")
        self.assertEqual(
            names,
            [
                "Revision 1, approved on 11/10/2026",
                f"Revision 1, sent to {sent.partner_id.name} on 11/10/2026",
            ],
        )

    def test_figures_stand_in_the_order_of_the_plan(self):
        self.approve(self.plan_north)
        self.plan_north.action_revise()
        self.line_north.write({"development_revenue": 0, "renewal_revenue": 0})
        self.env.flush_all()
        self.env.invalidate_all()
        dialog = self.open(self.plan_north.action_compare())
        labels = [
            row["label"] for row in dialog._prepare_table()["customers"][0]["rows"]
        ]
        self.assertLess(labels.index("(3) Renewal"), labels.index("(6) Development"))
        self.assertLess(labels.index("(6) Development"), labels.index("Secured"))
