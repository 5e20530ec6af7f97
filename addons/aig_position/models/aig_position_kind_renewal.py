from odoo import fields, models


class AigPositionKind(models.Model):
    """Some kinds are renewed earlier than others."""

    _inherit = "aig.position.kind"  # pylint: disable=consider-merging-classes-inherited

    renewal_lead_days = fields.Integer(
        string="Days to Renew",
        help="How many days before its end a booking is told of; 0: as in settings.",
    )

    _renewal_lead_check = models.Constraint(
        "CHECK (renewal_lead_days BETWEEN 0 AND 1000)",
        "A booking is told of 0 to 1,000 days before its end.",
    )
