from odoo import fields, models


class AigContentTopic(models.Model):
    """What posts are about: a new product, a launch, a policy ... (A47)."""

    _name = "aig.content.topic"
    _description = "4E Topic"
    _order = "sequence, name"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    note = fields.Text(
        string="What It Covers", translate=True, help="For whoever writes about it."
    )

    _name_uniq = models.Constraint(
        "UNIQUE (name)", "There is a topic of this name already: use that one."
    )
