from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    aig_hold_length = fields.Integer(
        related="company_id.aig_hold_length", readonly=False
    )
    aig_hold_unit = fields.Selection(related="company_id.aig_hold_unit", readonly=False)
    aig_hold_renewals = fields.Integer(
        related="company_id.aig_hold_renewals", readonly=False
    )
    aig_hold_approval = fields.Boolean(
        related="company_id.aig_hold_approval", readonly=False
    )
