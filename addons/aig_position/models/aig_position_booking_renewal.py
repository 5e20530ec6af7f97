from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.aig_base.concurrency import retry_if_duplicate

from ..tools import booking as steps
from ..tools.renewal import next_period

ENDING = "aig_position.mail_activity_type_ending"
FIRM = (steps.BOOKED, steps.IN_FLIGHT)
ALIVE = (steps.REQUESTED, steps.RESERVED, *FIRM, steps.FINISHED)

# Places below and above count: whoever takes the whole tower keeps the face.
LATER = """
SELECT ending.id, MIN(later.id)
FROM aig_position_booking ending
JOIN aig_position place ON place.id = ending.position_id
JOIN aig_position_booking later
  ON later.partner_id = ending.partner_id
 AND later.date_from > ending.date_to
 AND later.state = ANY(%(alive)s)
JOIN aig_position beside
  ON beside.id = later.position_id
 AND (starts_with(beside.parent_path, place.parent_path)
      OR starts_with(place.parent_path, beside.parent_path))
WHERE %(which)s
GROUP BY ending.id
"""
WAITING = """
SELECT ending.id, COUNT(DISTINCT wait.partner_id)
FROM aig_position_booking ending
JOIN aig_position place ON place.id = ending.position_id
JOIN aig_position_wait wait
  ON wait.state IN ('waiting', 'told')
 AND wait.date_to > ending.date_to
 AND wait.partner_id IS DISTINCT FROM ending.partner_id
JOIN aig_position wanted
  ON wanted.id = wait.position_id
 AND (starts_with(wanted.parent_path, place.parent_path)
      OR starts_with(place.parent_path, wanted.parent_path))
WHERE ending.id = ANY(%(bookings)s)
GROUP BY ending.id
"""


