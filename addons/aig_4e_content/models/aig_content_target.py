from odoo import api, fields, models

from odoo.addons.aig_base.tools.period import Quarter, quarter_of


class AigContentTarget(models.Model):
    """How many posts a person makes for a channel in a quarter (A53)."""

    _name = "aig.content.target"
    _description = "4E Target"
    _inherit = ["aig.guard.mixin", "mail.thread"]
    _order = "year desc, quarter desc, user_id, channel_id, id"

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
    quantity = fields.Integer(string="Target", required=True, tracking=True)
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

    @api.depends("user_id", "channel_id", "year", "quarter")
    @api.depends_context("lang")
    def _compute_display_name(self):
        label = self.env["aig.period"]._get_label
        for target in self:
            parts = [target.user_id.name, target.channel_id.name]
            if target.quarter:
                parts.append(label(target.year, target.quarter))
            target.display_name = " - ".join(filter(None, parts))
