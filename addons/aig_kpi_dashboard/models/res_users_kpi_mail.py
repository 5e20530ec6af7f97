from odoo import fields, models


class ResUsers(models.Model):
    """The week whose page a manager was mailed last."""

    _inherit = "res.users"

    aig_kpi_mail_week = fields.Date(
        string="KPI Week Mailed Last",
        readonly=True,
        copy=False,
        groups="base.group_system",
        help="Monday of the week. Kept with the mail in one transaction, so that"
        " nobody gets a week twice.",
    )
