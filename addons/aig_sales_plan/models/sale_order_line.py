from odoo import fields, models


class SaleOrderLine(models.Model):
    """When what was sold is on display: its end is when it can be renewed (A24)."""

    _inherit = "sale.order.line"

    aig_date_from = fields.Date("Display from", copy=False)
    # read by: the renewals of a quarter
    aig_date_to = fields.Date(
        "Display to",
        copy=False,
        index="btree_not_null",
        help="The last day on display: sales plans of that quarter propose to renew.",
    )

    _aig_dates_check = models.Constraint(
        "CHECK (aig_date_to >= aig_date_from)",
        "The display ends before it begins: correct one of the two days.",
    )
