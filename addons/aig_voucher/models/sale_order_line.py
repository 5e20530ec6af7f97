from odoo import api, fields, models


class SaleOrderLine(models.Model):
    """A gift of a voucher on an order: its value is shown, and given in full."""

    _inherit = "sale.order.line"

    aig_voucher_line_id = fields.Many2one(
        "aig.voucher.package.line",
        string="Gift of a voucher",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    aig_gift_cost = fields.Monetary(
        "Real cost of the gift",
        readonly=True,
        copy=False,
        groups="aig_base.group_sales_manager",
        help="What the gift cost the company when the customer chose it. The price of "
        "the line says what it counted for.",
    )

    @api.depends("aig_voucher_line_id")
    def _compute_discount(self):
        gifts = self.filtered("aig_voucher_line_id")
        gifts.discount = 100
        return super(SaleOrderLine, self - gifts)._compute_discount()

    @api.depends("aig_voucher_line_id")
    def _compute_price_unit(self):
        gifts = self.filtered("aig_voucher_line_id")
        for line in gifts:
            # sudo: who may see the order sees what the gift counts for
            line.price_unit = line.sudo().aig_voucher_line_id.unit_value
        return super(SaleOrderLine, self - gifts)._compute_price_unit()
