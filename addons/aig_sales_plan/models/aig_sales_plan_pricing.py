from odoo import api, fields, models
from odoo.exceptions import UserError

from .aig_sales_plan_steps import Missing

PRICE_SUMS = {
    "priced_revenue": "subtotal",
    "list_revenue": "list_subtotal",
    "price_effect": "effect",
}
PRICING_FIELDS = {"price_ids", "follows_price_list", "price_note"}


class AigSalesPlan(models.Model):
    """Pricing strategy of a plan: what its prices give away, and the step (A03)."""

    _inherit = "aig.sales.plan"  # pylint: disable=consider-merging-classes-inherited

    priced_revenue = fields.Monetary(
        "Priced", compute="_compute_totals", help="Sum of the planned prices."
    )
    price_effect = fields.Monetary(
        "Total effect of prices",
        compute="_compute_totals",
        help="What the planned prices give away: at list price - as planned.",
    )
    price_ids = fields.One2many("aig.sales.plan.price", "plan_id", readonly=True)

    @api.depends("line_ids.priced_revenue", "line_ids.price_effect")
    def _compute_totals(self):
        return super()._compute_totals()

    @api.model
    def _get_summed_fields(self):
        return [*super()._get_summed_fields(), "priced_revenue", "price_effect"]

    def action_approve(self):
        """Approve submitted plans; no price below the floor passes unseen."""
        self._check_state("submitted")
        for plan in self:
            sentences = [missing.sentence for missing in plan._get_unapproved_prices()]
            if sentences:
                raise UserError("\n".join(sentences))
        return super().action_approve()

    def action_follow_price_list(self):
        """Sell at list price to every customer for whom nothing is priced yet."""
        unpriced = self.line_ids.filtered(lambda line: line._lacks_pricing())
        unpriced.write({"follows_price_list": True})
        return True

    def action_open_prices(self):
        """Open the planned prices of all customers of the plan."""
        return self.env["ir.actions.act_window"]._aig_open_for(
            "aig_sales_plan.aig_sales_plan_price_action_plan", self
        )

    def action_open_structure(self):
        """Open what the plan consists of, by source and product group (A04)."""
        return self.env["ir.actions.act_window"]._aig_open_for(
            "aig_sales_plan.aig_sales_plan_structure_action_plan", self
        )

    def _get_missing(self):
        missing = super()._get_missing()
        missing["pricing"] = [
            Missing(
                self.env._(
                    "%(customer)s has no planned price: add products with their "
                    "prices, or tick that prices follow the list, or say why not yet.",
                    customer=line.partner_id.display_name,
                ),
                line.action_open_line(),
            )
            for line in self.line_ids
            if line._lacks_pricing()
        ] + self._get_unapproved_prices()
        return missing

    def _get_unapproved_prices(self):
        """Rows below the floor that a manager still has to approve."""
        return [
            Missing(
                self.env._(
                    "%(customer)s: “%(product)s” is planned at %(price)s, below the "
                    "floor of %(floor)s: your manager has to approve it under Prices "
                    "to approve.",
                    customer=row.partner_id.display_name,
                    product=row.product_id.display_name,
                    price=row.currency_id.format(row.planned_price),
                    floor=row.currency_id.format(row.floor_price),
                ),
                row.action_open_line(),
            )
            for row in self.price_ids.filtered("needs_approval")
        ]


class AigSalesPlanLine(models.Model):
    """Planned prices of one customer, beside what is planned in sum (A03)."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    price_ids = fields.One2many("aig.sales.plan.price", "line_id", "Planned prices")
    follows_price_list = fields.Boolean(
        "Prices follow the list", help="Everything is sold at list price."
    )
    price_note = fields.Char(
        "Why not priced yet", help="Say what has to be clear before prices are planned."
    )
    priced_revenue = fields.Monetary(
        "Priced", compute="_compute_prices", store=True, precompute=True
    )
    list_revenue = fields.Monetary(
        "At list price", compute="_compute_prices", store=True, precompute=True
    )
    price_effect = fields.Monetary(
        "Effect of prices",
        compute="_compute_prices",
        store=True,
        precompute=True,
        help="What the planned prices give away: at list price - as planned.",
    )
    unpriced_revenue = fields.Monetary(
        "Not priced",
        compute="_compute_unpriced_revenue",
        help="Planned sales - priced; negative where more is priced than planned.",
    )

    @api.depends(*(f"price_ids.{name}" for name in PRICE_SUMS.values()))
    def _compute_prices(self):
        for line in self:
            for name, summed in PRICE_SUMS.items():
                line[name] = sum(line.price_ids.mapped(summed))

    @api.depends("planned_revenue", "priced_revenue")
    def _compute_unpriced_revenue(self):
        for line in self:
            line.unpriced_revenue = line.planned_revenue - line.priced_revenue

    def write(self, vals):
        if PRICING_FIELDS & vals.keys():
            self._check_plan_open()
        if "partner_id" in vals:
            self.price_ids._void_approvals()
        return super().write(vals)

    def action_open_prices(self):
        """Open the planned prices of the row as a list."""
        return self._prepare_records_action(
            "aig.sales.plan.price",
            [("line_id", "in", self.ids)],
            self.env._("Planned prices"),
        )

    def _lacks_pricing(self):
        return (
            self.planned_revenue > 0
            and not self.price_ids
            and not self.follows_price_list
            and not (self.price_note or "").strip()
        )

    @api.model
    def _get_kept_fields(self):
        return [*super()._get_kept_fields(), "priced_revenue", "price_effect"]
