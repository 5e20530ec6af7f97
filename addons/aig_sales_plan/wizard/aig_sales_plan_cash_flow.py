from odoo import fields, models


class AigSalesPlanCashFlow(models.TransientModel):
    """Planned money of a plan by month: collections, new sales, gifts and costs.

    The rows are written anew each time somebody opens the cash flow; what goes out is
    negative, so that sums are net.
    """

    _name = "aig.sales.plan.cash.flow"
    _description = "Plan Cash Flow"
    _order = "month, kind, partner_id, id"
    _rec_names_search = ("partner_id",)

    plan_id = fields.Many2one("aig.sales.plan", readonly=True, ondelete="cascade")
    line_id = fields.Many2one(
        "aig.sales.plan.line", "Plan row", readonly=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="plan_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner", "Customer", readonly=True, ondelete="cascade"
    )
    month = fields.Date(readonly=True)
    kind = fields.Selection(
        [
            ("collection", "Collections"),
            ("sale", "New sales"),
            ("gift", "Gifts"),
            ("cost", "Costs"),
        ],
        readonly=True,
        help="Collections are with tax, as open in the books; new sales without.",
    )
    amount = fields.Monetary(readonly=True, help="Negative for what goes out.")
    name = fields.Char("What", readonly=True)
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)

    def action_open_source(self):
        """Open the receivable, the plan row, the voucher or the idea behind."""
        self.ensure_one()
        known = bool(self.res_model and self.res_id)
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model if known else "aig.sales.plan",
            "res_id": self.res_id if known else self.plan_id.id,
            "views": [(False, "form")],
        }
