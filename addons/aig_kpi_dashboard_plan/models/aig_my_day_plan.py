from odoo import api, models
from odoo.tools import format_amount

from odoo.addons.aig_kpi_dashboard.models.aig_my_day import (
    APPROVE,
    DRAFT,
    MOST,
    Source,
)


class AigMyDay(models.AbstractModel):
    """The financial plan in one's day: what to hand in, to send and to decide."""

    _inherit = "aig.my.day"

    @api.model
    def _get_sources(self):
        return [
            *super()._get_sources(),
            Source((DRAFT,), self._find_draft_plans),
            Source((DRAFT,), self._find_letters),
            Source((APPROVE,), self._find_plans_to_approve),
            Source((APPROVE,), self._find_prices_to_approve),
        ]

    @api.model
    def _get_answered_models(self):
        letter = "aig.sales.plan.letter"
        return [*super()._get_answered_models(), "aig.sales.plan", letter]

    @api.model
    def _find_draft_plans(self):
        """One's own plans that are not handed in."""
        plans = self.env["aig.sales.plan"].search(
            [
                ("user_id", "=", self.env.uid),
                ("state", "=", "draft"),
                ("date_to", ">=", self.env.company._aig_today()),
            ],
            limit=MOST,
        )
        return [
            self._make_row(
                DRAFT,
                plan,
                self.env._("Hand the plan in")
                if plan.revision == 1
                else self.env._("Hand the adjusted plan in"),
                title=plan.display_name,
                buttons=[self._make_hand_in(plan)],
            )
            for plan in plans
        ]

    @api.model
    def _make_hand_in(self, plan):
        """A button that hands in, or tells what is missing."""
        label = self.env._("Submit")
        return self._make_button(
            plan, "action_submit", label, "fa-check", aig_show_missing=True
        )

    @api.model
    def _find_letters(self):
        """Plans for customers that are written and not sent."""
        letters = self.env["aig.sales.plan.letter"].search(
            [("user_id", "=", self.env.uid), ("state", "=", "draft")], limit=MOST
        )
        customers = self._get_customers(letters.partner_id)
        return [
            self._make_row(
                DRAFT,
                letter,
                self.env._(
                    "Plan of %(quarter)s for the customer",
                    quarter=letter.period_id.display_name,
                ),
                customers[letter.partner_id.id],
                buttons=[self._make_send(letter)],
            )
            for letter in letters
        ]

    @api.model
    def _find_plans_to_approve(self):
        """Plans of others that are handed in."""
        if not self.env.user.has_group("aig_base.group_sales_manager"):
            return []
        plans = self.env["aig.sales.plan"]
        waiting = plans.search(plans._get_queue_domain(), limit=MOST)
        return [
            self._make_row(
                APPROVE,
                plan,
                self.env._(
                    "Planned: %(amount)s",
                    amount=format_amount(
                        self.env, plan.planned_revenue, plan.currency_id
                    ),
                ),
                title=plan.display_name,
                due=self._get_day(plan.submitted_date),
                buttons=[self._make_approve(plan)],
            )
            for plan in waiting
        ]

    @api.model
    def _find_prices_to_approve(self):
        """Planned prices of others below the floor."""
        if not self.env.user.has_group("aig_base.group_sales_manager"):
            return []
        prices = self.env["aig.sales.plan.price"].search(
            [
                ("needs_approval", "=", True),
                ("plan_state", "in", ("draft", "submitted")),
                ("user_id", "!=", self.env.uid),
            ],
            limit=MOST,
        )
        customers = self._get_customers(prices.partner_id)
        return [
            self._make_row(
                APPROVE,
                price,
                self.env._(
                    "Price below the floor: %(product)s, %(price)s",
                    product=price.product_id.display_name,
                    price=format_amount(
                        self.env, price.planned_price, price.currency_id
                    ),
                ),
                customers[price.partner_id.id],
                # who has seen another price approves nothing
                buttons=[self._make_approve(price, seen_price=price.planned_price)],
            )
            for price in prices
        ]
