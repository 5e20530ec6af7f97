from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.aig_base.tools.period import Quarter, quarter_of

#: What the robot writes on a target together with its weeks.
FIGURES = (
    "done_count",
    "left_count",
    "due_count",
    "behind_count",
    "behind_since",
    "behind_weeks",
    "has_forecast",
    "forecast",
)


class AigContentTarget(models.Model):
    """How many posts a person makes for a channel in a quarter (A53)."""

    _name = "aig.content.target"
    _description = "4E Target"
    _inherit = ["aig.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "year desc, quarter desc, user_id, channel_id, id"
    # who is reminded may answer
    _mail_post_access = "read"

    # Read by: one's own page, the robot
    user_id = fields.Many2one(
        "res.users", string="Person", required=True, index=True, tracking=True
    )
    channel_id = fields.Many2one(
        "aig.content.channel",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    topic_id = fields.Many2one(
        "aig.content.topic",
        ondelete="restrict",
        help="Only posts on this topic count; empty: posts on any other topic.",
    )
    year = fields.Integer(
        required=True,
        aggregator=None,
        default=lambda self: quarter_of(self.env.company._aig_today()).year,
    )
    quarter = fields.Selection(
        [("1", "Q1"), ("2", "Q2"), ("3", "Q3"), ("4", "Q4")],
        required=True,
        default=lambda self: str(quarter_of(self.env.company._aig_today()).number),
    )
    date_from = fields.Date("First Day", compute="_compute_dates", store=True)
    date_to = fields.Date("Last Day", compute="_compute_dates", store=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    quantity = fields.Integer(string="Posts to Make", required=True, tracking=True)
    # What the robot writes together with the weeks -------------------------------
    done_count = fields.Integer(string="Published", readonly=True)
    left_count = fields.Integer(string="Left", readonly=True)
    due_count = fields.Integer(
        string="Due",
        readonly=True,
        help="Published by the end of last week, had nothing been missed.",
    )
    behind_count = fields.Integer(
        string="Behind", readonly=True, help="Due and not published yet."
    )
    behind_since = fields.Date(
        readonly=True, help="The week since which less is published than is due."
    )
    behind_weeks = fields.Integer(
        string="Weeks Behind",
        readonly=True,
        aggregator="max",
        help="Closed weeks since which less is published than is due; of several"
        " targets the most.",
    )
    has_forecast = fields.Boolean(readonly=True)
    # NULL in the database where there is none: no data is not 0 in a sum
    forecast = fields.Integer(
        readonly=True,
        help="The quarter's number at the pace of the weeks that are over; a sum is of"
        " the targets that have one.",
    )
    needs_spread = fields.Boolean(
        string="To Be Planned Anew", readonly=True, default=False, copy=False
    )
    # Read by: the robot's cron
    spread_week = fields.Date(
        string="Planned In",
        readonly=True,
        copy=False,
        help="The week in which the robot planned last.",
    )
    allocation_ids = fields.One2many("aig.content.allocation", "target_id", "Weeks")

    _quantity_check = models.Constraint(
        "CHECK (quantity BETWEEN 0 AND 1000)",
        "A target is between 0 and 1,000 posts of a quarter.",
    )
    _quarter_check = models.Constraint(
        "CHECK (quarter IN ('1', '2', '3', '4'))", "A year has the quarters 1 to 4."
    )
    _year_check = models.Constraint(
        "CHECK (year BETWEEN 2000 AND 2100)", "Choose a year between 2000 and 2100."
    )
    _target_uniq = models.UniqueIndex(
        "(user_id, channel_id, COALESCE(topic_id, 0), year, quarter, company_id)",
        "This person has a target for this channel and quarter already: change that"
        " one.",
    )

    @api.depends("year", "quarter")
    def _compute_dates(self):
        for target in self:
            if not target.quarter or not 2000 <= target.year <= 2100:
                target.date_from = target.date_to = False
                continue
            quarter = Quarter(target.year, int(target.quarter))
            target.date_from = quarter.first_day
            target.date_to = quarter.last_day

    # Read by: the robot's cron, for what is to be planned anew
    _needs_spread_idx = models.Index("(id) WHERE needs_spread")
    # Read by: the robot, a person's own page: all targets of a quarter
    _person_quarter_idx = models.Index("(user_id, year, quarter)")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            *FIGURES,
            "needs_spread",
            "spread_week",
            "allocation_ids",
        }

    @api.constrains("user_id", "company_id")
    def _check_person(self):
        for target in self:
            # sudo: of whom it is asked, the manager need not be able to read
            user = target.user_id.sudo()
            if (
                not user.active
                or not user.has_group("aig_base.group_content_user")
                or target.company_id not in user.company_ids
            ):
                raise ValidationError(
                    self.env._(
                        "%(person)s is no content officer of %(company)s today: give"
                        " the target to somebody who is.",
                        person=user.name,
                        company=target.company_id.name,
                    )
                )

    @api.depends("user_id", "channel_id", "year", "quarter")
    @api.depends_context("lang")
    def _compute_display_name(self):
        label = self.env["aig.period"]._get_label
        for target in self:
            parts = [target.user_id.name, target.channel_id.name]
            if target.quarter:
                parts.append(label(target.year, target.quarter))
            target.display_name = " - ".join(filter(None, parts))
