from odoo import api, fields, models

from odoo.addons.aig_base.tools.period import quarter_of

from .aig_attainment_mixin import percent


class SaleOrder(models.Model):
    _inherit = "sale.order"

    aig_attainment_note = fields.Char(
        "Attainment",
        compute="_compute_aig_attainment_note",
        help="How far this order brings the salesperson in the quarter of its date.",
    )

    @api.depends(
        "user_id", "company_id", "currency_id", "date_order", "amount_total", "state"
    )
    @api.depends_context("lang", "uid")
    def _compute_aig_attainment_note(self):
        plans = self._get_aig_plans()
        for order in self:
            plan = plans.get(order)
            order.aig_attainment_note = (
                order.state != "cancel" and order._get_aig_attainment_note(plan)
            )

    def _get_aig_quarter(self):
        """The quarter of the order's date, on the company's calendar."""
        moment = fields.Datetime.context_timestamp(
            self.with_context(tz=self.company_id._aig_timezone_name()),
            self.date_order or fields.Datetime.now(),
        )
        return quarter_of(moment.date())

    def _get_aig_plans(self):
        """The plan of each order's salesperson and quarter, that the user may read."""
        if not self.env["aig.sales.plan"].has_access("read"):
            return {}
        people = self.filtered(lambda order: order.user_id and order.company_id)
        found = self.env["aig.sales.plan"].search(
            [
                ("user_id", "in", people.user_id.ids),
                ("company_id", "in", people.company_id.ids),
                ("year", "in", [o._get_aig_quarter().year for o in people]),
            ]
        )
        plans = {
            (plan.user_id, plan.company_id, plan.year, plan.quarter): plan
            for plan in found
        }
        return {
            order: plans.get(
                (order.user_id, order.company_id, quarter.year, str(quarter.number))
            )
            for order in people
            for quarter in [order._get_aig_quarter()]
        }

    def _get_aig_attainment_note(self, plan):
        quarter = self._get_aig_quarter()
        period = self.env._(
            "Q%(quarter)s/%(year)s", quarter=quarter.number, year=quarter.year
        )
        if not plan:
            # a colleague's plan out of sight and none at all look the same
            own = self.user_id == self.env.user
            return own and self.env._(
                "No plan for %(period)s yet: there is nothing to compare with.",
                period=period,
            )
        if not plan.planned_revenue:
            return self.env._(
                "The plan for %(period)s has no planned sales yet.", period=period
            )
        reached = plan.actual_revenue + self._get_aig_rest()
        values = {
            "percent": round(percent(reached, plan.planned_revenue)),
            "period": period,
            "user": self.user_id.name,
        }
        if self.user_id == self.env.user:
            return self.env._(
                "This order brings you to %(percent)s %% of %(period)s.", **values
            )
        return self.env._(
            "This order brings %(user)s to %(percent)s %% of %(period)s.", **values
        )

    def _get_aig_rest(self):
        """What the order adds to what is invoiced, in the company's currency."""
        # sudo: invoices of the order count, also those the user may not open
        invoiced = sum(self.sudo().order_line.mapped("untaxed_amount_invoiced"))
        rest = max(self.amount_untaxed - invoiced, 0)
        if self.company_id.aig_plan_with_tax and self.amount_untaxed:
            rest *= self.amount_total / self.amount_untaxed
        return self.currency_id._convert(
            rest,
            self.company_id.currency_id,
            self.company_id,
            (self.date_order or fields.Datetime.now()).date(),
        )
