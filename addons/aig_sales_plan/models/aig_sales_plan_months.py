from decimal import Decimal

from odoo import api, fields, models

from ..tools.adjustment import respread

MONTHS = ("month_1_revenue", "month_2_revenue", "month_3_revenue")


class AigSalesPlanLine(models.Model):
    """Planned sales of a line over the three months of its quarter (A05).

    They follow the figures until somebody types one; then they stay as typed, and
    what is missing or too much is shown.
    """

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    month_1_revenue = fields.Monetary(
        "1st month",
        compute="_compute_months",
        store=True,
        precompute=True,
        readonly=False,
    )
    month_2_revenue = fields.Monetary(
        "2nd month",
        compute="_compute_months",
        store=True,
        precompute=True,
        readonly=False,
    )
    month_3_revenue = fields.Monetary(
        "3rd month",
        compute="_compute_months",
        store=True,
        precompute=True,
        readonly=False,
    )
    has_typed_months = fields.Boolean(
        "Months typed", help="Somebody typed the months: figures do not change them."
    )
    month_gap = fields.Monetary(
        "Not in months",
        compute="_compute_month_gap",
        help="Planned sales less the three months: 0 when they agree.",
    )

    _months_check = models.Constraint(
        "CHECK (month_1_revenue >= 0 AND month_2_revenue >= 0"
        " AND month_3_revenue >= 0)",
        "Months of a plan cannot be negative: type 0 where there is nothing.",
    )

    @api.depends("planned_revenue", "has_typed_months")
    def _compute_months(self):
        for lines in self.grouped("plan_id").values():
            # all rows of a plan have the same quarter and season
            frozen = lines[:1]._get_frozen_months()
            weights = lines[:1]._get_month_weights()
            for line in lines:
                line._set_changed(line._spread_months(frozen, weights))

    def _spread_months(self, frozen, weights):
        """The three months, as values; typed ones stay."""
        parts = [Decimal(str(self[name])) for name in MONTHS]
        if not self.has_typed_months:
            parts = respread(
                Decimal(str(self.planned_revenue)),
                parts,
                frozen,
                weights,
                self.currency_id.decimal_places,
            )
        return dict(zip(MONTHS, map(float, parts), strict=True))

    @api.depends("planned_revenue", *MONTHS)
    def _compute_month_gap(self):
        for line in self:
            gap = line.planned_revenue - sum(line[name] for name in MONTHS)
            line.month_gap = line.currency_id.round(gap) if line.currency_id else gap

    def _get_frozen_months(self):
        """Which months of the quarter no longer change; override to freeze some."""
        return [False] * len(MONTHS)

    @api.onchange(*MONTHS)
    def _onchange_months(self):
        # months that were spread agree with the sum: a gap is somebody's typing
        if self.month_gap:
            self.has_typed_months = True

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._mark_typed_months(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._mark_typed_months(vals))

    @api.model
    def _mark_typed_months(self, vals):
        if "has_typed_months" in vals or not vals.keys() & set(MONTHS):
            return vals
        return {**vals, "has_typed_months": True}

    def action_spread_months(self):
        """Let the months follow the figures again."""
        self.write({"has_typed_months": False})
        return True

    @api.model
    def _get_kept_fields(self):
        return [*super()._get_kept_fields(), "planned_revenue", *MONTHS]
