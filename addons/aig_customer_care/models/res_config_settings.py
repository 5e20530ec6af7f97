from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    aig_care_quiet_policy = fields.Selection(
        related="company_id.aig_care_quiet_policy", readonly=False, required=True
    )
    aig_care_quiet_from = fields.Float(
        related="company_id.aig_care_quiet_from", readonly=False
    )
    aig_care_quiet_to = fields.Float(
        related="company_id.aig_care_quiet_to", readonly=False
    )
    aig_care_quiet_weekend = fields.Selection(
        related="company_id.aig_care_quiet_weekend", readonly=False, required=True
    )
    aig_care_purpose_policy = fields.Selection(
        related="company_id.aig_care_purpose_policy", readonly=False, required=True
    )
    aig_care_override = fields.Selection(
        related="company_id.aig_care_override", readonly=False, required=True
    )
