from odoo import api, fields, models
from odoo.tools import SQL


class AccountInvoiceReport(models.Model):
    _inherit = "account.invoice.report"

    aig_territory_id = fields.Many2one(
        "aig.territory", string="Territory", readonly=True
    )

    _depends = {"account.move": ["aig_territory_id"]}

    @api.model
    def _select(self) -> SQL:
        return SQL("%s, move.aig_territory_id AS aig_territory_id", super()._select())