class AigPositionBooking(models.Model):
    """The renewal radar: what ends, what is at risk, who waits, what was decided."""

    _inherit = "aig.position.booking"  # pylint: disable=consider-merging-classes-inherited

    renewed_from_id = fields.Many2one(
        "aig.position.booking",
        string="Renews",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The booking that this one goes on after.",
    )
    not_renewed_reason_id = fields.Many2one(
        "crm.lost.reason",
        string="Not Renewed Because",
        copy=False,
        tracking=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    not_renewed_note = fields.Char(string="What They Said", copy=False)
    end_told = fields.Boolean(
        string="Told of the End", readonly=True, copy=False, default=False
    )
    days_left = fields.Integer(
        compute="_compute_days_left",
        aggregator=None,
        help="Days from today to the last day.",
    )
    is_renewed = fields.Boolean(
        string="Renewed",
        compute="_compute_is_renewed",
        search="_search_is_renewed",
        help="The customer has a later booking of the place, its parts or the whole; "
        "searched among what is booked or runs.",
    )
    is_ending = fields.Boolean(
        string="Ends Soon", compute="_compute_is_ending", search="_search_is_ending"
    )
    customer_value = fields.Monetary(
        string="Customer on This Place",
        compute="_compute_customer_value",
        aggregator=None,
        help="What the customer has paid or pays for this position in all.",
    )
    waiting_count = fields.Integer(
        string="Others in Line",
        compute="_compute_waiting_count",
        aggregator=None,
        help="How many other customers wait for the place after the last day.",
    )

    # Read by: the radar, for what ends
    _ending_idx = models.Index("(date_to) WHERE state IN ('booked', 'in_flight')")
    _renewed_once_uniq = models.UniqueIndex(
        "(renewed_from_id) WHERE state NOT IN ('cancelled', 'expired')",
        "This booking is renewed already.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"renewed_from_id", "end_told"}

    @api.depends("date_to")
    def _compute_days_left(self):
        for booking in self:
            today = booking.company_id._aig_today()
            booking.days_left = booking.date_to and (booking.date_to - today).days

    @api.depends("date_to", "partner_id", "position_id", "state")
    def _compute_is_renewed(self):
        later = self._read_later()
        for booking in self:
            booking.is_renewed = booking._origin.id in later

    def _read_later(self):
        """The first later booking of the same customer and place, in one query.

        :return: {booking id: id of the later one}
        """
        self.env["aig.position.booking"].flush_model()
        which = SQL("ending.id = ANY(%s)", list(self._origin.ids))
        return dict(self.env.execute_query(SQL(LATER, alive=list(ALIVE), which=which)))

    def _search_is_renewed(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.env["aig.position.booking"].flush_model()
        which = SQL("ending.state = ANY(%s)", list(FIRM))
        rows = self.env.execute_query(SQL(LATER, alive=list(ALIVE), which=which))
        renewed = Domain("id", "in", [row[0] for row in rows])
        if True in value and False in value:
            return Domain.TRUE
        return renewed if True in value else ~renewed

    @api.depends("date_to", "state", "position_id.kind_id.renewal_lead_days")
    def _compute_is_ending(self):
        for booking in self:
            lead = booking._get_lead_days()
            booking.is_ending = (
                booking.state in FIRM
                and booking.booking_type == "paid"
                and booking.days_left <= lead
            )

    def _get_lead_days(self):
        kind = self.position_id.kind_id
        return kind.renewal_lead_days or self.company_id.aig_renewal_lead_days

    def _search_is_ending(self, operator, value):
        if operator != "in" or len(set(value)) != 1:
            return NotImplemented
        ending = self._get_ending_domain()
        return ending if True in value else ~ending

    @api.model
    def _get_ending_domain(self):
        """Paid bookings within the lead time of their kind, or else their company."""
        kinds = self.env["aig.position.kind"].with_context(active_test=False)
        own = kinds.search([("renewal_lead_days", ">", 0)])
        parts = []
        # sudo: the lead time of a company is no secret; the rules narrow the list
        firm = self.sudo()._read_group([("state", "in", FIRM)], ["company_id"])
        for (company,) in firm:
            today = company._aig_today()
            usual = today + timedelta(company.aig_renewal_lead_days)
            leads = Domain("date_to", "<=", usual) & Domain(
                "position_id.kind_id", "not in", own.ids
            )
            for days, those in own.grouped("renewal_lead_days").items():
                leads |= Domain("date_to", "<=", today + timedelta(days)) & Domain(
                    "position_id.kind_id", "in", those.ids
                )
            parts.append(Domain("company_id", "=", company.id) & leads)
        return (
            Domain("state", "in", FIRM)
            & Domain("booking_type", "=", "paid")
            & Domain.OR(parts)
        )

    @api.depends("partner_id", "position_id", "amount", "state")
    def _compute_customer_value(self):
        sums = {
            (partner.id, position.id): amount
            for partner, position, amount in self._read_group(
                [
                    ("partner_id", "in", self.partner_id.ids),
                    ("position_id", "in", self.position_id.ids),
                    ("state", "in", (*FIRM, steps.FINISHED, steps.STOPPED)),
                ],
                ["partner_id", "position_id"],
                ["amount:sum"],
            )
        }
        for booking in self:
            key = booking.partner_id.id, booking.position_id.id
            booking.customer_value = sums.get(key, 0)

    @api.depends("date_to", "position_id")
    def _compute_waiting_count(self):
        self.env["aig.position.wait"].flush_model()
        self.env["aig.position.booking"].flush_model()
        counts = dict(
            self.env.execute_query(SQL(WAITING, bookings=list(self._origin.ids)))
        )
        for booking in self:
            booking.waiting_count = counts.get(booking._origin.id, 0)

    def action_renew(self):
        """Hold the place for the next period, or say what is in the way.

        :raises UserError: it does not end, or is renewed already by a hold one may
            not read
        """
        self.ensure_one()
        self._check_write()
        if self.state not in (*FIRM, steps.FINISHED) or not self.partner_id:
            raise UserError(
                self.env._(
                    "Only what is booked, runs or is finished can be renewed: "
                    "%(booking)s is not.",
                    booking=self.name,
                )
            )
        if later := self._read_later().get(self.id):
            return self._open_booking(self.browse(later))
        first, last = next_period(self.date_from, self.date_to)
        values = {
            "position_id": self.position_id.id,
            "partner_id": self.partner_id.id,
            "user_id": self.user_id.id,
            "booking_type": self.booking_type,
            "slots": self.slots,
            "date_from": first,
            "date_to": last,
        }
        with retry_if_duplicate(self.env.cr):
            action = self._hold_new_or_show(values)
            if action["res_model"] == self._name:
                self._renew_by(self.browse(action["res_id"]))
        return action

    def _open_booking(self, booking):
        booking.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Booking"),
            "res_model": self._name,
            "res_id": booking.id,
            "views": [(False, "form")],
        }

    def _renew_by(self, booking):
        booking._decide({"renewed_from_id": self.id})
        self._decide({"not_renewed_reason_id": False, "not_renewed_note": False})
        self.env.flush_all()
        self.activity_feedback([ENDING])

    def action_not_renewed(self):
        """Ask why it is not renewed; the answer ends the reminder."""
        self.ensure_one()
        self.check_access("write")
        view = self.env.ref("aig_position.aig_position_booking_view_form_not_renewed")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Not Renewed"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
            "target": "new",
        }

    def action_waiting(self):
        """Open the line for the place, as far as one may read it."""
        self.ensure_one()
        return self.position_id.action_waiting()

    def write(self, vals):
        result = super().write(vals)
        if vals.get("not_renewed_reason_id"):
            self.activity_feedback([ENDING])
        return result

    def _cron_radar(self):
        """Tell each salesperson once of each booking that ends, the dearest first."""
        due = self.search(
            self._get_ending_domain()
            & Domain("end_told", "=", False)
            & Domain("not_renewed_reason_id", "=", False),
            order="amount desc, date_to, id",
        )
        # renewed by a hold that ends again: it is told of then
        renewed = due._read_later()
        for booking in due.filtered(lambda booking: booking.id not in renewed):
            if not booking.try_lock_for_update():
                continue  # somebody is at work on it: the next run
            booking._tell_of_end()
            booking.end_told = True
            self.env["ir.cron"]._commit_progress(1)

    def _tell_of_end(self):
        theirs = self.with_context(lang=self.user_id.lang).env
        self.activity_schedule(
            ENDING,
            date_deadline=self.date_to,
            summary=theirs._(
                "%(position)s ends for %(customer)s: renew it, or say why not",
                position=self.position_id.code,
                customer=self.partner_id.name,
            ),
            user_id=self.user_id.id,
        )
