from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .common import MILLION, YEAR
from .targets import AigTargetCase


@tagged("post_install", "-at_install")
class TestAigSalesTargetTree(AigTargetCase):
    """Adding customers, splitting downwards, pasting blocks, analysis by month."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second = cls.make_customers(1)
        (cls.customer_north | cls.second).user_id = cls.user_sales_north
        cls.customer_south.user_id = cls.user_sales_south
        cls.person = cls.make_target(
            user_id=cls.user_sales_north.id, amount=1200 * MILLION + 1
        )

    def split(self, target):
        return (
            self.env[target.action_split()["res_model"]]
            .with_user(target.env.user)
            .search([("target_id", "=", target.id)], order="id desc", limit=1)
        )

    def test_all_customers_in_one_press(self):
        self.person.action_add_customers()
        self.assertEqual(
            self.person.child_ids.partner_id, self.customer_north | self.second
        )
        self.assertEqual(set(self.person.child_ids.mapped("state")), {"not_set"})
        self.person.action_add_customers()
        self.assertEqual(self.person.children_count, 2)
        action = self.person.action_open_children()
        below = self.env["aig.sales.target"].search(action["domain"])
        self.assertEqual(below, self.person.child_ids)

    def test_all_customers_of_the_list(self):
        grid = self.env["aig.sales.target"].with_context(default_year=YEAR + 1)
        grid.with_user(self.user_manager_north).action_add_customers()
        made = grid.search([("year", "=", YEAR + 1), ("level", "=", "customer")])
        self.assertEqual(made.partner_id, self.customer_north | self.second)
        grid.with_user(self.user_director).action_add_customers()
        made = grid.search([("year", "=", YEAR + 1), ("level", "=", "customer")])
        self.assertIn(self.customer_south, made.partner_id)

    def test_without_history_the_split_is_equal(self):
        split = self.split(self.person)
        self.assertEqual(
            split.line_ids.mapped("amount"), [600 * MILLION + 1, 600 * MILLION]
        )
        self.assertFalse(self.person.child_ids, "a draft sets nothing")
        split.action_apply()
        self.assertEqual((self.person.state, self.person.gap), ("match", 0))
        for month in "month_01", "month_12":
            self.assertEqual(
                sum(self.person.child_ids.mapped(month)), self.person[month]
            )

    def test_without_history_what_is_set_now_is_scaled(self):
        for customer, amount in ((self.customer_north, 300), (self.second, 100)):
            self.make_customer_target(amount, customer)
        self.person.amount = 800
        lines = self.split(self.person).line_ids.grouped("partner_id")
        self.assertEqual(lines[self.customer_north].amount, 600)
        self.assertEqual(lines[self.second].amount, 200)

    def test_the_split_follows_last_years_invoices(self):
        self.make_invoice(self.branch_north, 300, f"{YEAR - 1}-05-02")
        self.make_invoice(self.customer_north, -100, f"{YEAR - 1}-06-02")
        self.make_invoice(self.second, 600, f"{YEAR - 1}-12-31")
        self.make_invoice(self.second, 5000, f"{YEAR}-01-01")
        lines = self.split(self.person).line_ids.grouped("partner_id")
        self.assertEqual(lines[self.customer_north].history, 200)
        self.assertEqual(lines[self.second].history, 600)
        self.assertEqual(lines[self.customer_north].amount, 300 * MILLION)
        self.assertEqual(lines[self.second].amount, 900 * MILLION + 1)

    def test_a_territory_splits_to_people_and_below(self):
        self.make_invoice(
            self.customer_north, 300, f"{YEAR - 1}-05-02"
        ).sudo().invoice_user_id = self.user_sales_north
        region = self.person.sudo().parent_id.parent_id.with_user(self.user_director)
        region.amount = 900
        lines = self.split(region).line_ids
        self.assertEqual(
            lines.territory_id, self.territory_north | self.territory_south
        )
        self.assertEqual(lines.mapped("amount"), [900, 0])
        company = region.sudo().parent_id.with_user(self.user_director)
        company.amount = 900
        self.assertIn(self.territory_vn, self.split(company).line_ids.territory_id)
        north = self.person.parent_id.with_user(self.user_manager_north)
        north.amount = 50
        lines = self.split(north).line_ids.grouped("user_id")
        self.assertEqual(lines[self.user_sales_north].amount, 50)
        self.assertEqual(lines[self.user_sales_north].child_id, self.person)
        self.assertEqual(lines[self.user_sales_north_2].amount, 0)

    def test_the_draft_is_adjusted_and_the_gap_shown(self):
        split = self.split(self.person)
        form = Form(split)
        with form.line_ids.edit(0) as line:
            line.amount = 100 * MILLION
        self.assertEqual(form.gap, 500 * MILLION + 1)
        form.save().action_apply()
        self.assertEqual(self.person.state, "mismatch")
        self.assertEqual(self.person.gap, 500 * MILLION + 1)

    def test_what_cannot_be_split_says_why(self):
        self.person.amount = 0
        with self.assertRaisesRegex(UserError, "is not set: type its year"):
            self.person.action_split()
        alone = self.make_target(user_id=self.user_sales_north_2.id, amount=5)
        with self.assertRaisesRegex(UserError, "nobody to split to"):
            alone.action_split()

    def test_pasting_a_block(self):
        self.person.action_add_customers()
        first, second = self.person.child_ids.sorted("id")
        self.person.action_write_grid(
            {
                str(first.id): {"month_01": 5, "month_02": 6},
                str(second.id): {"month_01": 7, "month_02": 8},
            }
        )
        self.assertEqual((first.q1, second.q1, self.person.children_q1), (11, 15, 26))

    def test_a_wrong_cell_pastes_nothing(self):
        self.person.action_add_customers()
        first, second = self.person.child_ids
        for cell, sentence in (
            ({"month_02": -1}, "February.*type 0 or more"),
            ({"month_02": "many"}, "many.*February"),
            ({"state": 1}, "State"),
            ({"nothing": 1}, "nothing"),
        ):
            rows = {str(first.id): {"month_01": 5}, str(second.id): cell}
            with (
                self.subTest(cell=cell),
                self.assertRaisesRegex((UserError, ValidationError), sentence),
                self.env.cr.savepoint(),
            ):
                self.person.action_write_grid(rows)
            self.env.invalidate_all()
            self.assertEqual(first.month_01, 0)

    def test_the_plans_months_are_pasted_too(self):
        lines = self.env["aig.sales.plan.line"].with_user(self.user_sales_north)
        rows = {str(self.line_north.id): {"month_1_revenue": 5, "month_2_revenue": 6}}
        lines.action_write_grid(rows)
        self.assertTrue(self.line_north.has_typed_months)
        self.assertEqual(self.line_north.month_2_revenue, 6)
        self.make_complete(self.plan_north).action_submit()
        with self.assertRaisesRegex(UserError, "frozen"):
            lines.action_write_grid(rows)

    def test_the_analysis_never_sums_levels(self):
        self.split(self.person).action_apply()
        north = self.person.parent_id
        north.amount = 2400
        region = north.sudo().parent_id
        region.amount = 2500
        region.parent_id.amount = 3000
        self.env.flush_all()
        report = self.env["aig.sales.target.report"].with_user(self.user_director)
        names = [
            f"{level}_amount:sum"
            for level in ("company", "territory", "salesperson", "customer")
        ]
        domain = [("year", "=", YEAR)]
        [sums] = report._read_group(domain, [], names)
        year = 1200 * MILLION + 1
        self.assertEqual(sums, (3000, 2500, year, year))
        [sums] = report._read_group(
            [*domain, ("territory_id", "=", self.territory_north.id)], [], names
        )
        self.assertEqual(sums, (0, 2400, year, year))
        months = report._read_group(domain, ["month:month"], ["customer_amount:sum"])
        self.assertEqual(
            [total for _month, total in months],
            [
                sum(self.person.child_ids.mapped(f"month_{number:02}"))
                for number in range(1, 13)
            ],
        )
