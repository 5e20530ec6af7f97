from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import MILLION, AigPositionCase


@tagged("post_install", "-at_install")
class TestSaleOrder(AigPositionCase):
    """From held places to a quotation, and what its fate means for them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bookings = cls._new_booking() | cls._new_booking(cls.screen, slots=2)
        cls.bookings.action_hold()
        action = cls.bookings.action_quote()
        cls.order = (
            cls.env["sale.order"]
            .with_user(cls.user_sales_north)
            .browse(action["res_id"])
        )

    def test_a_line_for_each_place_at_the_frozen_price(self):
        lines = self.order.order_line
        self.assertEqual(self.order.partner_id, self.customer_north)
        self.assertEqual(lines.mapped("price_unit"), [10 * MILLION, 20 * MILLION])
        self.assertEqual(
            lines.product_id, self.billboard.product_id | self.screen.product_id
        )
        self.assertIn("12/10/2026 - 12/19/2026 (10 days, 2 slots)", lines[1].name)
        self.assertEqual(self.order.aig_booking_ids, self.bookings)

    def test_asked_again_it_opens_the_same(self):
        action = self.bookings.action_quote()
        self.assertEqual(action["res_id"], self.order.id)

    def test_the_rest_of_a_quotation_does_not_move_the_price(self):
        self.order._recompute_prices()
        self.assertEqual(self.order.amount_untaxed, 30 * MILLION)

    def test_confirmed_they_are_firm(self):
        self.order.action_confirm()
        self.assertEqual(set(self.bookings.mapped("state")), {"booked"})
        self.assertFalse(any(self.bookings.mapped("hold_until")))

    def test_cancelled_they_are_free(self):
        self.order._action_cancel()
        self.assertEqual(set(self.bookings.mapped("state")), {"cancelled"})
        self._new_booking(user=self.user_sales_south).action_hold()

    def test_a_place_given_back_is_taken_once_more_at_the_offered_price(self):
        self.bookings.action_cancel()
        self.billboard.rate_ids.daily_rate = 5 * MILLION
        self.order.action_confirm()
        self.assertEqual(set(self.bookings.mapped("state")), {"booked"})
        self.assertEqual(self.bookings[0].amount, 10 * MILLION)

    def test_a_place_lost_before_the_order_is_confirmed(self):
        self.bookings.action_cancel()
        self._new_booking(user=self.user_sales_south).action_hold()
        with self.assertRaisesRegex(UserError, "is taken"):
            self.order.action_confirm()
