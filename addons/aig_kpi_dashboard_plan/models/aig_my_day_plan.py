from decimal import Decimal

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_amount

from odoo.addons.aig_base.tools.period import quarter_of
from odoo.addons.aig_kpi_dashboard.models.aig_my_day import (
    APPROVE,
    DRAFT,
    MOST,
    PACE,
    Figure,
    Source,
)
from odoo.addons.aig_kpi_dashboard.tools.my_day import pace

DONG = Decimal(1)


class AigMyDay(models.AbstractModel):
    """The financial plan in one's day: the pace, what to hand in, what to decide."""

    _inherit = "aig.my.day"

    @api.model
    def _get_sources(self):
        return [
            *super()._get_sources(),
            Source((PACE,), self._find_sales_pace),
            Source((DRAFT,), self._find_draft_plans),
            Source((DRAFT,), self._find_letters),
            Source((APPROVE,), self._find_plans_to_approve),
            Source((APPROVE,), self._find_prices_to_approve),
        ]

    @api.model
    def _find_sales_pace(self):
        """This quarter's sales beside the target, or else beside the own plan (A54)."""
        company = self.env.company
        today = company._aig_today()
        quarter = quarter_of(today)
        mine = Domain("user_id", "=", self.env.uid) & Domain(
            "company_id", "=", company.id
        )
        this_year = mine & Domain("year", "=", quarter.year)
        plan = self.env["aig.sales.plan"].search(
            this_year & Domain("quarter", "=", str(quarter.number))
        )
        targets = self.env["aig.sales.target"].search(
            this_year & Domain("level", "=", "salesperson")
        )
        goal = sum(targets.mapped(f"q{quarter.number}")) or plan.planned_revenue
        if not goal:
            return []
        done = self._read_invoiced(quarter, company)
        numbers = (Decimal(str(goal)), Decimal(str(done)))
        return [
            Figure(
                PACE,
                self.env._(
                    "Sales of %(quarter)s",
                    quarter=self.env["aig.period"]._get_label(
                        quarter.year, str(quarter.number)
                    ),
                ),
                pace(*numbers, quarter.first_day, quarter.last_day, today, DONG),
                self._get_pace_action(plan),
            )
        ]

    @api.model
    def _read_invoiced(self, quarter, company):
        """What the user invoiced in the quarter, as the plan counts it."""
        board = self.env["aig.territory.board"]
        amount = "total" if company.aig_plan_with_tax else "untaxed"
        # sudo: as on the plan, a person's own figure does not depend on the customers
        # that are theirs today
        [[total]] = (
            self.env["account.move"]
            .sudo()
            ._read_group(
                board._get_figure_of_invoices(quarter).domain
                & Domain("company_id", "=", company.id)
                & Domain("invoice_user_id", "=", self.env.uid),
                [],
                [f"amount_{amount}_signed:sum"],
            )
        )
        return company.currency_id.round(total or 0)

    @api.model
    def _get_pace_action(self, plan):
        """What the figure opens: its invoices, or the targets of whoever has no plan."""
        if plan:
            return {"model": plan._name, "id": plan.id, "method": "action_open_actual"}
        return {"xmlid": "aig_sales_plan.aig_sales_target_action"}

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
            )
            for plan in plans
        ]

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
            )
            for price in prices
        ]
