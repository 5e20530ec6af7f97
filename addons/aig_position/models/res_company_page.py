from odoo import fields, models


class ResCompany(models.Model):
    """How long links to customers' pages work, and how large files may be."""

    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    aig_position_link_days = fields.Integer(
        string="Days a Customer's Link Works", default=30
    )
    aig_position_file_limit = fields.Integer(
        string="Largest Photo or Document (MB)", default=10
    )

    _aig_position_page_check = models.Constraint(
        "CHECK (aig_position_link_days BETWEEN 1 AND 3650"
        " AND aig_position_file_limit BETWEEN 1 AND 100)",
        "A link works for 1 to 3,650 days, and a photo or document has 1 to 100 MB.",
    )
