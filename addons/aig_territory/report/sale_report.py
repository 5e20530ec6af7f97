from odoo import fields, models


class SaleReport(models.Model):
    _inherit = "sale.report"

    aig_territory_id = fields.Many2one(
        "aig.territory", string="Territory", readonly=True
    )

    def _select_additional_fields(self):
        additional = super()._select_additional_fields()
        additional["aig_territory_id"] = "s.aig_territory_id"
        return additional

    def _group_by_sale(self):
        return f"{super()._group_by_sale()}, s.aig_territory_id"
