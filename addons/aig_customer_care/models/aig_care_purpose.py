from odoo import fields, models


class AigCarePurpose(models.Model):
    """Why a customer was contacted (S02, S03): what collisions are found by."""

    _name = "aig.care.purpose"
    _description = "Care Purpose"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    window_days = fields.Integer(
        string="Not Again Within (Days)",
        help="A second contact of a customer for this purpose within so many days is"
        " warned about or blocked, whoever made the first. 0: no limit.",
    )

    _window_days_range = models.Constraint(
        "CHECK (window_days BETWEEN 0 AND 366)", "The window has 0 to 366 days."
    )
