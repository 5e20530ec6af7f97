from odoo import fields, models


class AigPositionKind(models.Model):
    """What a position is: billboard, LED screen, pano, wifi and so on."""

    _name = "aig.position.kind"
    _description = "Kind of Position"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    slot_count = fields.Integer(
        string="Usual Slots",
        required=True,
        default=1,
        help="How many advertisers a new position of this kind shows in turn.",
    )

    _slot_count_check = models.Constraint(
        "CHECK (slot_count BETWEEN 1 AND 100)", "A position has 1 to 100 slots."
    )
