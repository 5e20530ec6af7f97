from odoo import fields, models

#: Who must approve a post of a channel before it is published.
APPROVAL_MODES = [
    ("none", "Not needed"),
    ("optional", "Possible"),
    ("required", "By a content manager"),
    ("two_levels", "By a content manager and a director"),
]


class AigContentChannel(models.Model):
    """Where posts are published (A44)."""

    _name = "aig.content.channel"
    _description = "4E Channel"
    _order = "sequence, name"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    approval_mode = fields.Selection(
        APPROVAL_MODES,
        string="Approval",
        required=True,
        default="optional",
        help="Who looks at a post of this channel before it is published.",
    )
    reviewer_id = fields.Many2one(
        "res.users",
        domain=lambda self: [
            (
                "all_group_ids",
                "in",
                self.env.ref("aig_base.group_content_manager").ids,
            )
        ],
        help="Gets a task for each post of this channel that waits for a review.",
    )
    check_ids = fields.One2many("aig.content.check", "channel_id", "Checklist")

    _name_uniq = models.Constraint(
        "UNIQUE (name)", "There is a channel of this name already: use that one."
    )


class AigContentCheck(models.Model):
    """A point that each post of a channel is checked for."""

    _name = "aig.content.check"
    _description = "Point of a Checklist"
    _order = "sequence, id"

    name = fields.Char(string="To Check", required=True, translate=True)
    sequence = fields.Integer(default=10)
    # Read by: the channel's form, posts of the channel
    channel_id = fields.Many2one(
        "aig.content.channel", required=True, index=True, ondelete="cascade"
    )
    is_required = fields.Boolean(
        string="Must Be Ticked",
        default=True,
        help="A post is not published before somebody has ticked it.",
    )
