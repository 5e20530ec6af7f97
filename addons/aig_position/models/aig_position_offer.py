from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_date

from odoo.addons.aig_customer_care.models.aig_care_draft_mixin import STATES

#: Days of an offer that nobody asked for other days.
USUAL_DAYS = 30


class AigPositionOffer(models.Model):
    """Positions chosen for a customer, and what became of them (A39, A40).

    A draft is the choice; sent, it is kept as the customer has it.
    """

    _name = "aig.position.offer"
    _description = "Positions Offered"
    _inherit = ["aig.care.draft.mixin"]
    _order = "id desc"

    lead_id = fields.Many2one(
        "crm.lead", string="Deal", index="btree_not_null", ondelete="set null"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date_from = fields.Date(
        string="First Day",
        required=True,
        default=lambda self: self.env.company._aig_today(),
    )
    date_to = fields.Date(
        string="Last Day",
        required=True,
        default=lambda self: self.env.company._aig_today() + timedelta(USUAL_DAYS - 1),
    )
    line_ids = fields.One2many("aig.position.offer.line", "offer_id", "Positions")
    line_count = fields.Integer("Number of Positions", compute="_compute_line_count")
    state = fields.Selection(STATES)

    _dates_ordered = models.Constraint(
        "CHECK (date_from <= date_to)", "The last day is before the first day."
    )

    @api.depends("line_ids")
    def _compute_line_count(self):
        for offer in self:
            offer.line_count = len(offer.line_ids)

    @api.depends("partner_id", "sent_date", "date_from", "date_to")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for offer in self:
            first = format_date(self.env, offer.date_from)
            last = format_date(self.env, offer.date_to)
            offer.display_name = f"{offer.partner_id.name or ''}, {first} - {last}"

    @api.model
    def _get_quick(self, partner, positions, first, last, slots=1):
        """A draft of just these positions for these days (A41).

        Pressed again, it is the same one: what was sent of it is not sent twice.
        """
        partner = partner.commercial_partner_id
        drafts = self.search(
            [
                *self._get_loose_domain(),
                ("partner_id", "=", partner.id),
                ("user_id", "=", self.env.uid),
                ("company_id", "=", self.env.company.id),
                ("date_from", "=", first),
                ("date_to", "=", last),
            ]
        )
        for draft in drafts:
            if draft.line_ids.position_id == positions and not draft.lead_id:
                return draft
        quick = self.create(
            {"partner_id": partner.id, "date_from": first, "date_to": last}
        )
        quick._add(positions, slots)
        return quick

    def _add(self, positions, slots=1):
        """Choose positions for the days of this offer; those that are in it stay."""
        self.ensure_one()
        new = positions - self.line_ids.position_id
        self.env["aig.position.offer.line"].create(
            [
                {
                    "offer_id": self.id,
                    "position_id": position.id,
                    "date_from": self.date_from,
                    "date_to": self.date_to,
                    "slots": min(slots, position.slot_count),
                }
                for position in new
            ]
        )

    def action_choose(self):
        """Open the search for what else to offer (A39)."""
        self.ensure_one()
        self._check_draft()
        return self.env["aig.position.find"]._open_for_offer(self)

    def action_offer_again(self):
        """Open a new draft of what was offered here."""
        self.ensure_one()
        again = self._get_draft(self.partner_id, lead_id=self.lead_id.id)
        again._add(self.line_ids.position_id)
        return again.action_open()
