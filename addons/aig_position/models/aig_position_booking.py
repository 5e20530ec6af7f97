from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools import booking as steps

BOOKING_STATES = [
    (steps.DRAFT, "Draft"),
    (steps.REQUESTED, "To Approve"),
    (steps.RESERVED, "Held"),
    (steps.BOOKED, "Booked"),
    (steps.IN_FLIGHT, "Running"),
    (steps.FINISHED, "Finished"),
    (steps.STOPPED, "Stopped"),
    (steps.CANCELLED, "Cancelled"),
    (steps.EXPIRED, "Expired"),
]
#: Set by the steps of a booking's life alone.
DECIDED_FIELDS = {"state", "amount", "hold_until", "alert_at", "renewal_count"}
#: What is asked of the place: not changed while it is taken.
ASKED_FIELDS = {"position_id", "date_from", "date_to", "slots", "booking_type"}


class AigPositionBooking(models.Model):
    """Some slots of a position for some days: held, booked, running, over."""

    _name = "aig.position.booking"
    _description = "Booking of a Position"
    _inherit = [
        "aig.care.customer.mixin",
        "aig.guard.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "date_from desc, id desc"
    _mail_post_access = "read"

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/")
    position_id = fields.Many2one(
        "aig.position", required=True, index=True, ondelete="restrict", tracking=True
    )
    booking_type = fields.Selection(
        [("paid", "Paid"), ("gift", "Gift"), ("maintenance", "Maintenance")],
        string="Type",
        required=True,
        default="paid",
        help="Gift: display time from a voucher, for no money. Maintenance: the place "
        "is out of order, without a customer.",
    )
    partner_id = fields.Many2one(required=False, tracking=True)
    user_id = fields.Many2one(tracking=True)
    company_id = fields.Many2one(
        related="position_id.company_id", store=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    # Read by: the calendar and the job that begins and ends bookings
    date_from = fields.Date(
        string="First Day", required=True, index=True, tracking=True
    )
    date_to = fields.Date(string="Last Day", required=True, tracking=True)
    day_count = fields.Integer(string="Days", compute="_compute_day_count")
    slots = fields.Integer(default=1, required=True, tracking=True)
    state = fields.Selection(
        BOOKING_STATES,
        required=True,
        readonly=True,
        copy=False,
        default=steps.DRAFT,
        tracking=True,
    )
    amount = fields.Monetary(
        readonly=True,
        copy=False,
        help="Price by the rate card of the moment at which the place was taken, "
        "without tax; a later change of rates does not change it.",
    )
    hold_until = fields.Datetime(string="Held Until", readonly=True, copy=False)
    alert_at = fields.Datetime(string="Warn At", readonly=True, copy=False)
    renewal_count = fields.Integer(string="Times Prolonged", readonly=True, copy=False)
    stay_ids = fields.One2many(
        "aig.position.stay", "booking_id", groups="base.group_no_one"
    )
    note = fields.Text()

    _dates_ordered = models.Constraint(
        "CHECK (date_from <= date_to)", "The last day is before the first day."
    )
    _slots_check = models.Constraint(
        "CHECK (slots BETWEEN 1 AND 100)", "A booking takes 1 to 100 slots."
    )
    # Read by: the job that ends holds
    _hold_until_idx = models.Index(
        "(hold_until) WHERE state IN ('requested', 'reserved')"
    )

    @api.depends("name", "position_id.code", "partner_id.name")
    def _compute_display_name(self):
        for booking in self:
            words = booking.name, booking.position_id.code, booking.partner_id.name
            booking.display_name = " ".join(filter(None, words))

    @api.depends("date_from", "date_to")
    def _compute_day_count(self):
        for booking in self:
            known = booking.date_from and booking.date_to
            booking.day_count = known and (booking.date_to - booking.date_from).days + 1

    @api.constrains("booking_type", "partner_id")
    def _check_partner(self):
        for booking in self:
            if bool(booking.partner_id) == (booking.booking_type == "maintenance"):
                raise ValidationError(
                    self.env._(
                        "A booking has a customer, unless the place is under "
                        "maintenance."
                    )
                )

    @api.constrains("slots", "position_id")
    def _check_slots(self):
        for booking in self:
            if booking.slots > booking.position_id.slot_count:
                raise ValidationError(
                    self.env._(
                        "“%(position)s” has %(count)s slots: book no more of them.",
                        position=booking.position_id.display_name,
                        count=booking.position_id.slot_count,
                    )
                )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | DECIDED_FIELDS

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("name", "/") == "/":
                # sudo: nobody but the system takes numbers
                sequence = self.env["ir.sequence"].sudo()
                vals["name"] = sequence.next_by_code(self._name) or "/"
        return super().create(vals_list)

    def write(self, vals):
        if ASKED_FIELDS & vals.keys() and not self.env.su:
            self._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        if any(booking.state != steps.DRAFT for booking in self):
            raise UserError(
                self.env._(
                    "Only drafts are deleted: cancel a booking, so that its past stays."
                )
            )

    def _check_draft(self):
        taken = self.filtered(lambda booking: booking.state != steps.DRAFT)
        if taken:
            raise UserError(
                self.env._(
                    "%(booking)s is no draft any more: cancel it and make another for "
                    "other days or another place.",
                    booking=taken[0].name,
                )
            )
