from odoo import fields, models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    aig_territory_id = fields.Many2one(
        related="order_id.aig_territory_id",
        store=True,
        precompute=True,
        index=True,
    )
    aig_later_territory_id = fields.Many2one(
        related="order_id.aig_later_territory_id",
        store=True,
        index="btree_not_null",
        groups="aig_base.group_director",
    )
