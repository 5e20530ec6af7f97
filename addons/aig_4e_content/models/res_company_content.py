from odoo import fields, models


class ResCompany(models.Model):
    """How long a post may earn something."""

    _inherit = "res.company"

    aig_content_window = fields.Integer(
        string="Days in Which a Post Earns",
        default=90,
        help="Orders confirmed within so many days after the customer followed the "
        "post's link or answered its mail count for the post.",
    )

    _aig_content_window_check = models.Constraint(
        "CHECK (aig_content_window BETWEEN 1 AND 730)",
        "A post earns for 1 to 730 days after the customer noticed it.",
    )
