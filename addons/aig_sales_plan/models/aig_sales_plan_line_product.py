from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.aig_base.concurrency import retry_if_duplicate


class AigSalesPlanLine(models.Model):
    """Positions chosen for the customer of a row, and the row's Product icon."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    offer_ids = fields.One2many(
        "aig.position.offer", "plan_line_id", string="Offers of Positions"
    )
    chosen_position_ids = fields.Many2many(
        "aig.position",
        string="Chosen Positions",
        compute="_compute_chosen_position_ids",
        help="Chosen for this customer and quarter, and not sent yet.",
    )
    product_guard_hint = fields.Char(
        string="Against Sending Positions Now",
        compute="_compute_product_guard_hint",
        help="The first reason, and the next day that is free.",
    )

    @api.depends("offer_ids.state", "offer_ids.line_ids.position_id")
    def _compute_chosen_position_ids(self):
        for line in self:
            drafts = line.offer_ids.filtered(lambda offer: offer.state == "draft")
            line.chosen_position_ids = drafts.line_ids.position_id

    @api.depends("partner_id", "company_id")
    @api.depends_context("uid", "lang")
    def _compute_product_guard_hint(self):
        offers = self.env["aig.position.offer"]
        hints = self._get_guard_hints(offers._care_type(), offers._care_purpose())
        for line in self:
            line.product_guard_hint = hints.get(line._origin.id)

    def action_product(self):
        """Open the ready mail with the chosen positions: the Product icon (A40).

        Where none are chosen, they are chosen first.

        :raises UserError: nobody has looked at one of them, all are taken, or nobody
            at the customer has an e-mail address
        """
        self.ensure_one()
        offer = self._get_offer()
        if not offer.line_ids:
            offer._care_recipients()  # says now whether there is nobody to write to
            return offer.action_choose()
        return offer.action_care_compose()

    def action_choose_positions(self):
        """Choose positions for this customer and quarter (A39)."""
        self.ensure_one()
        return self._get_offer().action_choose()

    def action_send_products(self):
        """Prepare a sending of what was chosen for these customers and open it (A40).

        Rows for which nothing was chosen are in it with the reason.

        :raises UserError: no row was chosen
        """
        return self.env["aig.care.batch"]._open_for_rows(
            "aig.position.offer", self, lambda line: line._get_offer_to_send()
        )

    def action_open_offers(self):
        """Open what was offered from this row."""
        return self._prepare_records_action(
            "aig.position.offer",
            [("plan_line_id", "in", self.ids)],
            self.env._("Positions Offered"),
        )

    def _get_draft_offer(self):
        return self.offer_ids.filtered(lambda offer: offer.state == "draft")[:1]

    def _get_offer_to_send(self):
        """The row's choice.

        :raises UserError: nothing is chosen
        """
        self.ensure_one()
        self.check_access("write")
        offer = self._get_draft_offer()
        if not offer.line_ids:
            raise UserError(
                self.env._(
                    "Nothing is chosen yet: press the Product icon of the row first."
                )
            )
        return self._get_offer()

    def _get_offer(self):
        """The row's choice: the one at hand, or an empty one for the quarter's days."""
        self.ensure_one()
        self.check_access("write")
        first, last = self._get_days_to_offer()
        offer = self._get_draft_offer()
        if not offer:
            with retry_if_duplicate(self.env.cr):
                offer = offer.create(
                    {
                        "plan_line_id": self.id,
                        "partner_id": self.partner_id.id,
                        "user_id": self.user_id.id,
                        "company_id": self.company_id.id,
                        "date_from": first,
                        "date_to": last,
                    }
                )
        elif offer.user_id != self.user_id:
            # sudo: a plan that was handed on takes its choices along
            offer.sudo().write({"user_id": self.user_id.id})
        if not offer.line_ids and offer.date_from < first:
            offer.write({"date_from": first, "date_to": last})
        return offer

    def _get_days_to_offer(self):
        """The days of the plan's quarter from today on; after it, the next 30 days."""
        today = self.company_id._aig_today()
        first = max(self.plan_id.date_from, today)
        return first, max(self.plan_id.date_to, first + timedelta(29))
