from odoo import api, fields, models

from ..tools import booking as steps

#: How far a customer went, the furthest last.
OUTCOMES = [
    ("none", "Nothing Yet"),
    ("held", "Held"),
    ("booked", "Booked"),
    ("ordered", "Ordered"),
]
RANK = [key for key, _label in OUTCOMES]
FIRM = steps.TAKING - steps.HELD


class AigPositionOfferLine(models.Model):
    """What came of an offer, and what shows that it was noticed (A40)."""

    _inherit = "aig.position.offer.line"  # pylint: disable=consider-merging-classes-inherited

    evidence = fields.Selection(related="offer_id.log_id.evidence", string="Evidence")
    outcome = fields.Selection(
        OUTCOMES,
        string="What Came of It",
        compute="_compute_outcome",
        help="What the customer took of this position since it was offered, for these "
        "days or later ones.",
    )

    @api.depends("is_offered", "sent_date", "date_from", "position_id", "partner_id")
    def _compute_outcome(self):
        self.outcome = "none"
        offered = self.filtered(lambda line: line.is_offered and line.sent_date)
        if not offered:
            return
        bookings = self.env["aig.position.booking"].search(
            [
                ("position_id", "in", offered.position_id.ids),
                ("partner_id", "in", offered.partner_id.ids),
                ("state", "in", list(steps.TAKING)),
                ("create_date", ">=", min(offered.mapped("sent_date"))),
                ("date_to", ">=", min(offered.mapped("date_from"))),
            ]
        )
        # sudo: that an order was signed counts, who may see it does not
        bookings = bookings.sudo()
        by_place = bookings.grouped(
            lambda booking: (booking.position_id.id, booking.partner_id.id)
        )
        for line in offered:
            found = by_place.get((line.position_id.id, line.partner_id.id), ())
            results = [
                self._get_outcome(booking)
                for booking in found
                if booking.create_date >= line.sent_date
                and booking.date_to >= line.date_from
            ]
            if results:
                line.outcome = max(results, key=RANK.index)

    @api.model
    def _get_outcome(self, booking):
        if booking.sale_order_id.state == "sale":
            return "ordered"
        return "booked" if booking.state in FIRM else "held"

    def action_open_offer(self):
        """Open the offer that this line belongs to."""
        self.ensure_one()
        return self.offer_id.action_open()


class AigPosition(models.Model):
    """Which customers were offered a position."""

    _inherit = "aig.position"  # pylint: disable=consider-merging-classes-inherited

    def action_offers(self):
        """Open to whom this position was offered, as far as one may see it."""
        return self.env["ir.actions.act_window"]._aig_open_for(
            "aig_position.aig_position_offer_line_action_position", self
        )


class ResPartner(models.Model):
    """Which positions a customer was offered."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def action_aig_position_offers(self):
        """Open which positions this customer was offered."""
        self.ensure_one()
        return self.env["ir.actions.act_window"]._aig_open_for(
            "aig_position.aig_position_offer_line_action_partner",
            self.commercial_partner_id,
        )
