from datetime import timedelta

from odoo import api, fields, models

POST_STATES = [
    ("idea", "Idea"),
    ("draft", "Draft"),
    ("review", "In Review"),
    ("approved", "Approved"),
    ("published", "Published"),
    ("cancelled", "Cancelled"),
]
PUBLISHED = "published"
CANCELLED = "cancelled"


class AigContentPost(models.Model):
    """Something the content department makes for a channel (A42-A47).

    Three dates are kept apart: the week it is planned for, the day it must be ready
    by, and the day on which it was published.
    """

    _name = "aig.content.post"
    _description = "4E Post"
    _inherit = [
        "aig.content.week.mixin",
        "aig.guard.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "week_planned desc, deadline, id desc"
    _mail_post_access = "read"

    name = fields.Char(string="Title", required=True, tracking=True)
    post_type = fields.Selection(
        selection="_selection_post_type",
        string="Form",
        required=True,
        default=lambda self: self._default_post_type(),
    )
    # Read by: targets and effect, by channel
    channel_id = fields.Many2one(
        "aig.content.channel",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    topic_id = fields.Many2one("aig.content.topic", ondelete="restrict")
    # Read by: own-row rule, "My Posts", the robot
    user_id = fields.Many2one(
        "res.users",
        string="Author",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    # Read by: the calendar, the list's order
    week_planned = fields.Date(
        index="btree_not_null",
        tracking=True,
        help="Any day of the week: it is kept as its Monday.",
    )
    deadline = fields.Date(
        tracking=True, help="Ready to be published by the end of this day."
    )
    # Read by: what was done in a week or a quarter
    date_published = fields.Date(
        string="Published On",
        copy=False,
        index="btree_not_null",
        tracking=True,
    )
    url = fields.Char(string="Link", copy=False, tracking=True)
    state = fields.Selection(
        POST_STATES,
        required=True,
        copy=False,
        default="idea",
        index=True,  # read by the board and by salespeople's rule
        tracking=True,
        group_expand=True,
    )
    summary = fields.Text(help="What customers read of it in the mail.")
    content = fields.Html(sanitize_attributes=True, copy=True)
    image = fields.Image(string="Picture", max_width=1024, max_height=1024)
    industry_ids = fields.Many2many(
        "res.partner.industry",
        string="For Industries",
        help="Suggested for customers of these industries.",
    )
    active = fields.Boolean(default=True)
    color = fields.Integer()

    _week_is_monday = models.Constraint(
        "CHECK (EXTRACT(isodow FROM week_planned) = 1)", "A week begins on a Monday."
    )
    _deadline_after_week = models.Constraint(
        "CHECK (deadline >= week_planned)",
        "The deadline is before the planned week: move one of them.",
    )
    _published_has_date = models.Constraint(
        "CHECK ((state = 'published') = (date_published IS NOT NULL))",
        "A published post has the day on which it was published.",
    )

    @api.model
    def _selection_post_type(self):
        return self.env["aig.content.type"]._get_selection()

    @api.model
    def _default_post_type(self):
        return next((code for code, _name in self._selection_post_type()), False)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._normalise(dict(vals)) for vals in vals_list])

    def write(self, vals):
        return super().write(self._normalise(dict(vals)))

    @api.model
    def _normalise(self, vals):
        """Return values to write, with the Monday of the planned week."""
        if vals.get("week_planned"):
            day = fields.Date.to_date(vals["week_planned"])
            vals["week_planned"] = day - timedelta(day.weekday())
        return vals

    def _decide(self, vals):
        # sudo: guarded fields; the right to the record was asked before
        self.sudo().write(vals)
