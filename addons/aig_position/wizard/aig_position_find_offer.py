from odoo import api, fields, models


class AigPositionFind(models.TransientModel):
    """Which positions to offer a customer, for the days of an offer (A39)."""

    _inherit = "aig.position.find"

    offer_id = fields.Many2one(
        "aig.position.offer", string="For Offer", readonly=True, ondelete="cascade"
    )
    is_free_only = fields.Boolean(string="Free Ones Only", default=True)
    is_new_only = fields.Boolean(
        string="Not Yet Offered",
        default=True,
        help="Leaves out what this customer was offered before, by whomever.",
    )
    is_fitting_only = fields.Boolean(
        string="Fitting the Customer",
        default=True,
        help="Leaves out what is forbidden for the customer's industry, and places "
        "that show one customer of it at a time and have one.",
    )

    @api.model
    def _open_for_offer(self, offer):
        """Open the search with the days and the customer of an offer."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._(
                "Choose Positions: %(customer)s", customer=offer.partner_id.name
            ),
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_offer_id": offer.id,
                "default_partner_id": offer.partner_id.id,
                "default_date_from": str(offer.date_from),
                "default_date_to": str(offer.date_to),
            },
        }

    def action_find(self):
        """Open what was found; for an offer, to choose from it."""
        action = super().action_find()
        if not self.offer_id:
            return action
        self.offer_id.check_access("write")
        days = {"date_from": self.date_from, "date_to": self.date_to}
        if any(self.offer_id[name] != day for name, day in days.items()):
            self.offer_id.write(days)
        positions = self._narrow(self._get_found(action))
        ref = self.env.ref
        return {
            **action,
            "name": self.env._(
                "Choose Positions: %(customer)s", customer=self.partner_id.name
            ),
            "views": [
                (ref("aig_position.aig_position_view_kanban_choose").id, "kanban"),
                (ref("aig_position.aig_position_view_list_choose").id, "list"),
                (False, "form"),
            ],
            "domain": [("id", "in", positions.ids)],
            "context": {**action["context"], "aig_offer_id": self.offer_id.id},
        }

    def _get_found(self, action):
        positions = self.env["aig.position"]
        if self.is_free_only:
            return positions.search(action["domain"])
        found = positions.search(self._get_domain())
        if self.highest_rate:
            found = found.filtered(
                lambda position: 0 < position.daily_rate <= self.highest_rate
            )
        return found

    def _get_domain(self):
        domain = super()._get_domain()
        if self.offer_id and not self.is_fitting_only:
            # what super leaves out for the customer's industry
            return self.new({**self._get_criteria(), "partner_id": False})._get_domain()
        return domain

    def _get_criteria(self):
        return {"kind_ids": self.kind_ids.ids, "state_ids": self.state_ids.ids}

    def _narrow(self, positions):
        """Leave out what was offered before, and what is not for this customer."""
        if self.is_new_only:
            # sudo: that it was offered counts, whoever offered it
            offered = self.env["aig.position.offer.line"].sudo()
            positions -= offered.search(
                [
                    ("partner_id", "=", self.partner_id.commercial_partner_id.id),
                    ("position_id", "in", positions.ids),
                    ("is_offered", "=", True),
                ]
            ).position_id.sudo(self.env.su)
        if self.is_fitting_only:
            unfit = positions._get_unfit(self.partner_id, self.date_from, self.date_to)
            positions = positions.filtered(lambda position: position.id not in unfit)
        return positions
