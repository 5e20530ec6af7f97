from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.aig_sales_plan import MONTH_NUMBERS
from ..models.aig_sales_plan_revision import KINDS


class AigSalesPlanAdjust(models.TransientModel):
    """Asks why an approved plan is adjusted, and what of it (A18)."""

    _name = "aig.sales.plan.adjust"
    _description = "Adjust Plan"

    plan_id = fields.Many2one(
        "aig.sales.plan", required=True, readonly=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="plan_id.currency_id")
    kind = fields.Selection(
        [kind for kind in KINDS if kind[0] != "sent"],
        "What is adjusted",
        required=True,
        default="quarter",
    )
    month = fields.Selection(
        MONTH_NUMBERS,
        "Which month",
        compute="_compute_month",
        store=True,
        readonly=False,
    )
    reason = fields.Text(required=True)
    customer_ids = fields.Many2many(
        "res.partner",
        string="Customers of the plan",
        compute="_compute_customer_ids",
    )
    partner_id = fields.Many2one("res.partner", "Customer")
    year_revenue = fields.Monetary(
        "Planned sales of the year",
        compute="_compute_year_revenue",
        store=True,
        readonly=False,
        help="(3) + (4) + (6) of the customer in all quarters. The difference goes to "
        "the quarters that are not over, by what they plan.",
    )
    preview = fields.Text("Quarters", compute="_compute_preview")

    @api.depends("plan_id")
    def _compute_month(self):
        """The first month that is not over."""
        for dialog in self:
            over = dialog.plan_id and dialog.plan_id._get_months_over()
            dialog.month = next(
                (
                    number
                    for (number, _label), is_over in zip(
                        MONTH_NUMBERS, over or (), strict=bool(over)
                    )
                    if not is_over
                ),
                False,
            )

    @api.depends("plan_id")
    def _compute_customer_ids(self):
        for dialog in self:
            dialog.customer_ids = dialog.plan_id.line_ids.partner_id

    @api.depends("plan_id", "partner_id")
    def _compute_year_revenue(self):
        for dialog in self:
            lines = dialog._get_year_lines()
            dialog.year_revenue = sum(lines.mapped("planned_revenue"))

    @api.depends("plan_id", "partner_id", "year_revenue")
    @api.depends_context("lang")
    def _compute_preview(self):
        for dialog in self:
            dialog.preview = dialog._get_preview()

    def _get_year_lines(self):
        if not self.plan_id or not self.partner_id:
            return self.env["aig.sales.plan.line"]
        return self.plan_id._get_year_lines(self.partner_id)

    def _get_preview(self):
        """One line per quarter, before and after; or why it is not possible."""
        lines = self._get_year_lines()
        if not lines:
            return False
        try:
            planned = self.plan_id._spread_year(self.partner_id, self.year_revenue)
        except UserError as error:
            return str(error)
        money = self.currency_id.format
        return "\n".join(
            f"{line.period_id.display_name}: {money(line.planned_revenue)} → "
            f"{money(float(planned[line]))}"
            for line in lines
        )

    def action_adjust(self):
        """Keep what was approved with the reason, and open the next revision.

        :raises UserError: when the month is over, or the year cannot be so
        """
        self.ensure_one()
        plan = self.plan_id
        if self.kind != "year":
            month = self.month if self.kind == "month" else None
            plan.action_revise(reason=self.reason, kind=self.kind, month=month)
        elif not self.partner_id:
            raise UserError(
                self.env._("Choose the customer whose year is to be adjusted.")
            )
        else:
            plan._adjust_year(self.partner_id, self.year_revenue, self.reason)
        return {"type": "ir.actions.act_window_close"}
