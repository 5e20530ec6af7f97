from odoo import fields, models


class ResCompany(models.Model):
    """How large a mail with positions becomes."""

    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    aig_offer_mail_size = fields.Integer(
        string="Size of an Update Mail (KB)",
        default=1200,
        help="Photos are made smaller until the whole mail fits.",
    )

    _aig_offer_mail_size_check = models.Constraint(
        "CHECK (aig_offer_mail_size BETWEEN 100 AND 10000)",
        "An update mail has 100 to 10,000 KB.",
    )
