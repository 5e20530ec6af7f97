from odoo import api, models


class SaleOrderDiscount(models.TransientModel):
    _name = "sale.order.discount"
    _inherit = ["sale.order.discount", "aig.visible.partner.mixin"]

    @api.model
    def _aig_partner_fields(self):
        return ["sale_order_id"]
