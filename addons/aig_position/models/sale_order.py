from odoo import fields, models
from odoo.fields import Command
from odoo.tools import format_date

from ..tools import booking as steps


class AigPositionBooking(models.Model):
    """From bookings to a quotation, and from its confirmation to firm bookings."""

    _inherit = "aig.position.booking"  # pylint: disable=consider-merging-classes-inherited

    # Read by: the order, for its bookings
    sale_line_id = fields.Many2one(
        "sale.order.line",
        string="Order Line",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    sale_order_id = fields.Many2one(related="sale_line_id.order_id", string="Order")

    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"sale_line_id"}

    def action_quote(self):
        """Make a quotation of these bookings, one line each, or open theirs.

        The price is the one frozen when the place was taken.
        """
        self._check_write()
        for partner, bookings in self.grouped("partner_id").items():
            new = bookings.filtered(lambda booking: not booking.sale_line_id)
            if not new or not partner:
                continue
            order = self.env["sale.order"].create(
                {
                    "partner_id": partner.id,
                    "company_id": new[0].company_id.id,
                    "order_line": [
                        Command.create(booking._prepare_order_line()) for booking in new
                    ],
                }
            )
            for booking, line in zip(new, order.order_line, strict=True):
                booking._decide({"sale_line_id": line.id})
        orders = self.sale_line_id.order_id
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "sale.action_quotations_with_onboarding"
        )
        return {
            **action,
            "domain": [("id", "in", orders.ids)],
            "context": {},
            "res_id": orders[:1].id,
            "views": [(False, "form")] if len(orders) == 1 else [(False, "list")],
        }

    def _prepare_order_line(self):
        self.ensure_one()
        return {
            "product_id": self.position_id.product_id.id,
            "name": self.env._(
                "%(position)s, %(first)s - %(last)s (%(days)s days, %(slots)s slots)",
                position=self.position_id.display_name,
                first=format_date(self.env, self.date_from),
                last=format_date(self.env, self.date_to),
                days=self.day_count,
                slots=self.slots,
            ),
            "product_uom_qty": 1,
            "price_unit": self.amount,
        }


class SaleOrder(models.Model):
    _inherit = "sale.order"

    aig_booking_ids = fields.One2many(
        "aig.position.booking",
        string="Bookings",
        compute="_compute_aig_booking_ids",
    )

    def _compute_aig_booking_ids(self):
        for order in self:
            order.aig_booking_ids = order.order_line.aig_booking_ids

    def _action_confirm(self):
        """Make the places firm; those that were given back are taken once more.

        :raises UserError: somebody else has one of them by now
        """
        result = super()._action_confirm()
        # sudo: whoever confirms the order makes its places firm
        for booking in self.sudo().order_line.aig_booking_ids:
            if booking.state in (steps.CANCELLED, steps.EXPIRED):
                booking._step(steps.DRAFT)
            elif booking.state == steps.REQUESTED:
                booking._step(steps.RESERVED)
            if booking.state in (steps.DRAFT, steps.RESERVED):
                booking.action_book()
        return result

    def _action_cancel(self):
        result = super()._action_cancel()
        # sudo: a cancelled order gives its places back, whoever cancels it
        bookings = self.sudo().order_line.aig_booking_ids
        bookings.filtered(
            lambda booking: steps.may_follow(steps.CANCELLED, booking.state)
        ).action_cancel()
        return result


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    aig_booking_ids = fields.One2many(
        "aig.position.booking", "sale_line_id", string="Bookings"
    )

    def _compute_price_unit(self):
        """The price of a place is the one frozen when it was taken."""
        booked = self.filtered("aig_booking_ids")
        for line in booked:
            line.price_unit = sum(line.aig_booking_ids.mapped("amount"))
        return super(SaleOrderLine, self - booked)._compute_price_unit()
