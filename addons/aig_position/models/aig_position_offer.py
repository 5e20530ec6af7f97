from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

OFFER_STATES = [("draft", "Draft"), ("sent", "Sent"), ("cancelled", "Cancelled")]
#: Set by sending alone.
DECIDED_FIELDS = {"state", "sent_date", "log_id"}
#: Days of an offer that nobody asked for other days.
USUAL_DAYS = 30
#: Days after which a draft that belongs to nothing is forgotten.
FORGOTTEN = timedelta(30)


class AigPositionOffer(models.Model):
    """Positions chosen for a customer, and what became of them (A39, A40).

    A draft is the choice; sent, it is kept as the customer has it.
    """

    _name = "aig.position.offer"
    _description = "Positions Offered"
    _inherit = ["aig.care.customer.mixin", "aig.guard.mixin", "aig.care.mixin"]
    _order = "id desc"

    lead_id = fields.Many2one(
        "crm.lead", string="Deal", index="btree_not_null", ondelete="set null"
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
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
    state = fields.Selection(
        OFFER_STATES, required=True, readonly=True, copy=False, default="draft"
    )
    sent_date = fields.Datetime(string="Sent On", readonly=True, copy=False)
    log_id = fields.Many2one(
        "aig.care.log",
        string="Row of the Log",
        readonly=True,
        copy=False,
        ondelete="set null",
    )

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
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | DECIDED_FIELDS

    def write(self, vals):
        if not self.env.su:
            self._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unsent(self):
        self._check_draft()

    def _check_draft(self):
        """Refuse to change what a customer has.

        :raises UserError: it was sent
        """
        sent = self.filtered(lambda offer: offer.state == "sent")
        if sent:
            raise UserError(
                self.env._(
                    "%(offer)s was sent: what a customer has received is kept. Offer "
                    "the positions again instead.",
                    offer=sent[0].display_name,
                )
            )

    @api.model
    def _get_draft(self, partner, lead=None):
        """The user's choice for a customer, or for a deal of it: the one at hand."""
        partner = partner.commercial_partner_id
        lead = lead or self.env["crm.lead"]
        draft = self.search(
            [
                *self._get_loose_domain(),
                ("partner_id", "=", partner.id),
                ("lead_id", "=", lead.id),
                ("user_id", "=", self.env.uid),
                ("company_id", "=", self.env.company.id),
            ],
            limit=1,
        )
        return draft or self.create({"partner_id": partner.id, "lead_id": lead.id})

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

    @api.model
    def _get_loose_domain(self):
        """Drafts that belong to nothing but their customer; override to narrow."""
        return [("state", "=", "draft")]

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

    def _decide(self, vals):
        # sudo: guarded fields; the right to the record was asked before
        self.sudo().write(vals)

    def action_choose(self):
        """Open the search for what else to offer (A39)."""
        self.ensure_one()
        self._check_draft()
        return self.env["aig.position.find"]._open_for_offer(self)

    def action_offer_again(self):
        """Open a new draft of what was offered here."""
        self.ensure_one()
        again = self._get_draft(self.partner_id, self.lead_id)
        again._add(self.line_ids.position_id)
        return again.action_open()

    def action_open(self):
        """Open this offer."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Positions Offered"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    @api.autovacuum
    def _gc_forgotten(self):
        """Delete quick drafts that were never sent."""
        limit = fields.Datetime.now() - FORGOTTEN
        forgotten = self.search(
            [*self._get_loose_domain(), ("write_date", "<", limit)], limit=1000
        )
        forgotten.unlink()
