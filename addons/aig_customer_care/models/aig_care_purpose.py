from odoo import fields, models


class AigCarePurpose(models.Model):
    """Why a customer was contacted (S02, S03): what collisions are found by."""

    _name = "aig.care.purpose"
    _description = "Care Purpose"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
