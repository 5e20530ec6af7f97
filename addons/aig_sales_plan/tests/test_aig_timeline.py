from odoo.tests import tagged

from .common import MILLION, AigPlanCase


@tagged("post_install", "-at_install")
class TestAigTimeline(AigPlanCase):
    """The customer's rows in plans, and what it was shown of them (S09)."""

    def _rows(self, user, customer, **options):
        timeline = self.env["aig.timeline"].with_user(user)
        return timeline.get_page("res.partner", customer.id, **options)["rows"]

    def test_rows_of_plans(self):
        for user in (self.user_sales_north, self.user_manager_north):
            [row] = self._rows(user, self.customer_north, kinds=["plan"])
            self.assertEqual(row["title"], self.line_north.period_id.display_name)
            self.assertEqual(row["amount"], self.line_north.planned_revenue)
            self.assertGreater(row["amount"], 500 * MILLION)
            self.assertEqual(row["state"], "Draft")
            opened = (row["res_model"], row["res_id"])
            self.assertEqual(opened, ("aig.sales.plan.line", self.line_north.id))

    def test_no_figure_of_a_plan_for_others(self):
        for user in (self.user_content, self.user_accountant):
            self.assertFalse(self._rows(user, self.customer_north, kinds=["plan"]))

    def test_what_the_customer_was_shown(self):
        self.line_north.action_preview_plan()
        rows = self._rows(self.user_sales_north, self.customer_north, kinds=["plan"])
        labels = sorted(row["label"] for row in rows)
        self.assertEqual(labels, ["Financial Plan", "Plan for the Customer"])
        quarter = self.line_north.period_id.display_name
        found = self._rows(self.user_sales_north, self.customer_north, text=quarter)
        self.assertEqual({row["key"] for row in rows}, {row["key"] for row in found})

    def test_the_file_that_was_sent_is_shown_once(self):
        self.line_north.action_preview_plan()
        letter = self.env["aig.sales.plan.letter"].search(
            [("plan_line_id", "=", self.line_north.id)]
        )
        names = (
            ("aig.sales.plan.letter", letter.id),
            (
                "res.partner",
                self.customer_north.id,
            ),
        )
        for res_model, res_id in names:
            self.env["ir.attachment"].create(
                {"name": "Plan", "raw": b"x", "res_model": res_model, "res_id": res_id}
            )
        rows = self._rows(self.user_sales_north, self.customer_north, kinds=["file"])
        self.assertEqual([row["title"] for row in rows], ["Plan"])

    def test_the_rows_button(self):
        action = self.line_north.action_aig_timeline()
        self.assertEqual(action["params"], {"resId": self.customer_north.id})
