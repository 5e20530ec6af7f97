from decimal import Decimal

from odoo import api, fields, models

from ..tools.causes import split_points

#: What certain points are given for: field of the voucher -> figure of the plan's row
CAUSES = {
    "receivable_points": "receivable_amount",
    "renewal_points": "renewal_revenue",
    "development_points": "development_revenue",
}


class AigVoucher(models.Model):
    """What a voucher's certain points are given for (A28).

    Copies, as the points themselves: a later change of the plan rewrites nothing.
    """

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    receivable_points = fields.Float(
        string="Points for Debt",
        digits=(16, 2),
        compute="_compute_cause_points",
        store=True,
        precompute=True,
    )
    renewal_points = fields.Float(
        string="Points for Renewal",
        digits=(16, 2),
        compute="_compute_cause_points",
        store=True,
        precompute=True,
    )
    development_points = fields.Float(
        string="Points for Development",
        digits=(16, 2),
        compute="_compute_cause_points",
        store=True,
        precompute=True,
    )

    @api.model
    def _get_copying_computes(self):
        return super()._get_copying_computes() | {"_compute_cause_points"}

    @api.depends("plan_line_id", "secured_points")
    def _compute_cause_points(self):
        for voucher in self:
            voucher.update(voucher._prepare_cause_points())

    def _prepare_cause_points(self):
        """The certain points, divided as the row's figures are at this moment."""
        shares = split_points(
            Decimal(str(round(self.secured_points, 2))),
            {
                name: Decimal(str(self.plan_line_id[figure]))
                for name, figure in CAUSES.items()
            },
        )
        return {name: float(share) for name, share in shares.items()}

    def _is_outdated(self):
        """Also when the same points are given for other things by now."""
        if super()._is_outdated():
            return True
        shares = self._prepare_cause_points()
        return any(round(self[name] - share, 2) for name, share in shares.items())
