from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import MILLION, AigPlanCase


@tagged("post_install", "-at_install")
class TestAigSalesPlanPriceAccess(AigPlanCase):
    """Who may type what about prices, on the routes past the screen (A03)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.aig_floor_pricelist_id = cls.make_pricelist(15)
        cls.row = cls.make_price(
            cls.line_north,
            cls.make_product(),
            planned_price=80 * MILLION,
            reason="Đặt cả năm",
        )

    def test_nobody_types_an_approval_or_a_floor(self):
        typed = {
            "approved_by_id": self.user_manager_north.id,
            "approved_date": "2026-10-01 00:00:00",
            "approved_price": 1,
            "approved_quantity": 100,
            "floor_price": 1,
            "list_price": 1,
            "needs_approval": False,
            "below_floor": False,
            "subtotal": 1,
            "effect": 0,
        }
        for user in (
            self.user_sales_north,
            self.user_manager_north,
            self.user_director,
        ):
            for name, value in typed.items():
                with (
                    self.subTest(user=user.name, field=name),
                    self.assertRaises(AccessError),
                ):
                    self.row.with_user(user).write({name: value})
        for name, value in typed.items():
            if value:
                with self.subTest(created=name), self.assertRaises(AccessError):
                    self.make_price(
                        self.line_north, self.row.product_id, **{name: value}
                    )
        self.assertTrue(self.row.needs_approval)

    def test_sums_of_the_row_cannot_be_typed(self):
        for name in ("priced_revenue", "list_revenue", "price_effect"):
            with self.assertRaises(AccessError):
                self.line_north.write({name: 1})

    def test_the_neighbour_sees_nothing_and_the_colleague_writes_nothing(self):
        found = self.row.with_user(self.user_sales_south).search([])
        self.assertNotIn(self.row.id, found.ids)
        colleague = self.row.with_user(self.user_sales_north_2)
        self.assertEqual(colleague.planned_price, 80 * MILLION)
        for method in (
            lambda: colleague.write({"quantity": 9}),
            lambda: colleague.create(
                {"line_id": self.line_north.id, "product_id": self.row.product_id.id}
            ),
            colleague.unlink,
        ):
            with self.assertRaises(AccessError):
                method()

    def test_a_row_is_not_carried_to_a_foreign_plan(self):
        plan = self.make_plan(self.user_sales_south)
        foreign = self.make_line(plan, self.customer_south)
        with self.assertRaises(AccessError):
            self.row.line_id = foreign
