from odoo import api, fields, models

from ..tools.receivables import planned_collection

# read from the books, never typed
BOOK_FIELDS = {
    "move_line_id",
    "name",
    "date_maturity",
    "amount",
    "counted_amount",
    "is_due",
    "counted",
}


class AigSalesPlanReceivable(models.Model):
    """One open receivable of a planned customer: what figure (2) is made of (A23).

    An item counts in one plan. Where another plan has counted it before, it is
    carried over: shown and scheduled for collection, but not counted again.
    """

    _name = "aig.sales.plan.receivable"
    _description = "Receivable of a Plan"
    _inherit = ["aig.sales.plan.detail"]
    _order = "date_maturity, id"

    # read by: the unique index, what another plan has counted
    move_line_id = fields.Many2one(
        "account.move.line",
        string="Journal item",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    name = fields.Char(
        "Document", readonly=True, help="The number it had when the plan was made."
    )
    date_maturity = fields.Date("Due date", readonly=True)
    amount = fields.Monetary(
        "Open amount",
        readonly=True,
        help="What is still open, with tax; negative for credit.",
    )
    counted_amount = fields.Monetary(
        readonly=True,
        help="What enters figure (2): without tax unless the company plans with tax, "
        "less the customer's credit.",
    )
    is_due = fields.Boolean("Due", readonly=True)
    counted = fields.Boolean(
        readonly=True, help="It counts in this plan; otherwise it is carried over."
    )
    counted_period_id = fields.Many2one(
        "aig.period",
        string="Already counted in",
        compute="_compute_counted_period_id",
    )
    promise_date = fields.Date(
        "Promised for", help="The day for which the customer promised to pay."
    )
    planned_date = fields.Date(
        "Planned collection",
        compute="_compute_planned_date",
        store=True,
        precompute=True,
        help="The promised day, else the due date; what is overdue when the quarter "
        "begins is planned for its first day, or as many days later as the company "
        "says.",
    )

    _move_line_counted_uniq = models.UniqueIndex(
        "(move_line_id) WHERE counted",
        "Somebody has just counted one of these receivables in another plan: refresh "
        "the figures, it is carried over then.",
    )
    _line_move_line_uniq = models.UniqueIndex(
        "(line_id, move_line_id)", "A receivable stands once in a plan row."
    )

    @api.depends("counted", "move_line_id")
    def _compute_counted_period_id(self):
        carried = self.filtered(lambda row: not row.counted and row.move_line_id)
        # sudo: only the quarter is told of a colleague's plan
        groups = self.sudo()._read_group(
            [("move_line_id", "in", carried.move_line_id.ids), ("counted", "=", True)],
            ["move_line_id", "period_id"],
        )
        periods = {item.id: period.id for item, period in groups}
        for row in self:
            row.counted_period_id = row in carried and periods.get(row.move_line_id.id)

    @api.depends("promise_date", "date_maturity", "plan_id.date_from")
    def _compute_planned_date(self):
        for row in self:
            row.planned_date = planned_collection(
                row.promise_date,
                row.date_maturity,
                row.plan_id.date_from,
                row.company_id.aig_collect_after_days,
            )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | BOOK_FIELDS
