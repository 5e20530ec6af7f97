from odoo import api, fields, models
from odoo.exceptions import ValidationError


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

    @api.constrains("aig_date_from", "aig_date_to")
    def _check_aig_dates(self):
        for line in self:
            first, last = line.aig_date_from, line.aig_date_to
            if first and last and last < first:
                raise ValidationError(
                    self.env._(
                        "“%(product)s” ends on %(last)s, before it begins on "
                        "%(first)s: correct one of the two days.",
                        product=line.name,
                        first=first,
                        last=last,
                    )
                )
