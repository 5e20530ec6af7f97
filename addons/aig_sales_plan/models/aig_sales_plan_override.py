from odoo import fields, models

OVERRIDABLE = [
    ("annual_revenue", "(1) Year revenue"),
    ("receivable_due", "(2) Debt due"),
    ("receivable_not_due", "(2) Debt not yet due"),
    ("renewal_revenue", "(3) Renewal"),
    ("development_revenue", "(6) Development"),
]


class AigSalesPlanOverride(models.Model):
    """Why a figure differs from its source: written once, changed by nobody (A24)."""

    _name = "aig.sales.plan.override"
    _description = "Reason of a Typed Figure"
    _inherit = ["aig.sales.plan.detail"]
    _order = "id desc"

    figure = fields.Selection(OVERRIDABLE, required=True, readonly=True)
    value = fields.Monetary("Typed", readonly=True)
    source_value = fields.Monetary("By its source", readonly=True)
    reason = fields.Char(required=True, readonly=True)
    author_id = fields.Many2one("res.users", required=True, readonly=True)
    date = fields.Datetime(
        required=True, readonly=True, default=lambda self: fields.Datetime.now()
    )
