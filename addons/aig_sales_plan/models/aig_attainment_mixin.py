from odoo import fields, models


def percent(part, whole):
    """``part`` of ``whole`` in percent; 0 without a plan, which is then hidden."""
    return 100 * part / whole if whole else 0.0


class AigAttainmentMixin(models.AbstractModel):
    """How much of what was planned has come true, from the invoices as they are now."""

    _name = "aig.attainment.mixin"
    _description = "Attainment"

    currency_id = fields.Many2one("res.currency")
    actual_revenue = fields.Monetary(
        "Actual",
        compute="_compute_attainment",
        help="Invoiced by the salesperson in the quarter, less refunds.",
    )
    attainment = fields.Float(
        compute="_compute_attainment",
        digits=(6, 1),
        aggregator=None,
        help="Actual sales as a share of planned sales, in percent.",
    )

    def _compute_attainment(self):
        raise NotImplementedError
