from odoo import api, fields, models

SOURCES = [
    ("receivable", "Debt paid"),
    ("renewal", "Renewal signed"),
    ("development", "Development invoiced"),
    ("stretch", "Sales above plan"),
]


class AigVoucherCause(models.Model):
    """Why a voucher's points were promised: an invoice, an order, a deal, a figure.

    Made when the voucher is sent, by the system alone. A cause feeds one voucher; what
    lapsed without earning anything may be promised anew.
    """

    _name = "aig.voucher.cause"
    _description = "Cause of Voucher Points"
    _order = "voucher_id, id"

    voucher_id = fields.Many2one(
        "aig.voucher", required=True, readonly=True, index=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        related="voucher_id.partner_id",
        string="Customer",
        store=True,
        precompute=True,
        index=True,
    )
    user_id = fields.Many2one(
        related="voucher_id.user_id",
        string="Salesperson",
        store=True,
        precompute=True,
        index=True,
    )
    territory_id = fields.Many2one(
        related="voucher_id.territory_id", store=True, precompute=True, index=True
    )
    company_id = fields.Many2one(
        related="voucher_id.company_id", store=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    source = fields.Selection(SOURCES, string="Reason", required=True, readonly=True)
    name = fields.Char(
        "Cause",
        readonly=True,
        help="The record's name when it was promised; empty for the rest of a figure.",
    )
    amount = fields.Monetary(
        "Sales", readonly=True, help="Sales without tax that the points are for."
    )
    points = fields.Float("Promised", digits=(16, 2), readonly=True)
    move_line_id = fields.Many2one(
        "account.move.line",
        string="Journal item",
        readonly=True,
        ondelete="set null",
    )
    open_amount = fields.Monetary(
        readonly=True, help="What was open of the invoice, with tax, when planned."
    )
    paid_before = fields.Monetary(
        readonly=True, help="What had been paid of the invoice before that."
    )
    lead_id = fields.Many2one(
        "crm.lead", string="Deal", readonly=True, ondelete="set null"
    )
    sale_line_id = fields.Many2one(
        "sale.order.line", string="Order line", readonly=True, ondelete="set null"
    )
    booking_id = fields.Many2one(
        "aig.position.booking", readonly=True, ondelete="set null"
    )
    is_named = fields.Boolean(
        readonly=True,
        help="It is a record of its own; otherwise the rest of a figure of the plan.",
    )
    is_live = fields.Boolean(
        "Counts",
        default=True,
        readonly=True,
        help="It was not withdrawn, and did not lapse to be promised anew.",
    )

    _move_line_once_uniq = models.UniqueIndex(
        "(move_line_id) WHERE is_live",
        "This invoice feeds another voucher already.",
    )
    _lead_once_uniq = models.UniqueIndex(
        "(lead_id) WHERE is_live", "This deal feeds another voucher already."
    )
    _sale_line_once_uniq = models.UniqueIndex(
        "(sale_line_id) WHERE is_live", "This order feeds another voucher already."
    )
    _booking_once_uniq = models.UniqueIndex(
        "(booking_id) WHERE is_live", "This booking feeds another voucher already."
    )

    @api.depends("name", "source")
    @api.depends_context("lang")
    def _compute_display_name(self):
        rests = {
            "receivable": self.env._("Debt of the plan's row"),
            "renewal": self.env._("Renewal of the plan's row"),
            "development": self.env._("Development of the plan's row"),
            "stretch": self.env._("Sales above plan"),
        }
        for cause in self:
            cause.display_name = cause.name or rests.get(cause.source)
