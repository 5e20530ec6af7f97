from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    aig_kpi_mail = fields.Boolean(related="company_id.aig_kpi_mail", readonly=False)
