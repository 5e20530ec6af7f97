from odoo import fields, models


class ResCompany(models.Model):
    """When those in line and those who renew are told."""

    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    aig_wait_head_start = fields.Integer(
        string="Head Start of the First in Line",
        help="Working hours, Monday to Friday from 8 to 17; 0: all are told at once.",
    )
    aig_renewal_lead_days = fields.Integer(string="Days before an End", default=45)

    _aig_wait_check = models.Constraint(
        "CHECK (aig_wait_head_start BETWEEN 0 AND 200)",
        "A head start lasts 0 to 200 working hours.",
    )
    _aig_renewal_check = models.Constraint(
        "CHECK (aig_renewal_lead_days BETWEEN 0 AND 1000)",
        "A booking is told of 0 to 1,000 days before its end.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    aig_wait_head_start = fields.Integer(
        related="company_id.aig_wait_head_start", readonly=False
    )
    aig_renewal_lead_days = fields.Integer(
        related="company_id.aig_renewal_lead_days", readonly=False
    )
