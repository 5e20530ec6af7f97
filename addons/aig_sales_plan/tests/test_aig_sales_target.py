from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import MILLION, YEAR
from .targets import AigTargetCase


@tagged("post_install", "-at_install")
class TestAigSalesTarget(AigTargetCase):
    """Year, quarters and months of a target, and the levels above (A05)."""

    def test_typing_the_year_spreads_it(self):
        target = self.make_customer_target(1000 * MILLION + 1)
        self.assertEqual(sum(self.months(target)), 1000 * MILLION + 1)
        self.assertEqual(target.month_01, 83_333_334)
        self.assertEqual(target.q1 + target.q2 + target.q3 + target.q4, target.amount)

    def test_typing_a_quarter_moves_its_months_alone(self):
        target = self.make_customer_target()
        target.q2 = 600 * MILLION
        self.assertEqual(
            self.months(target)[2:7], [m * MILLION for m in (100, 200, 200, 200, 100)]
        )
        self.assertEqual(target.amount, 1500 * MILLION)

    def test_typing_a_month_moves_the_sums(self):
        target = self.make_customer_target()
        target.month_05 = 0
        self.assertRecordValues(
            target, [{"q2": 200 * MILLION, "amount": 1100 * MILLION}]
        )

    def test_searching_by_a_month_just_typed(self):
        target = self.make_customer_target()
        target.month_05 = 7
        found = target.search([("month_05", "=", 7), ("year", "=", YEAR)])
        self.assertEqual(found, target)
        self.assertEqual(target.amount, 1100 * MILLION + 7)

    def test_the_season_says_how(self):
        season = self.env.ref("aig_sales_plan.aig_sales_distribution_season")
        target = self.make_customer_target(1000 * MILLION, distribution_id=season.id)
        self.assertEqual(
            self.months(target)[:3], [120 * MILLION, 50 * MILLION, 65 * MILLION]
        )
        target.q4 = 62 * MILLION
        self.assertEqual(
            self.months(target)[9:], [19 * MILLION, 21 * MILLION, 22 * MILLION]
        )
        season.sudo().write({"month_01": 11, "month_02": 6})
        self.assertEqual(target.month_01, 120 * MILLION, "history is not rewritten")
        target.action_spread()
        self.assertEqual(target.month_01, target.amount * 11 / 100)

    def test_the_form_follows_the_typing(self):
        form = Form(self.env["aig.sales.target"].with_user(self.user_manager_north))
        form.year = YEAR
        form.user_id = self.user_sales_north
        form.partner_id = self.customer_north
        form.amount = 1200 * MILLION
        self.assertEqual((form.month_07, form.q3), (100 * MILLION, 300 * MILLION))
        form.q3 = 90 * MILLION
        self.assertEqual((form.month_07, form.amount), (30 * MILLION, 990 * MILLION))
        form.month_12 = 110 * MILLION
        self.assertEqual(form.amount, 1000 * MILLION)
        target = form.save()
        self.assertEqual(target.month_12, 110 * MILLION)
        self.assertEqual(target.territory_id, self.territory_north)
        self.assertEqual(target.amount, 1000 * MILLION)

    def test_a_sum_beside_other_parts_is_refused(self):
        target = self.make_customer_target()
        for typed, sentence in (
            ({"amount": 5, "month_01": 6}, "Whole year.*either the sum or the parts"),
            ({"q1": 5, "month_01": 6}, "1st quarter.*either the sum or the parts"),
            ({"month_03": -1}, "March.*type 0 or more"),
            ({"amount": -1}, "Whole year.*type 0 or more"),
            ({"q2": "many"}, "2nd quarter.*many.*type 0 or more"),
        ):
            with (
                self.subTest(typed=typed),
                self.assertRaisesRegex(ValidationError, sentence),
            ):
                target.write(typed)
        self.assertEqual(target.amount, 1200 * MILLION)

    @mute_logger("odoo.sql_db")
    def test_a_target_stands_once(self):
        self.make_customer_target()
        with self.assertRaises(IntegrityError):
            self.make_customer_target()

    def test_a_branch_counts_with_its_company(self):
        target = self.make_customer_target(customer=self.branch_north)
        self.assertEqual(target.partner_id, self.customer_north)

    def test_the_levels_above_are_there_and_not_set(self):
        target = self.make_customer_target().sudo()
        levels = []
        while target:
            levels.append((target.level, target.amount, target.state))
            target = target.parent_id
        self.assertEqual(
            levels,
            [
                ("customer", 1200 * MILLION, "match"),
                ("salesperson", 0, "not_set"),
                ("territory", 0, "not_set"),
                ("territory", 0, "not_set"),
                ("company", 0, "not_set"),
            ],
        )

    def test_matches_mismatch_and_not_set(self):
        customer = self.make_customer_target()
        person = customer.parent_id
        self.assertEqual(person.children_amount, 1200 * MILLION)
        self.assertRegex(person.gap_sentence, "1,200,000,000.*is not set")
        person.amount = 1200 * MILLION
        self.assertEqual((person.state, person.gap), ("match", 0))
        self.assertFalse(person.gap_sentence)
        customer.month_02 += 1
        self.assertEqual(
            (person.state, person.gap, person.gap_q1), ("mismatch", -1, -1)
        )
        customer.write({"month_12": 100 * MILLION - 1})
        self.assertEqual((person.state, person.gap), ("mismatch", 0))
        self.assertRegex(person.gap_sentence, "a quarter not")
        customer.unlink()
        self.assertEqual((person.state, person.children_count), ("not_set", 0))
        self.assertRegex(person.gap_sentence, "none of those below")
        found = self.env["aig.sales.target"].search([("state", "=", "mismatch")])
        self.assertNotIn(person, found)

    def test_a_typed_parent_is_refused(self):
        customer = self.make_customer_target()
        other = self.make_target(user_id=self.user_sales_north_2.id, amount=1)
        with self.assertRaisesRegex(AccessError, "cannot be typed"):
            customer.parent_id = other

    def test_who_moves_leaves_the_target_behind(self):
        old = self.make_customer_target()
        region = old.parent_id.parent_id
        region.amount = 1200 * MILLION
        self.user_sales_north.aig_membership_ids.territory_id = self.territory_south
        self.assertEqual(old.territory_id, self.territory_north)
        self.assertEqual(region.amount, 1200 * MILLION)
        new = self.make_target(
            user=self.user_manager_both,
            user_id=self.user_sales_north.id,
            partner_id=self.customer_north.id,
            q4=90 * MILLION,
        )
        self.assertEqual(new.territory_id, self.territory_south)
        self.assertNotEqual(new.parent_id, old.parent_id)
        with self.assertRaisesRegex(UserError, "cannot change"):
            old.with_user(self.user_manager_both).territory_id = self.territory_south

    def test_deleting_from_the_middle_is_refused(self):
        customer = self.make_customer_target()
        with self.assertRaisesRegex(UserError, "targets below it"):
            customer.parent_id.unlink()
        (customer | customer.parent_id).unlink()

    @mute_logger("odoo.sql_db")
    def test_copying_to_another_year(self):
        target = self.make_customer_target()
        target.month_01 = 5
        new = target.copy({"year": YEAR + 1})
        self.assertEqual(self.months(new), self.months(target))
        self.assertEqual((new.parent_id.year, new.level), (YEAR + 1, "customer"))
        with self.assertRaises(IntegrityError):
            target.copy()

    def test_the_customer_of_nobody(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.make_target(partner_id=self.customer_north.id)

    def test_import(self):
        model = self.env["aig.sales.target"].with_user(self.user_manager_north)
        columns = ["year", "user_id/.id", "partner_id/.id", "amount"]
        row = [str(YEAR), str(self.user_sales_north.id), str(self.customer_north.id)]
        good = model.load(columns, [[*row, "1200000000"]])
        self.assertFalse(good["messages"])
        self.assertEqual(model.browse(good["ids"]).month_01, 100 * MILLION)
        other = [*row[:2], str(self.make_customers(1).id)]
        bad = model.load(columns, [[*other, "-5"]])
        self.assertFalse(bad["ids"])
        self.assertIn("type 0 or more", bad["messages"][0]["message"])
        with mute_logger("odoo.sql_db"):
            twice = model.load(columns, [[*row, "5"]])
        self.assertIn("exists for the year already", twice["messages"][0]["message"])

    def test_the_territorys_own_target(self):
        region = self.make_target(
            territory_id=self.territory_north.id, amount=5 * MILLION
        )
        self.assertEqual(region.level, "territory")
        self.assertEqual(region.sudo().parent_id.territory_id, self.territory_vn)
        customer = self.make_customer_target()
        self.assertEqual(customer.parent_id.parent_id, region)
