from odoo import api, fields, models


class AigSalesPlanLine(models.Model):
    """What stands against sending a voucher now, said on the icon itself (A48)."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    voucher_guard_hint = fields.Char(
        string="Against Sending a Voucher Now",
        compute="_compute_voucher_guard_hint",
        help="The first reason, and the next day that is free.",
    )

    @api.depends("partner_id", "company_id")
    @api.depends_context("uid", "lang")
    def _compute_voucher_guard_hint(self):
        vouchers = self.env["aig.voucher"]
        hints = self._get_guard_hints(vouchers._care_type(), vouchers._care_purpose())
        for line in self:
            line.voucher_guard_hint = hints.get(line._origin.id)
