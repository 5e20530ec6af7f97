from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import MILLION, AigPlanCase


@tagged("post_install", "-at_install")
class TestAigSalesPlanPrice(AigPlanCase):
    """Planned prices, what they give away, and the floor (A03)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.board = cls.make_product()
        cls.led = cls.make_product("LED", 30 * MILLION, "LED")
        cls.company.aig_floor_pricelist_id = cls.make_pricelist(15)

    def discounted(self, price=80 * MILLION, **vals):
        """A row below the list, and by default below the floor of 85 million."""
        vals = {"planned_price": price, "reason": "Đặt cả năm", **vals}
        return self.make_price(self.line_north, self.board, **vals)

    # Prices -----------------------------------------------------------------------

    def test_a_new_row_is_at_list_price(self):
        row = self.make_price(self.line_north, self.board, quantity=2)
        self.assertRecordValues(
            row,
            [
                {
                    "list_price": 100 * MILLION,
                    "planned_price": 100 * MILLION,
                    "discount": 0,
                    "subtotal": 200 * MILLION,
                    "effect": 0,
                    "floor_price": 85 * MILLION,
                    "needs_approval": False,
                    "uom_id": self.board.uom_id.id,
                    "categ_id": self.board.categ_id.id,
                }
            ],
        )

    def test_typing_price_or_discount_in_the_form(self):
        form = Form(self.line_north)
        with form.price_ids.new() as row:
            row.product_id = self.board
            self.assertEqual(row.planned_price, 100 * MILLION)
            row.discount = 12.5
            self.assertEqual(row.planned_price, 87_500_000)
            row.planned_price = 87_654_321
            self.assertEqual(row.discount, 12.35)
            self.assertEqual(row.planned_price, 87_654_321)
            row.quantity = 3
            self.assertEqual(row.planned_price, 87_654_321)
            row.reason = "Đặt cả năm"
        form.save()
        self.assertEqual(self.line_north.price_ids.planned_price, 87_654_321)
        self.assertEqual(self.line_north.priced_revenue, 3 * 87_654_321)
        self.assertEqual(self.line_north.price_effect, 3 * (100 * MILLION - 87_654_321))
        self.assertEqual(
            self.line_north.unpriced_revenue, 600 * MILLION - 3 * 87_654_321
        )
        self.assertEqual(self.plan_north.price_effect, self.line_north.price_effect)

    def test_a_discount_by_rpc_sets_the_price(self):
        row = self.make_price(
            self.line_north, self.board, discount=20, reason="Khách mới"
        )
        self.assertRecordValues(
            row,
            [
                {
                    "planned_price": 80 * MILLION,
                    "subtotal": 80 * MILLION,
                    "effect": 20 * MILLION,
                    "needs_approval": True,
                    "has_typed_price": True,
                }
            ],
        )
        self.assertEqual(self.line_north.price_effect, 20 * MILLION)
        row.discount = -5
        self.assertEqual(row.planned_price, 105 * MILLION)
        self.assertEqual(row.effect, -5 * MILLION)

    def test_another_product_starts_at_its_own_list_price(self):
        row = self.discounted()
        row.product_id = self.led
        self.assertEqual(row.planned_price, 30 * MILLION)

    def test_the_customers_pricelist_decides(self):
        self.env["res.config.settings"].create(
            {"group_product_pricelist": True}
        ).execute()
        self.customer_north.property_product_pricelist = self.make_pricelist(10)
        row = self.make_price(self.line_north, self.board)
        self.assertEqual(row.list_price, 90 * MILLION)

    def test_the_pricelist_of_the_plans_first_day(self):
        floor = self.company.aig_floor_pricelist_id
        floor.item_ids = [
            Command.create(
                {
                    "applied_on": "0_product_variant",
                    "product_id": self.board.id,
                    "compute_price": "fixed",
                    "fixed_price": 70 * MILLION,
                    "date_start": "2026-10-01 00:00:00",
                    "date_end": "2026-12-31 23:59:59",
                }
            )
        ]
        self.assertEqual(self.discounted().floor_price, 70 * MILLION)
        other = self.make_plan(self.user_sales_north, year=2027, quarter="2")
        row = self.make_price(self.make_line(other, self.customer_north), self.board)
        self.assertEqual(row.floor_price, 85 * MILLION)

    def test_a_list_price_is_kept_as_it_was(self):
        row = self.make_price(self.line_north, self.board)
        self.board.list_price = 200 * MILLION
        self.assertEqual(row.list_price, 100 * MILLION)

    def test_a_price_below_the_list_needs_its_reason(self):
        for reason in (False, "  "):
            with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError) as told:
                self.discounted(reason=reason)
            self.assertIn("reason_check", str(told.exception))
        row, listed = self.discounted(), self.make_price(self.line_north, self.led)
        for typed, vals in ((row, {"reason": False}), (listed, {"discount": 1})):
            with self.assertRaises(ValidationError) as told:
                typed.write(vals)
            self.assertRegex(
                str(told.exception), f"{typed.product_id.name}.*type the reason"
            )

    def test_amounts_that_make_no_sense(self):
        for vals in ({"quantity": 0}, {"planned_price": -1, "reason": "x"}):
            with (
                self.subTest(vals=vals),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
            ):
                self.make_price(self.line_north, self.board, **vals)
                self.env.flush_all()

    def test_sums_of_row_and_plan(self):
        self.discounted(quantity=2)
        self.make_price(self.line_north, self.led)
        self.assertRecordValues(
            self.line_north,
            [
                {
                    "priced_revenue": 190 * MILLION,
                    "list_revenue": 230 * MILLION,
                    "price_effect": 40 * MILLION,
                    "unpriced_revenue": 410 * MILLION,
                }
            ],
        )
        self.line_north.price_ids[0].unlink()
        self.assertEqual(self.plan_north.priced_revenue, 30 * MILLION)

    def test_a_revision_keeps_what_was_priced(self):
        self.make_price(self.line_north, self.led)
        self.make_complete(self.plan_north).action_submit()
        self.plan_north.with_user(self.user_manager_north).action_approve()
        self.plan_north.action_revise()
        self.line_north.price_ids.unlink()
        kept = self.plan_north.revision_ids.figures[0]
        self.assertEqual(kept["priced_revenue"], 30 * MILLION)

    # The floor --------------------------------------------------------------------

    def test_below_the_floor_nothing_is_submitted(self):
        row = self.discounted()
        self.assertTrue(row.below_floor and row.needs_approval)
        with self.assertRaisesRegex(UserError, "80,000,000.*floor of.*85,000,000"):
            self.plan_north.action_submit()
        row.with_user(self.user_manager_north).action_approve()
        self.assertRecordValues(
            row,
            [
                {
                    "approved_by_id": self.user_manager_north.id,
                    "approved_price": 80 * MILLION,
                    "needs_approval": False,
                    "below_floor": True,
                }
            ],
        )
        self.assertTrue(row.approved_date)
        self.make_complete(self.plan_north).action_submit()
        self.plan_north.with_user(self.user_manager_north).action_approve()
        self.assertEqual(self.plan_north.state, "approved")

    def test_a_product_without_a_rule_has_no_floor(self):
        self.company.aig_floor_pricelist_id.item_ids = False
        self.assertFalse(self.discounted().needs_approval)
        self.company.aig_floor_pricelist_id = False
        self.assertFalse(self.discounted().floor_price)

    def test_a_lower_price_or_more_of_it_needs_a_new_approval(self):
        row = self.discounted()
        manager = row.with_user(self.user_manager_north)
        manager.action_approve()
        row.planned_price = 82 * MILLION
        self.assertFalse(row.needs_approval)
        row.planned_price = 79 * MILLION
        self.assertTrue(row.needs_approval)
        manager.action_approve()
        row.quantity = 2
        self.assertTrue(row.needs_approval)
        manager.action_approve()
        row.product_id = self.make_product("Pano")
        self.assertFalse(row.approved_by_id)

    def test_an_approval_is_for_one_customer(self):
        row = self.discounted()
        row.with_user(self.user_manager_north).action_approve()
        other = self._new_customer("Other", self.territory_north)
        self.line_north.partner_id = other
        self.assertTrue(row.needs_approval)
        self.assertEqual(row.partner_id, other)

    def test_who_may_approve(self):
        row = self.discounted()
        for user, words in (
            (self.user_sales_north, "Only a manager"),
            (self.user_manager_south, ""),
            (self.user_sales_north_2, ""),
        ):
            with self.assertRaisesRegex(AccessError, words):
                row.with_user(user).action_approve()
        plan = self.make_plan(self.user_manager_north)
        line = self.make_line(plan, self._new_customer("Own", self.territory_north))
        own = self.make_price(line, self.board, planned_price=1, reason="Tặng")
        with self.assertRaisesRegex(AccessError, "not by you"):
            own.action_approve()
        own.with_user(self.user_director).action_approve()
        self.assertEqual(own.approved_by_id, self.user_director)

    def test_whoever_saw_another_price_approves_nothing(self):
        row = self.discounted().with_user(self.user_manager_north)
        with self.assertRaisesRegex(UserError, "become.*80,000,000"):
            row.with_context(seen_price=84 * MILLION).action_approve()
        row.with_context(seen_price=80 * MILLION).action_approve()
        with self.assertRaisesRegex(UserError, "waits for no approval"):
            row.action_approve()

    def test_a_plan_with_an_approval_undone_is_not_approved(self):
        row = self.discounted()
        row.with_user(self.user_manager_north).action_approve()
        self.make_complete(self.plan_north).action_submit()
        row.sudo().approved_by_id = False
        with self.assertRaisesRegex(UserError, "below the floor"):
            self.plan_north.with_user(self.user_manager_north).action_approve()

    # The step ---------------------------------------------------------------------

    def test_a_row_needs_prices_or_says_why_not(self):
        self.line_north.follows_price_list = False
        with self.assertRaisesRegex(UserError, "North Customer has no planned price"):
            self.plan_north.action_submit()
        for vals in ({"follows_price_list": True}, {"price_note": "Chờ khách"}):
            self.line_north.write({"follows_price_list": False, "price_note": False})
            self.line_north.write(vals)
            self.assertFalse(self.plan_north._get_missing()["pricing"])
        self.line_north.price_note = False
        self.make_price(self.line_north, self.led)
        self.assertFalse(self.plan_north._get_missing()["pricing"])

    def test_one_press_for_all_rows_that_nothing_is_priced_for(self):
        self.line_north.follows_price_list = False
        other = self._new_customer("Other", self.territory_north)
        priced = self.make_line(self.plan_north, other, follows_price_list=False)
        self.make_price(priced, self.led)
        self.plan_north.action_follow_price_list()
        self.assertTrue(self.line_north.follows_price_list)
        self.assertFalse(priced.follows_price_list)
        self.assertFalse(self.plan_north._get_missing()["pricing"])

    def test_prices_freeze_with_the_plan(self):
        row = self.make_price(self.line_north, self.led)
        self.make_complete(self.plan_north).action_submit()
        for method in (
            lambda: row.write({"quantity": 2}),
            lambda: self.make_price(self.line_north, self.board),
            row.unlink,
            lambda: self.line_north.write({"follows_price_list": True}),
            lambda: self.line_north.write({"price_ids": [Command.clear()]}),
        ):
            with self.assertRaisesRegex(UserError, "frozen"):
                method()
