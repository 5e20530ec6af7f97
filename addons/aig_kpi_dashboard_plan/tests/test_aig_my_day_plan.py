from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.aig_kpi_dashboard.tests.common import MyDayReader
from odoo.addons.aig_sales_plan.tests.common import MILLION, AigPlanCase

#: The 46th of the 92 days of the fourth quarter, in Vietnam.
TODAY = "2026-11-15 02:00:00"


@tagged("post_install", "-at_install")
class TestAigMyDayPlan(MyDayReader, AigPlanCase):
    """The pace, what to hand in and what to decide."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(TODAY))

    def set_target(self, amount, user=None):
        return self.env["aig.sales.target"].create(
            {
                "year": 2026,
                "user_id": (user or self.user_sales_north).id,
                "territory_id": self.territory_north.id,
                "q4": amount,
            }
        )

    def invoice(self, partner, amount, date, user=None):
        invoice = self.make_invoice(partner, amount, date, post=False)
        invoice.invoice_user_id = user or self.user_sales_north
        invoice.action_post()
        return invoice

    def test_the_pace_beside_the_target(self):
        self.set_target(920 * MILLION)
        self.invoice(self.customer_north, 400 * MILLION, "2026-10-20")
        self.invoice(self.customer_north, -20 * MILLION, "2026-11-02")
        self.invoice(self.customer_north, 90 * MILLION, "2026-09-30")
        self.invoice(
            self.customer_north, 70 * MILLION, "2026-11-03", self.user_sales_north_2
        )
        [figure] = self.get_figures("pace")
        numbers = [figure[name] for name in ("goal", "done", "expected", "gap")]
        self.assertEqual(
            numbers, [920 * MILLION, 380 * MILLION, 460 * MILLION, 80 * MILLION]
        )
        self.assertTrue(figure["is_behind"])
        plan = self.plan_north.with_user(self.user_sales_north)
        plan.invalidate_recordset()
        self.assertEqual(plan.actual_revenue, 380 * MILLION)
        self.assertEqual(figure["action"]["id"], plan.id)

    def test_without_a_target_the_plan_is_the_goal(self):
        [figure] = self.get_figures("pace")
        self.assertEqual(figure["goal"], self.plan_north.planned_revenue)

    def test_without_both_the_list_says_so(self):
        self.assertEqual(self.get_figures("pace", self.user_sales_north_2), [])

    def test_a_manager_has_the_territories(self):
        targets = self.env["aig.sales.target"]
        for territory, amount in (
            (self.territory_vn, 3000),  # made first: those below make it, too
            (self.territory_north, 920),
            (self.territory_south, 1840),
        ):
            targets.create(
                {"year": 2026, "territory_id": territory.id, "q4": amount * MILLION}
            )
        self.invoice(self.customer_north, 400 * MILLION, "2026-10-20")
        self.invoice(self.customer_south, 70 * MILLION, "2026-10-20")
        for user, goal, done in (
            (self.user_manager_north, 920, 400),
            (self.user_manager_south, 1840, 70),
            (self.user_manager_both, 3000, 470),
        ):
            with self.subTest(user=user.login):
                [figure] = self.get_figures("pace", user)
                self.assertEqual(
                    (figure["goal"], figure["done"]), (goal * MILLION, done * MILLION)
                )
        self.assertEqual(self.get_figures("pace", self.user_director), [])

    def test_a_plan_is_handed_in_and_approved(self):
        [row] = self.get_rows("draft")
        self.assertEqual(row["reasons"], ["Hand the plan in"])
        action = self.press(row)
        self.assertEqual(
            action["tag"], "aig_sales_plan_show_missing", "it says what is missing"
        )
        self.assertEqual(self.plan_north.state, "draft")
        self.assertEqual(self.get_rows("draft", self.user_sales_north_2), [])
        self.assertEqual(self.get_rows("approve", self.user_manager_north), [])
        self.make_complete(self.plan_north)
        [row] = self.get_rows("draft")
        self.press(row)
        self.assertEqual(self.plan_north.state, "submitted")
        self.assertEqual(self.get_rows("draft"), [])
        self.assertEqual(self.get_rows("approve"), [])
        self.assertEqual(self.get_rows("approve", self.user_manager_south), [])
        manager = self.user_manager_north
        [row] = self.get_rows("approve", manager)
        self.assertEqual(row["id"], self.plan_north.id)
        # the task that asks for it is not shown beside it
        self.assertEqual(self.get_rows("other", manager), [])
        self.press(row, user=manager)
        self.assertEqual(self.plan_north.state, "approved")
        self.assertEqual(self.get_rows("approve", manager), [])

    def test_a_plan_counts_in_the_month_of_its_vietnamese_day(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE aig_sales_plan SET create_date = '2026-10-31 17:30:00'"
            " WHERE id = %s",
            (self.plan_north.id,),
        )
        self.env.invalidate_all()
        groups = (
            self.env["aig.task.saved"]
            .with_user(self.user_sales_north)
            ._read_group([("task_id.counted", "=", "plan")], ["month:month"])
        )
        self.assertEqual([month for [month] in groups], [date(2026, 11, 1)])

    def test_a_plan_for_a_customer_leaves_when_it_is_sent(self):
        self.make_price(self.line_north, self.make_product())
        letters = self.env["aig.sales.plan.letter"].with_user(self.user_sales_north)
        letter = letters._for_line(self.line_north.with_user(self.user_sales_north))
        rows = [row for row in self.get_rows("draft") if row["model"] == letter._name]
        self.assertEqual([row["title"] for row in rows], ["North Customer"])
        action = self.press(rows[0])
        self.assertEqual(action["context"]["default_res_ids"], letter.ids)
        letter.sudo().write({"state": "sent"})
        self.assertEqual(
            [row for row in self.get_rows("draft") if row["model"] == letter._name], []
        )

    def test_a_price_below_the_floor(self):
        self.company.aig_floor_pricelist_id = self.make_pricelist(15)
        price = self.make_price(
            self.line_north,
            self.make_product(),
            planned_price=80 * MILLION,
            reason="A whole year",
        )
        self.assertEqual(self.get_rows("approve", self.user_manager_south), [])
        [row] = self.get_rows("approve", self.user_manager_north)
        self.assertEqual((row["model"], row["id"]), (price._name, price.id))
        self.assertIn("below the floor", row["reasons"][0])
        [button] = row["buttons"]
        self.assertEqual(button["context"], {"seen_price": 80 * MILLION})
        self.press(row, user=self.user_manager_north)
        self.assertEqual(self.get_rows("approve", self.user_manager_north), [])

    def test_queries_do_not_grow(self):
        def count():
            for _warm_up in range(2):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                self.get_day(self.user_manager_north)
                self.get_day()
            return self.env.cr.sql_log_count - before

        def fill(number):
            customers = self.make_customers(number)
            for customer in customers:
                line = self.make_line(self.plan_north, customer)
                letters = self.env["aig.sales.plan.letter"]
                letters.with_user(self.user_sales_north)._for_line(
                    line.with_user(self.user_sales_north)
                )

        self.set_target(920 * MILLION)
        fill(3)
        few = count()
        fill(20)
        self.assertLessEqual(count(), few)
