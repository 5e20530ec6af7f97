from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError


class AigPositionFind(models.TransientModel):
    """Which positions are free in these days (A41)?"""

    _name = "aig.position.find"
    _description = "Find Free Positions"

    date_from = fields.Date(
        string="First Day",
        required=True,
        default=lambda self: self.env.company._aig_today(),
    )
    date_to = fields.Date(
        string="Last Day",
        required=True,
        default=lambda self: self.env.company._aig_today() + timedelta(29),
    )
    slots = fields.Integer(default=1, required=True)
    kind_ids = fields.Many2many("aig.position.kind", string="Kinds")
    state_ids = fields.Many2many(
        "res.country.state",
        string="Provinces",
        domain=lambda self: [("country_id", "=", self.env.company.country_id.id)],
    )
    highest_rate = fields.Monetary(string="Daily Rate up to", help="0: at any price.")
    currency_id = fields.Many2one(
        "res.currency", default=lambda self: self.env.company.currency_id
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="For Customer",
        help="Leaves out what is forbidden for the customer's industry.",
    )

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for search in self:
            if search.date_from > search.date_to:
                raise UserError(self.env._("The last day is before the first day."))

    def action_find(self):
        """Open what is free, with the days kept for the bookings made from there."""
        self.ensure_one()
        positions = self.env["aig.position"]._find_free(
            self._get_domain(), self.date_from, self.date_to, max(self.slots, 1)
        )
        return self._open_found(self._filter_by_rate(positions))

    def _filter_by_rate(self, positions):
        if not self.highest_rate:
            return positions
        return positions.filtered(
            lambda position: 0 < position.daily_rate <= self.highest_rate
        )

    def _open_found(self, positions):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Free Positions"),
            "res_model": "aig.position",
            "views": [
                (False, "kanban"),
                (False, "list"),
                (False, "aig_map"),
                (False, "aig_availability"),
                (False, "form"),
            ],
            "domain": [("id", "in", positions.ids)],
            "context": {
                "aig_free_from": str(self.date_from),
                "aig_free_to": str(self.date_to),
                "aig_slots": max(self.slots, 1),
                "aig_partner_id": self.partner_id.id,
            },
        }

    def _get_domain(self):
        domain = []
        if self.kind_ids:
            domain.append(("kind_id", "in", self.kind_ids.ids))
        if self.state_ids:
            domain.append(("state_id", "in", self.state_ids.ids))
        industry = self.partner_id.commercial_partner_id.industry_id
        if industry:
            domain += [
                "!",
                ("restriction_ids.industry_ids", "in", industry.ids),
            ]
        return domain
