from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.aig_care_log_contact import CONTACT_KINDS, NEXT_STEPS
from ..tools.checkin import known_position
from ..tools.contact import OUTCOMES, follow_up_day


class AigCareContact(models.TransientModel):
    """What came of a contact, in three touches on a phone (S02, S34).

    One touch calls and opens this, the second says the outcome, the third on which
    day to go on: it saves. All else is optional.
    """

    _name = "aig.care.contact"
    _description = "Contact Result"
    _inherit = "aig.visible.partner.mixin"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, ondelete="cascade"
    )
    lead_id = fields.Many2one("crm.lead", string="Deal", ondelete="cascade")
    phone = fields.Char(related="partner_id.phone")
    care_type = fields.Selection(
        selection=lambda self: self._get_kinds(),
        string="Kind",
        required=True,
        default="call",
    )
    outcome = fields.Selection(selection=lambda self: self._get_choices("outcome"))
    next_step = fields.Selection(
        selection=lambda self: self._get_choices("next_step"),
        compute="_compute_next_step",
        store=True,
        readonly=False,
    )
    next_date = fields.Date(string="Another Day")
    purpose_id = fields.Many2one("aig.care.purpose", ondelete="set null")
    note = fields.Text()
    latitude = fields.Float(digits=(10, 7))
    longitude = fields.Float(digits=(10, 7))
    accuracy = fields.Integer(string="Accuracy (m)")
    place = fields.Char(string="Position", compute="_compute_place")
    can_keep_position = fields.Boolean(compute="_compute_place")
    keep_position = fields.Boolean(
        string="Keep as the Customer's Position",
        help="Later visits are measured from here.",
    )
    reason = fields.Char(string="Why Not There")

    @api.depends("outcome")
    def _compute_next_step(self):
        for contact in self:
            outcome = OUTCOMES.get(contact.outcome)
            contact.next_step = outcome.next_step if outcome else False

    @api.depends("latitude", "longitude", "partner_id")
    def _compute_place(self):
        for contact in self:
            here = known_position(contact.latitude, contact.longitude)
            metres = contact.partner_id.commercial_partner_id._aig_distance_from(here)
            contact.can_keep_position = bool(here) and metres is None
            if here is None:
                contact.place = False
            elif metres is None:
                contact.place = self.env._("Distance unknown")
            else:
                contact.place = self.env._(
                    "%(distance)s m from the customer", distance=metres
                )

    def action_save(self):
        """Log the contact and remind of the next step.

        The day is typed, or ``aig_follow_up_days`` of the context after today.

        :raises UserError: the outcome or the day of the next step is missing
        """
        self.ensure_one()
        if not self.outcome:
            raise UserError(self.env._("Touch what came of it first."))
        log = self.env["aig.care.log"].create(self._prepare_log())
        if self.keep_position and self.can_keep_position:
            self.partner_id.commercial_partner_id.write(
                {
                    "partner_latitude": self.latitude,
                    "partner_longitude": self.longitude,
                }
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": log._aig_get_saved_sentence(),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    @api.model
    def _aig_open(self, partner, deal=None):
        """Return the action that opens the question for a customer, and its deal."""
        return {
            "name": self.env._("Contact Result"),
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_partner_id": partner.id,
                "default_lead_id": deal.id if deal else False,
                "dialog_size": "medium",
            },
        }

    @api.model
    def _aig_partner_fields(self):
        return ["partner_id", "lead_id"]

    @api.model
    def _get_choices(self, name):
        return self.env["aig.care.log"]._fields[name]._description_selection(self.env)

    @api.model
    def _get_kinds(self):
        return [
            (kind, label)
            for kind, label in self._get_choices("care_type")
            if kind in CONTACT_KINDS
        ]

    def _get_next_date(self):
        days = self.env.context.get("aig_follow_up_days")
        if self.next_step not in NEXT_STEPS:
            return False
        if days:
            return follow_up_day(self.env.company._aig_today(), int(days))
        return self.next_date

    def _prepare_log(self):
        vals = {
            "partner_id": self.partner_id.id,
            "care_type": self.care_type,
            "outcome": self.outcome,
            "next_step": self.next_step,
            "next_date": self._get_next_date(),
            "purpose_id": self.purpose_id.id,
            "note": self.note,
        }
        if self.lead_id:
            vals |= {"res_model": self.lead_id._name, "res_id": self.lead_id.id}
        if known_position(self.latitude, self.longitude):
            vals |= {
                "checkin_latitude": self.latitude,
                "checkin_longitude": self.longitude,
                "checkin_accuracy": self.accuracy,
            }
        if self.reason:
            vals["checkin_reason"] = self.reason
        return vals
