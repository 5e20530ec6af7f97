from odoo import fields, models


class ResCompany(models.Model):
    """What mails to customers may bring with them."""

    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    aig_care_mail_size = fields.Integer(
        string="Largest Mail (MB)",
        default=10,
        required=True,
        help="Text and files together; many mail servers refuse more.",
    )
    aig_care_picture_hosts = fields.Char(
        string="Pictures From",
        help="Servers, separated by commas, whose pictures may be in mails to customers"
        " by https, e.g. cdn.example.com; those of this server always may.",
    )

    _aig_care_mail_size = models.Constraint(
        "CHECK (aig_care_mail_size BETWEEN 1 AND 100)",
        "The largest mail has between 1 and 100 MB.",
    )
