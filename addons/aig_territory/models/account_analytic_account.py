from odoo import fields, models


class AccountAnalyticAccount(models.Model):
    _name = "account.analytic.account"
    _inherit = ["account.analytic.account", "aig.visible.partner.mixin"]

    aig_territory_id = fields.Many2one(
        related="partner_id.aig_territory_id",
        store=True,
        index=True,
    )
