from odoo import fields, models


class AigPositionRestriction(models.Model):
    """Why not everybody may advertise at a position, e.g. a school nearby."""

    _name = "aig.position.restriction"
    _description = "Restriction of a Position"
    _order = "name, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    industry_ids = fields.Many2many(
        "res.partner.industry",
        string="Forbidden Industries",
        help="Customers of these industries are not shown here.",
    )

    _name_uniq = models.Constraint(
        "UNIQUE (name)", "There is a restriction of this name already."
    )
