from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    aig_content_manager_id = fields.Many2one(
        related="company_id.aig_content_manager_id", readonly=False
    )
    aig_content_digest = fields.Boolean(
        related="company_id.aig_content_digest", readonly=False
    )
    aig_content_escalation_weeks = fields.Integer(
        related="company_id.aig_content_escalation_weeks", readonly=False
    )
