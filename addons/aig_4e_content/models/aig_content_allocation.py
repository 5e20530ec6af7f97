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
    done = fields.Integer(
        string="Published", readonly=True, help="Published in this week."
    )
    due = fields.Integer(
        string="Without Arrears",
        readonly=True,
        help="What this week would have had nothing been missed or done early.",
    )
    days = fields.Integer(
        string="Working Days",
        readonly=True,
        help="Of the person in this week, without public holidays and leave.",
    )
    pinned = fields.Integer(
        string="Posts Set Here",
        readonly=True,
        help="Posts that somebody has planned for this week: it has at least so many.",
    )
    explanation = fields.Char(string="Why", compute="_compute_explanation")

    _week_uniq = models.UniqueIndex(
        "(target_id, week_start)", "A target has one share of each week."
    )
    # Read by: reminders, the week of all people
    _week_company_idx = models.Index("(week_start, company_id)")
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
            "due",
            "days",
            "pinned",
        }

    @api.depends("quantity", "done", "due", "pinned", "target_id.quantity")
    @api.depends_context("lang")
    def _compute_explanation(self):
        for target, weeks in self.grouped("target_id").items():
            monday = target.company_id._aig_this_monday()
            left, days = target._get_left(monday)
            crowded = target.allocation_ids.filtered(
                lambda week, monday=monday, left=left, days=days: (
                    week.week_start >= monday and week._has_more_set(left, days)
                )
            )
            for week in weeks:
                if not week.week_start or week.week_start < monday:
                    week.explanation = week._explain_past()
                else:
                    week.explanation = week._explain_plan(left, days, crowded)

    def _has_more_set(self, left, days):
        """Whether clearly more posts are planned for a week than its even share."""
        return 2 * self.pinned * days > 2 * left * self.days + days

    def _explain_past(self):
        if not self.quantity and not self.done:
            return self.env._("Nothing was planned.")
        return self.env._(
            "Planned %(planned)s, published %(done)s.",
            planned=self.quantity,
            done=self.done,
        )

    def _explain_plan(self, left, days, crowded):
        """Say why a week has its number, from what the robot knew (A56).

        :param int left: posts not published before the present week
        :param int days: working days from the present week on
        :param crowded: weeks for which more posts are planned than their even share
        """
        target = self.target_id
        if target.done_count >= target.quantity:
            return self.env._("The target is met.")
        if not self.days and not self.quantity:
            return self.env._("No working day in this week.")
        why = self.env._(
            "%(left)s of %(target)s posts are left for %(days)s working days,"
            " %(here)s of them in this week.",
            left=left,
            target=target.quantity,
            days=days,
            here=self.days,
        )
        because = self._explain_set(left, days, crowded)
        return " ".join(filter(None, [why, because, self._explain_difference()]))

    def _explain_set(self, left, days, crowded):
        if self in crowded:
            return self.env._(
                "%(count)s posts are planned for this week, more than its even share.",
                count=self.pinned,
            )
        if crowded and 2 * self.quantity * days < 2 * left * self.days - days:
            return self.env._(
                "Fewer than its even share: posts are planned for other weeks."
            )
        return None

    def _explain_difference(self):
        if self.quantity > self.due:
            return self.env._(
                "%(moved)s more than first planned: posts missed before are spread"
                " over the weeks left.",
                moved=self.quantity - self.due,
            )
        if self.quantity < self.due:
            return self.env._(
                "%(fewer)s fewer than first planned: others were published early.",
                fewer=self.due - self.quantity,
            )
        return None
