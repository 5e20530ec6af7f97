from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from .aig_position_offer import USUAL_DAYS


class AigPosition(models.Model):
    """Choosing positions for an offer, and from a free place to a mail (A39, A41).

    The context says for which offer (``aig_offer_id``), customer (``aig_partner_id``)
    and days (``aig_free_from``, ``aig_free_to``); rights are asked of the records.
    """

    _inherit = "aig.position"  # pylint: disable=consider-merging-classes-inherited

    period_amount = fields.Monetary(
        string="Price of These Days",
        compute="_compute_period_amount",
        help="One slot on the days asked for, by the rate card, without tax.",
    )
    is_chosen = fields.Boolean(string="Chosen", compute="_compute_is_chosen")

    @api.depends("rate_ids.date_from", "rate_ids.daily_rate")
    @api.depends_context("aig_free_from", "aig_free_to")
    def _compute_period_amount(self):
        first, last = self._get_period_asked()
        for position in self:
            position.period_amount = position._find_price(first, last)

    @api.depends_context("aig_offer_id")
    def _compute_is_chosen(self):
        offer = self._get_offer_asked()
        chosen = set(offer.line_ids.position_id.ids)
        for position in self:
            position.is_chosen = position._origin.id in chosen

    def _find_price(self, first, last, slots=1):
        """The price of some slots and days; 0 where the rate card has none."""
        try:
            return self._get_price(first, last, slots)
        except UserError:
            return 0

    @api.model
    def _get_offer_asked(self):
        """The offer that is being chosen for, if the user may see it."""
        offer = self.env["aig.position.offer"].browse(
            self.env.context.get("aig_offer_id") or []
        )
        return offer.exists()._filtered_access("read")

    @api.model
    def _get_slots_asked(self):
        return max(int(self.env.context.get("aig_slots") or 1), 1)

    def _check_offer_asked(self):
        """Return the offer that is being chosen for.

        :raises UserError: there is none any more
        """
        offer = self._get_offer_asked()
        if not offer:
            raise UserError(
                self.env._("Open the choice anew from the customer or the plan's row.")
            )
        return offer

    def action_choose(self):
        """Choose these positions for the offer; the choice is saved at once (A39)."""
        self._check_offer_asked()._add(self, self._get_slots_asked())
        return True

    def action_leave_out(self):
        """Take these positions out of the offer."""
        lines = self._check_offer_asked().line_ids
        lines.filtered(lambda line: line.position_id in self).unlink()
        return True

    def action_mail_offer(self):
        """Open the ready mail with what was chosen (A40)."""
        return self._check_offer_asked().action_care_compose()

    def action_send_to_customer(self):
        """Tell a customer of these positions: pick the customer, then send (A41).

        :raises UserError: nothing was chosen, or somebody must look at it first
        """
        if not self:
            raise UserError(self.env._("Choose positions first."))
        first, last = self._get_days_to_offer()
        context = {
            "aig_position_ids": self.ids,
            "aig_free_from": str(first),
            "aig_free_to": str(last),
            "aig_slots": self._get_slots_asked(),
        }
        partner = self.env["res.partner"].browse(
            self.env.context.get("aig_partner_id") or []
        )
        if partner.exists():
            return partner.with_context(**context).action_aig_send_positions()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "aig_position.res_partner_action_offer"
            ),
            "context": {**context, "search_default_aig_with_territory": 1},
        }

    def _get_days_to_offer(self):
        """The days asked for; without, the next ones on which there is time to sign."""
        first, last = self._get_period_asked()
        if not self.env.context.get("aig_free_to"):
            last = first + timedelta(USUAL_DAYS - 1)
        return first, last


class ResPartner(models.Model):
    """Telling a customer of positions."""

    _inherit = "res.partner"

    def action_aig_send_positions(self):
        """Open the ready mail to this customer with the positions picked before (A41).

        :raises UserError: no position was picked
        """
        self.ensure_one()
        context = self.env.context
        positions = self.env["aig.position"].browse(context.get("aig_position_ids"))
        positions = positions.exists()
        if not positions:
            raise UserError(self.env._("Choose positions first."))
        first, last = positions._get_days_to_offer()
        offer = self.env["aig.position.offer"]._get_quick(
            self, positions, first, last, positions._get_slots_asked()
        )
        return offer.action_care_compose()

    def action_aig_choose_positions(self):
        """Choose positions for this customer (A39)."""
        self.ensure_one()
        return (
            self.env["aig.position.offer"]
            ._get_draft(self, lead_id=False)
            .action_choose()
        )


class CrmLead(models.Model):
    """Telling the customer of a deal of positions."""

    _inherit = "crm.lead"

    def action_aig_choose_positions(self):
        """Choose positions for the customer of this deal (A39)."""
        self.ensure_one()
        if not self.partner_id:
            raise UserError(self.env._("Choose the customer of this deal first."))
        offers = self.env["aig.position.offer"]
        return offers._get_draft(self.partner_id, lead_id=self.id).action_choose()
