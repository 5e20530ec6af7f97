from odoo import api, fields, models

#: Copied from the plan's row, for “sign this much more, get this”.
SALES_FIELDS = ("secured_revenue", "expected_revenue", "expectation_multiplier")


class AigVoucher(models.Model):
    """The sales behind the points, as they were when the voucher was made."""

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    secured_revenue = fields.Monetary(
        compute="_compute_sales",
        store=True,
        precompute=True,
        help="(2) debt + (3) renewal + (6) development.",
    )
    expected_revenue = fields.Monetary(
        compute="_compute_sales", store=True, precompute=True, help="(4), once."
    )
    expectation_multiplier = fields.Float(
        "Multiplier",
        digits=(6, 2),
        compute="_compute_sales",
        store=True,
        precompute=True,
        aggregator=None,
    )

    @api.depends("plan_line_id")
    def _compute_sales(self):
        # a compute of its own: on an upgrade it leaves the promised amount alone
        for voucher in self:
            for name in SALES_FIELDS:
                voucher[name] = voucher.plan_line_id[name]

    def _refresh_from_line(self):
        outdated = self.filtered(
            lambda voucher: (
                voucher.state in ("draft", "reviewed") and voucher._is_outdated()
            )
        )
        result = super()._refresh_from_line()
        for name in SALES_FIELDS:
            self.env.add_to_compute(self._fields[name], outdated)
        return result
