from odoo import fields, models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    aig_territory_id = fields.Many2one(
        related="order_id.aig_territory_id",
        store=True,
        precompute=True,
        index=True,
    )
