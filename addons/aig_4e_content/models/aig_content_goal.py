from odoo import api, fields, models

from odoo.addons.aig_base.tools.period import quarter_of


class AigContentGoal(models.Model):
    """How many posts the company wants in a channel in a quarter (A53).

    Beside it stands what is assigned to persons, so that no post is nobody's.
    """

    _name = "aig.content.goal"
    _description = "4E Goal"
    _inherit = ["mail.thread"]
    _order = "year desc, quarter desc, channel_id, id"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
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
    channel_id = fields.Many2one(
        "aig.content.channel", required=True, index=True, ondelete="restrict"
    )
    quantity = fields.Integer(string="Goal", required=True, tracking=True)
    assigned_count = fields.Integer(
        string="Assigned",
        compute="_compute_assigned",
        help="Sum of the targets of persons.",
    )
    gap_count = fields.Integer(
        string="Not Assigned",
        compute="_compute_assigned",
        help="Below 0: more is assigned than the goal asks for.",
    )
    done_count = fields.Integer(string="Published", compute="_compute_assigned")

    _quantity_check = models.Constraint(
        "CHECK (quantity BETWEEN 0 AND 100000)",
        "A goal is between 0 and 100,000 posts of a quarter.",
    )
    _quarter_check = models.Constraint(
        "CHECK (quarter IN ('1', '2', '3', '4'))", "A year has the quarters 1 to 4."
    )
    _year_check = models.Constraint(
        "CHECK (year BETWEEN 2000 AND 2100)", "Choose a year between 2000 and 2100."
    )
    _goal_uniq = models.UniqueIndex(
        "(company_id, year, quarter, channel_id)",
        "This channel has a goal for the quarter already: change that one.",
    )

    @api.depends("company_id", "year", "quarter", "channel_id", "quantity")
    def _compute_assigned(self):
        sums = self.env["aig.content.target"]._get_assigned(
            [
                ("company_id", "in", self.company_id.ids),
                ("year", "in", list(set(self.mapped("year")))),
                ("channel_id", "in", self.channel_id.ids),
            ]
        )
        for goal in self:
            key = (goal.company_id, goal.year, goal.quarter, goal.channel_id)
            assigned, done = sums.get(key, (0, 0))
            goal.assigned_count = assigned
            goal.done_count = done
            goal.gap_count = goal.quantity - assigned

    @api.depends("channel_id", "year", "quarter")
    @api.depends_context("lang")
    def _compute_display_name(self):
        label = self.env["aig.period"]._get_label
        for goal in self:
            quarter = goal.quarter and label(goal.year, goal.quarter)
            parts = [goal.channel_id.name, quarter]
            goal.display_name = " - ".join(filter(None, parts))
