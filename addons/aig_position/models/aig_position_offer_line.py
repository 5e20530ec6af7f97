from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

#: Read anew when the mail is opened, set by sending; nobody types them.
DECIDED_FIELDS = {"amount", "free_slots", "picture_url", "is_offered"}


class AigPositionOfferLine(models.Model):
    """One position for some days: its price and what was free, as they were told."""

    _name = "aig.position.offer.line"
    _description = "Position Offered"
    _inherit = ["aig.guard.mixin"]
    _guarded_parents = ("offer_id",)
    _order = "sent_date desc, offer_id desc, sequence, id"
    _rec_name = "position_id"

    offer_id = fields.Many2one(
        "aig.position.offer",
        required=True,
        index=True,
        ondelete="cascade",
    )
    sequence = fields.Integer(default=10)
    # Read by: the position's history
    position_id = fields.Many2one(
        "aig.position", required=True, index=True, ondelete="restrict"
    )
    # Read by: the customer's history
    partner_id = fields.Many2one(
        related="offer_id.partner_id", store=True, precompute=True, index=True
    )
    user_id = fields.Many2one(
        related="offer_id.user_id", store=True, precompute=True, index=True
    )
    territory_id = fields.Many2one(
        related="offer_id.territory_id", store=True, precompute=True, index=True
    )
    company_id = fields.Many2one(
        related="offer_id.company_id", store=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    state = fields.Selection(related="offer_id.state")
    sent_date = fields.Datetime(
        related="offer_id.sent_date", store=True, precompute=True
    )
    date_from = fields.Date(string="First Day", required=True)
    date_to = fields.Date(string="Last Day", required=True)
    slots = fields.Integer(default=1, required=True, aggregator=None)
    slot_count = fields.Integer(
        related="position_id.slot_count", string="Slots of the Position"
    )
    is_price_shown = fields.Boolean(
        string="With Price", default=True, help="The mail says what it costs."
    )
    amount = fields.Monetary(
        string="Price",
        readonly=True,
        copy=False,
        help="By the rate card, for these days and slots, without tax, as it was when "
        "the mail was opened. 0: there is no rate.",
    )
    free_slots = fields.Integer(
        string="Free",
        readonly=True,
        copy=False,
        aggregator=None,
        help="Slots free on all of these days when the mail was opened.",
    )
    is_taken = fields.Boolean(
        string="Taken Meanwhile", compute="_compute_is_taken", help="Not sent as free."
    )
    picture_url = fields.Char(string="Picture", readonly=True, copy=False)
    is_offered = fields.Boolean(
        string="In the Mail", readonly=True, copy=False, help="The customer has it."
    )

    _dates_ordered = models.Constraint(
        "CHECK (date_from <= date_to)", "The last day is before the first day."
    )
    _slots_check = models.Constraint(
        "CHECK (slots BETWEEN 1 AND 100)", "An offer is for 1 to 100 slots."
    )
    _position_uniq = models.Constraint(
        "UNIQUE (offer_id, position_id)",
        "A position stands once in an offer: change the days of the line there is.",
    )

    @api.depends("free_slots", "slots")
    def _compute_is_taken(self):
        for line in self:
            line.is_taken = line.free_slots < line.slots

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | DECIDED_FIELDS

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("offer_id"):
                offer = self.env["aig.position.offer"].browse(vals["offer_id"])
                vals.setdefault("date_from", offer.date_from)
                vals.setdefault("date_to", offer.date_to)
        lines = super().create(vals_list)
        lines._check_draft()
        lines._read_anew()
        return lines

    def write(self, vals):
        self._check_draft()
        result = super().write(vals)
        if {"position_id", "date_from", "date_to", "slots"} & vals.keys():
            self._read_anew()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unsent(self):
        self._check_draft()

    def _check_draft(self):
        if not self.env.su:
            self.offer_id._check_draft()

    @api.constrains("slots", "position_id")
    def _check_slots(self):
        for line in self:
            if line.slots > line.position_id.slot_count:
                raise UserError(
                    self.env._(
                        "“%(position)s” has %(count)s slots: offer no more of them.",
                        position=line.position_id.display_name,
                        count=line.position_id.slot_count,
                    )
                )

    def _read_anew(self):
        """Take over today's price and what is free, by one query for all.

        :return: lines whose position has been taken since they were read last
        """
        taken = self.browse()
        periods = [(line.position_id, line.date_from, line.date_to) for line in self]
        free = self.env["aig.position"]._get_free_of(periods)
        for line, count in zip(self, free, strict=True):
            was_free = not line.is_taken
            vals = {
                "free_slots": count,
                "amount": line.position_id._find_price(
                    line.date_from, line.date_to, line.slots
                ),
            }
            # sudo: nobody types what the rate card and the bookings say
            line.sudo().write(
                {name: vals[name] for name in vals if line[name] != vals[name]}
            )
            if was_free and line.is_taken:
                taken |= line
        return taken

    # What the mail says

    def _say_days(self):
        """The days as the customer reads them."""
        self.ensure_one()
        first = format_date(self.env, self.date_from)
        return f"{first} - {format_date(self.env, self.date_to)}"

    def _say_size(self):
        """Width and height, or "" where they are not known."""
        position = self.position_id
        if not (position.width and position.height):
            return ""
        return f"{position.width:g} x {position.height:g} m"

    def _say_facing(self):
        """Which way the place looks, in the customer's language."""
        position = self.position_id
        words = dict(position._fields["facing"]._description_selection(self.env))
        return words.get(position.facing, "")

    def _get_customer_url(self):
        """The signed link to the position's page, for the days offered."""
        self.ensure_one()
        # the page names the offer's salesperson, whoever sends it
        position = self.position_id.with_user(self.user_id)
        return position._get_customer_url(
            self.date_from, self.date_to, with_rate=self.is_price_shown
        )
