from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .documents import AigDocumentCase


@tagged("post_install", "-at_install")
class TestSaleOrder(AigDocumentCase):
    """A quotation is its customer's; an order keeps what it was confirmed with."""

    def test_from_customer_opportunity_or_salesperson(self):
        for partner, values, user, expected in (
            (self.customer_south, {}, self.user_sales_north, self.territory_south),
            (
                self.customer_free,
                {"opportunity_id": self.lead_south.id},
                self.user_sales_north,
                self.territory_south,
            ),
            (self.customer_free, {}, self.user_sales_north, self.territory_north),
            (
                self.customer_free,
                {},
                self.user_no_territory,
                self.env["aig.territory"],
            ),
        ):
            with self.subTest(partner=partner.name, user=user.login):
                order = self._new_order(partner, user, **values)
                self.assertEqual(order.aig_territory_id, expected)
                self.assertEqual(order.order_line.aig_territory_id, expected)

    def test_quotations_follow_orders_stay(self):
        confirmed = self._new_order(self.customer_north, self.user_sales_north)
        cancelled = self._new_order(self.customer_north, self.user_sales_north)
        confirmed.action_confirm()
        cancelled._action_cancel()
        self.customer_north.aig_territory_id = self.territory_south
        for order, expected in (
            (self.order_north, self.territory_south),
            (confirmed, self.territory_north),
            (cancelled, self.territory_north),
        ):
            self.assertEqual(order.aig_territory_id, expected)
            self.assertEqual(order.order_line.aig_territory_id, expected)

    def test_confirmed_at_once_with_the_last_customer(self):
        order = self._new_order(self.customer_north, self.user_sales_north)
        order.partner_id = self.customer_south
        order.action_confirm()
        self.assertEqual(order.aig_territory_id, self.territory_south)

    def test_a_copy_belongs_to_the_customer_of_today(self):
        self.order_north.action_confirm()
        self.customer_north.aig_territory_id = self.territory_south
        self.assertEqual(self.order_north.copy().aig_territory_id, self.territory_south)

    def test_lines_added_later(self):
        self.order_north.write(
            {"order_line": [Command.create({"product_id": self.product.id})]}
        )
        self.assertEqual(
            self.order_north.order_line.mapped("aig_territory_id"), self.territory_north
        )

    def test_the_quotation_of_an_opportunity(self):
        lead = self.lead_north.with_user(self.user_sales_north)
        context = lead._prepare_opportunity_quotation_context()
        orders = self.env["sale.order"].with_user(self.user_sales_north)
        order = orders.with_context(**context).create({})
        self.assertEqual(order.aig_territory_id, self.territory_north)
        self.assertEqual(order.opportunity_id.sudo(), self.lead_north.sudo())

    def test_made_by_the_website(self):
        """Nobody's salesperson, no customer's territory: only who sees all sees it."""
        order = self._new_order(self.customer_free, self.env["res.users"])
        order.user_id = False
        order.aig_territory_id = False
        for user, seen in ((self.user_sales_north, 0), (self.user_director, 1)):
            found = order.with_user(user).search_count([("id", "=", order.id)])
            self.assertEqual(found, seen, user.login)

    def test_a_salesperson_gives_no_order_away(self):
        order = self.order_north.with_user(self.user_sales_north)
        with self.assertRaisesRegex(AccessError, "ask a sales manager"):
            order.aig_territory_id = self.territory_south

    def test_a_salesperson_sells(self):
        """The rules stand in nobody's way at work."""
        orders = self.env["sale.order"].with_user(self.user_sales_north)
        order = orders.create(
            {
                "partner_id": self.customer_north.id,
                "order_line": [
                    Command.create({"product_id": self.product.id, "tax_ids": False})
                ],
            }
        )
        order.action_confirm()
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.user_id, self.user_sales_north)
