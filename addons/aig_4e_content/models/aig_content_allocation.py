from odoo import api, fields, models


class AigContentAllocation(models.Model):
    """A week's share of a target: written by the robot alone (A56)."""

    _name = "aig.content.allocation"
    _description = "Week of a 4E Target"
    _inherit = ["aig.guard.mixin"]
    _order = "week_start, id"
    _rec_name = "week_start"

    # Read by: the target, the robot
    target_id = fields.Many2one(
        "aig.content.target",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    # Read by: own-row rule, this week of a person
    user_id = fields.Many2one(
        related="target_id.user_id", string="Person", store=True, index=True
    )
    channel_id = fields.Many2one(related="target_id.channel_id", store=True)
    company_id = fields.Many2one(related="target_id.company_id", store=True)
    week_start = fields.Date(string="Week From", required=True, readonly=True)
    quantity = fields.Integer(string="Planned", required=True, readonly=True)
    done = fields.Integer(readonly=True, help="Published in this week.")

    _week_uniq = models.UniqueIndex(
        "(target_id, week_start)", "A target has one share of each week."
    )
    _week_is_monday = models.Constraint(
        "CHECK (EXTRACT(isodow FROM week_start) = 1)", "A week begins on a Monday."
    )
    _numbers_check = models.Constraint(
        "CHECK (quantity >= 0 AND done >= 0)", "A number of posts is 0 or more."
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "target_id",
            "week_start",
            "quantity",
            "done",
        }
