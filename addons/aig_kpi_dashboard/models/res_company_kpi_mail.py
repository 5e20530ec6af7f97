from odoo import fields, models


class ResCompany(models.Model):
    """Whether managers get their page by mail."""

    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    aig_kpi_mail = fields.Boolean(
        string="Mail managers their page",
        help="On Monday each manager gets last week's and this quarter's figures of"
        " the own territories by mail, with a workbook.",
    )
