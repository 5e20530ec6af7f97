from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tools import format_date

from odoo.addons.aig_base.concurrency import lock_or_retry


class AigVoucher(models.Model):
    """The chosen gifts as lines of an order, so that Odoo delivers and counts them."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    _guarded_parents = ("plan_line_id", "order_id")

    order_id = fields.Many2one(
        "sale.order",
        string="Add gifts to",
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        domain="[('partner_id', 'child_of', partner_id),"
        " ('company_id', '=', company_id), ('locked', '=', False),"
        " ('state', '!=', 'cancel')]",
        help="An order of the customer that takes the chosen gifts. Empty: they get an "
        "order of their own.",
    )
    gift_order_id = fields.Many2one(
        "sale.order",
        string="Order of the gifts",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"gift_order_id"}

    @api.constrains("order_id")
    def _check_order(self):
        for voucher in self.filtered("order_id"):
            order = voucher.order_id
            if (
                order.partner_id.commercial_partner_id != voucher.partner_id
                or order.company_id != voucher.company_id
            ):
                raise ValidationError(
                    self.env._(
                        "%(order)s is no order of %(customer)s: choose another one.",
                        order=order.name,
                        customer=voucher.partner_id.display_name,
                    )
                )

    def _hold_choice(self):
        result = super()._hold_choice()
        self._make_order()
        return result

    def _make_order(self):
        """Put the chosen gifts on an order, for no money; once for each choice.

        :return: the order
        """
        self.ensure_one()
        # sudo: the customer's choice makes the order, whoever records it
        voucher = self.sudo()
        if voucher.gift_order_id.state not in (False, "cancel"):
            return voucher.gift_order_id
        picked = voucher.order_id
        if picked.state == "cancel" or picked.locked:
            picked = picked.browse()
        order = picked or voucher._new_order()
        gifts = voucher.chosen_package_id.line_ids
        customers = gifts.with_context(lang=voucher.partner_id.lang)
        order.order_line = [
            Command.create(gift._prepare_order_line()) for gift in customers
        ]
        gifts._link_bookings(order)
        voucher.gift_order_id = order
        if not picked:
            order.action_confirm()
        return order

    def _new_order(self):
        return self.env["sale.order"].create(
            {
                "partner_id": self.partner_id.id,
                "company_id": self.company_id.id,
                "user_id": self.user_id.id,
                "origin": self.name,
                "client_order_ref": self.name,
            }
        )

    def _release_choice(self):
        result = super()._release_choice()
        self._undo_order()
        return result

    def _undo_order(self):
        # sudo: the order goes with the choice, whoever takes that back
        voucher = self.sudo()
        order = voucher.gift_order_id
        lines = order.order_line.filtered(
            lambda line: line.aig_voucher_line_id in voucher.package_ids.line_ids
        )
        if order and order == voucher.order_id:
            if order.state in ("draft", "sent"):
                lines.unlink()
            elif order.state == "sale":
                lines.product_uom_qty = 0
        elif order.state not in (False, "cancel"):
            order.filtered("locked").action_unlock()
            order.action_cancel()
        voucher.gift_order_id = False

    def action_make_order(self):
        """Order the chosen gifts anew, when their order was cancelled.

        :raises UserError: nothing was chosen
        """
        self.ensure_one()
        self.check_access("write")
        lock_or_retry(self)
        if self.state != "chosen":
            raise UserError(
                self.env._("Gifts are ordered when the customer has chosen a package.")
            )
        self._make_order()
        return self.action_gift_order()

    def action_gift_order(self):
        """Open the order of the chosen gifts."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Order"),
            "res_model": "sale.order",
            "res_id": self.gift_order_id.id,
            "views": [(False, "form")],
        }


class AigVoucherPackageLine(models.Model):
    _inherit = "aig.voucher.package.line"  # pylint: disable=consider-merging-classes-inherited

    sale_line_ids = fields.One2many(
        "sale.order.line", "aig_voucher_line_id", string="Order Lines", readonly=True
    )

    def _prepare_order_line(self):
        self.ensure_one()
        product = self.position_id.product_id or self.gift_id._get_product()
        return {
            "product_id": product.id,
            "name": self._describe(),
            "product_uom_qty": self.quantity,
            "price_unit": self.unit_value,
            "discount": 100,
            "aig_voucher_line_id": self.id,
            "aig_gift_cost": self._get_real_cost(),
        }

    def _get_real_cost(self):
        """What the gift costs the company, in sudo: managers alone read it."""
        self.ensure_one()
        gift, cost = self.gift_id, self.gift_id.unit_cost
        if self.position_id and gift.unit_value:
            # days of a position cost the part of their value that the catalogue says
            cost *= self.unit_value / gift.unit_value
        return self.quantity * cost

    def _describe(self):
        """What the gift is, in the words of the order."""
        voucher = self.package_id.voucher_id
        if not self.position_id:
            return self.env._(
                "%(gift)s, gift of %(voucher)s",
                gift=self.gift_id.name,
                voucher=voucher.name,
            )
        return self.env._(
            "%(gift)s, %(position)s, %(first)s - %(last)s, gift of %(voucher)s",
            gift=self.gift_id.name,
            position=self.position_id.display_name,
            first=format_date(self.env, self.date_from),
            last=format_date(self.env, self.date_to),
            voucher=voucher.name,
        )

    def _link_bookings(self, order):
        for gift in self.filtered("booking_id"):
            line = order.order_line.filtered(
                lambda line, gift=gift: line.aig_voucher_line_id == gift
            )
            gift.booking_id._decide({"sale_line_id": line[-1:].id})
