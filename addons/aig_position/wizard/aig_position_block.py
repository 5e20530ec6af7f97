from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..models.aig_position_obstacle import (
    GONE,
    LICENCE,
    RATE,
    RESTRICTION,
    RIVAL,
    SLOTS,
    TAKEN,
)

REASONS = [
    (TAKEN, "Taken"),
    (RIVAL, "Another Customer of the Industry"),
    (RESTRICTION, "Forbidden for the Industry"),
    (LICENCE, "Licence"),
    (RATE, "No Rate"),
    (GONE, "Not Sold"),
    (SLOTS, "Too Many Slots"),
]
#: What ends when somebody gives a place back.
PASSING = {TAKEN, RIVAL}


class AigPositionBlock(models.TransientModel):
    """Why can I not have this place on these days, and whom do I ask?

    The answer is written for whoever asks, by what he or she may read. Nothing else
    is in it, so nothing else can be read from it.
    """

    _name = "aig.position.block"
    _description = "What Is in the Way"

    position_id = fields.Many2one("aig.position", required=True, ondelete="cascade")
    date_from = fields.Date(string="First Day", required=True)
    date_to = fields.Date(string="Last Day", required=True)
    slots = fields.Integer(default=1, required=True)
    partner_id = fields.Many2one("res.partner", string="Customer")
    booking_id = fields.Many2one("aig.position.booking", readonly=True)
    is_maintenance = fields.Boolean(string="Maintenance", readonly=True)
    refusal = fields.Char(readonly=True)
    line_ids = fields.One2many(
        "aig.position.block.line", "block_id", string="Reasons", readonly=True
    )
    is_passing = fields.Boolean(
        string="Waiting Helps",
        compute="_compute_is_passing",
        help="Somebody has the place, and nothing else is in the way.",
    )
    waiting_count = fields.Integer(
        string="In Line", compute="_compute_waiting_count", aggregator=None
    )

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for block in self:
            if block.date_from > block.date_to:
                raise ValidationError(
                    self.env._("The last day is before the first day.")
                )

    @api.depends("line_ids.reason")
    def _compute_is_passing(self):
        for block in self:
            reasons = set(block.line_ids.mapped("reason"))
            others = reasons - PASSING - {LICENCE}
            block.is_passing = bool(reasons & PASSING) and not others

    @api.depends("position_id", "date_from", "date_to")
    def _compute_waiting_count(self):
        for block in self:
            block.waiting_count = block.position_id._count_waiting(
                block.date_from, block.date_to
            )

    @api.model
    def _open_for(self, booking, refusal=""):
        """Open the dialog for a booking, or nothing when nothing is in the way."""
        return self._open(
            booking.position_id,
            booking.date_from,
            booking.date_to,
            booking.slots,
            booking.partner_id,
            booking=booking,
            refusal=refusal,
        )

    @api.model
    def _open(self, position, first, last, slots, partner, *, booking=None, refusal=""):
        kept = booking._origin if booking else self.env["aig.position.booking"]
        block = self.create(
            {
                "position_id": position.id,
                "date_from": first,
                "date_to": last,
                "slots": slots,
                "partner_id": partner.id,
                "booking_id": kept.id,
                "is_maintenance": bool(booking)
                and booking.booking_type == "maintenance",
                # the reasons below say the rest
                "refusal": refusal.partition("\n")[0],
            }
        )
        block._look()
        if refusal and not block.line_ids:
            return None
        return block._reopen()

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What Is in the Way"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_look(self):
        """Look again, for the days and the customer as they stand now."""
        self.ensure_one()
        self.refusal = False
        self._look()
        return self._reopen()

    def _look(self):
        self.ensure_one()
        self.check_access("write")
        self.position_id.check_access("read")
        self.partner_id.check_access("read")
        self.booking_id.check_access("read")
        lines = [
            {
                "block_id": self.id,
                "reason": found.reason,
                "words": found.words,
                "site_id": found.site.id,
                "date_from": found.first,
                "date_to": found.last,
                "booking_id": found.booking and found.booking.id,
                "customer": found.booking and found.booking.partner_id.display_name,
                "user_id": found.user and found.user.id,
            }
            for found in self._as_booking()._get_obstacles()
        ]
        # sudo: the answer is written by the system alone
        self.sudo().line_ids.unlink()
        self.env["aig.position.block.line"].sudo().create(lines)
        self.invalidate_recordset(["line_ids"])

    def _as_booking(self):
        """What is asked for, as a booking that is only thought of."""
        values = {
            "position_id": self.position_id.id,
            "partner_id": self.partner_id.commercial_partner_id.id,
            "date_from": self.date_from,
            "date_to": self.date_to,
            "slots": max(self.slots, 1),
            "booking_type": "maintenance" if self.is_maintenance else "paid",
        }
        bookings = self.env["aig.position.booking"]
        return bookings.new(values, origin=self.booking_id)

    def action_wait(self):
        """Put the customer in line for these days, or find that it is already.

        :raises UserError: there is no customer
        """
        self.ensure_one()
        partner = self.partner_id.commercial_partner_id
        if not partner:
            raise UserError(self.env._("Choose the customer who waits."))
        waits = self.env["aig.position.wait"]
        wait = waits._enter(
            {
                "partner_id": partner.id,
                "user_id": self._get_salesperson().id,
                "position_id": self.position_id.id,
                "date_from": self.date_from,
                "date_to": self.date_to,
                "slots": max(self.slots, 1),
            }
        )
        return wait._say_in_line()

    def _get_salesperson(self):
        booking = self.booking_id
        return booking.user_id if booking.has_access("write") else self.env.user

    def action_ask(self):
        """Ask those who have the place to give it back for maintenance.

        Each gets one activity on the booking; who asks learns nothing of them.

        :raises AccessError: whoever asks is no manager
        """
        self.ensure_one()
        if not self.env["aig.position.booking"]._is_manager():
            raise AccessError(self.env._("Managers and directors plan maintenance."))
        # sudo: the bookings in the way may be of other territories
        others = self._as_booking().sudo()._get_others()
        others._ask_to_give_back(self)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Those who have the place were asked."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }


class AigPositionBlockLine(models.TransientModel):
    """One reason, as far as whoever asks may know it."""

    _name = "aig.position.block.line"
    _description = "Reason in the Way"
    _order = "date_from, id"

    block_id = fields.Many2one("aig.position.block", required=True, ondelete="cascade")
    reason = fields.Selection(REASONS, required=True)
    words = fields.Char(string="Why")
    site_id = fields.Many2one("aig.position", string="Place", ondelete="cascade")
    date_from = fields.Date(string="First Day")
    date_to = fields.Date(string="Last Day")
    booking_id = fields.Many2one("aig.position.booking", ondelete="cascade")
    customer = fields.Char()
    user_id = fields.Many2one("res.users", string="Ask", ondelete="cascade")
