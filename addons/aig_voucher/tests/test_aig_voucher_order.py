from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .gifts import AMOUNT, MILLION, AigGiftCase


@tagged("post_install", "-at_install")
class TestAigVoucherOrder(AigGiftCase):
    """A chosen package becomes an order for no money, once (A33)."""

    def test_the_order_shows_the_value_and_costs_nothing(self):
        package = self.make_package(10 * MILLION)
        package.line_ids.quantity = 2
        with self.mock_mail_gateway():
            self.choose(package)
        order = self.voucher.gift_order_id
        self.assertEqual(
            (order.state, order.amount_total, order.origin, order.user_id),
            ("sale", 0, self.voucher.name, self.user_sales_north),
        )
        line = order.order_line
        self.assertEqual(
            (line.product_uom_qty, line.price_unit, line.discount, line.price_subtotal),
            (2, 10 * MILLION, 100, 0),
        )
        self.assertEqual(line.product_id, self.gift.product_id)
        # what the gift really costs is the managers' to see
        self.assertFalse(line.product_id.standard_price)
        with self.assertRaises(AccessError):
            line.with_user(self.user_sales_north).read(["aig_gift_cost"])
        self.assertEqual(
            line.with_user(self.user_manager_north).aig_gift_cost, 2 * 400_000
        )
        self.assertFalse(self._new_mails)

    def test_somebody_who_changes_the_quantity_gives_no_bill(self):
        self.choose(self.make_package(10 * MILLION))
        line = self.voucher.gift_order_id.order_line
        line.product_uom_qty = 3
        self.assertEqual((line.discount, line.price_subtotal), (100, 0))

    def test_choosing_once_more_orders_nothing_more(self):
        package = self.make_package(10 * MILLION)
        self.choose(package)
        order = self.voucher.gift_order_id
        self.choose(package)
        self.voucher._make_order()
        self.assertEqual(self.voucher.gift_order_id, order)
        self.assertEqual(len(order.order_line), 1)

    def test_another_choice_cancels_the_order(self):
        first, second = self.make_package(MILLION), self.make_package(2 * MILLION)
        self.choose(first)
        order = self.voucher.gift_order_id
        self.choose(second)
        self.assertEqual(order.state, "cancel")
        self.assertEqual(self.voucher.gift_order_id.order_line.price_unit, 2 * MILLION)
        self.voucher.action_cancel()
        orders = self.env["sale.order"].search([("origin", "=", self.voucher.name)])
        self.assertEqual(set(orders.mapped("state")), {"cancel"})

    def test_gifts_on_an_order_of_the_customer(self):
        order = self.make_order(self.customer_north, 50 * MILLION, "2026-12-31")
        order.user_id = self.user_sales_north
        self.voucher.order_id = order.id
        package = self.make_package(10 * MILLION)
        self.choose(package)
        self.assertEqual(self.voucher.gift_order_id, order)
        gift = order.order_line.filtered("aig_voucher_line_id")
        self.assertEqual((len(order.order_line), gift.price_subtotal), (2, 0))
        self.voucher.action_cancel()
        self.assertEqual((order.state, gift.product_uom_qty), ("sale", 0))
        self.assertEqual(order.amount_untaxed, 50 * MILLION)

    def test_gifts_leave_a_quotation_again(self):
        order = self.make_order(
            self.customer_north, 50 * MILLION, "2026-12-31", confirm=False
        )
        order.user_id = self.user_sales_north
        self.voucher.order_id = order.id
        self.choose(self.make_package(10 * MILLION))
        self.assertEqual((order.state, len(order.order_line)), ("draft", 2))
        self.voucher.action_cancel()
        self.assertEqual(len(order.order_line), 1)

    def test_only_orders_of_the_customer(self):
        foreign = self.make_order(self.make_customers(1), MILLION, "2026-12-31")
        foreign.user_id = self.user_sales_north
        with self.assertRaisesRegex(ValidationError, "no order of"):
            self.voucher.order_id = foreign.id
        hidden = self.make_order(self.customer_south, MILLION, "2026-12-31")
        hidden.user_id = self.user_sales_south
        self.env.flush_all()
        with self.assertRaises(AccessError):
            self.voucher.order_id = hidden.id

    def test_ordered_anew_after_a_cancellation(self):
        self.choose(self.make_package(10 * MILLION))
        order = self.voucher.gift_order_id
        order.with_user(self.user_sales_north).action_cancel()
        self.voucher.action_make_order()
        self.assertEqual(self.voucher.gift_order_id.state, "sale")
        self.assertNotEqual(self.voucher.gift_order_id, order)

    def test_nothing_is_ordered_before_the_choice(self):
        with self.assertRaisesRegex(UserError, "has chosen a package"):
            self.voucher.action_make_order()
        with self.assertRaises(AccessError):
            self.voucher.gift_order_id = self.make_order(
                self.customer_north, 1, "2026-12-31"
            ).id

    def test_what_was_chosen_stays_as_it_is(self):
        package = self.make_package(10 * MILLION)
        self.choose(package)
        line = package.line_ids
        for change in (
            lambda: line.write({"quantity": 3}),
            lambda: line.write({"unit_value": AMOUNT}),
            line.unlink,
            package.unlink,
            lambda: package.write(
                {"line_ids": [Command.create({"gift_id": self.gift.id})]}
            ),
        ):
            with self.assertRaisesRegex(UserError, "stay as they"):
                change()
        line.due_date = self.day(3)

    def test_display_time_is_sold_as_its_position(self):
        self.time_gift.write({"unit_value": MILLION, "unit_cost": MILLION / 2})
        package = self.make_time(30, 39)
        self.send()
        self.choose(package)
        line = self.voucher.gift_order_id.order_line
        self.assertEqual(line.product_id, self.billboard.product_id)
        self.assertEqual((line.product_uom_qty, line.price_subtotal), (10, 0))
        # half of what ten days count for, as of what the catalogue counts a day for
        self.assertEqual(line.sudo().aig_gift_cost, 20 * MILLION)
        self.assertEqual(line.aig_booking_ids, package.line_ids.booking_id)
        self.assertEqual(package.line_ids.booking_id.state, "booked")
