from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.aig_base.tools.period import quarter_of

from .aig_content_post import CANCELLED, PUBLISHED
from .aig_content_post_target import THURSDAY


class AigContentTarget(models.Model):
    """Posts of a target: those published, those planned, those of this week (A54)."""

    _inherit = "aig.content.target"  # pylint: disable=consider-merging-classes-inherited

    post_ids = fields.One2many("aig.content.post", "target_id", "Posts", readonly=True)
    planned_count = fields.Integer(
        string="In Work",
        compute="_compute_planned_count",
        help="Posts that count for the target and are not published yet.",
    )
    this_week_quantity = fields.Integer(
        string="This Week", compute="_compute_this_week"
    )
    this_week_done = fields.Integer(
        string="Published This Week", compute="_compute_this_week"
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"post_ids"}

    @api.depends("post_ids.state")
    def _compute_planned_count(self):
        counts = dict(
            self.env["aig.content.post"]._read_group(
                self._get_post_domain() & Domain("state", "!=", PUBLISHED),
                ["target_id"],
                ["__count"],
            )
        )
        for target in self:
            target.planned_count = counts.get(target, 0)

    @api.depends("allocation_ids.quantity", "allocation_ids.done")
    def _compute_this_week(self):
        mondays = {target: target._get_this_monday() for target in self}
        weeks = self.env["aig.content.allocation"].search_fetch(
            [
                ("target_id", "in", self.ids),
                ("week_start", "in", list(set(mondays.values()))),
            ],
            ["target_id", "week_start", "quantity", "done"],
        )
        found = {(week.target_id, week.week_start): week for week in weeks}
        for target in self:
            week = found.get((target._origin, mondays[target]), weeks.browse())
            target.this_week_quantity = week.quantity
            target.this_week_done = week.done

    def _get_this_monday(self):
        return self.company_id._aig_this_monday()

    def _get_left(self, monday):
        """Posts that were left when a week began, and working days from it on."""
        before = days = 0
        for week in self.allocation_ids:
            if week.week_start < monday:
                before += week.done
            else:
                days += week.days
        return self.quantity - before, days

    def _get_post_domain(self):
        return Domain("target_id", "in", self.ids) & Domain("state", "!=", CANCELLED)

    def action_open_published(self):
        """Open the posts that count as published."""
        action = self._open_posts(self.env._("Published"))
        action["domain"].append(("state", "=", PUBLISHED))
        return action

    def action_open_planned(self):
        """Open the posts that are in work."""
        action = self._open_posts(self.env._("In Work"))
        action["domain"].append(("state", "not in", [PUBLISHED, CANCELLED]))
        return action

    def _open_posts(self, name):
        self.ensure_one()
        return self.env["ir.actions.act_window"]._aig_open_for(
            "aig_4e_content.aig_content_post_action_target",
            self,
            name=f"{name} - {self.display_name}",
        )

    @api.model
    def _get_by_key(self, posts, days):
        """Targets that posts could count for: ``{key: {topic: target}}``."""
        quarters = {quarter_of(day) for day in days.values() if day}
        if not quarters:
            return {}
        found = self.search_fetch(
            [
                ("user_id", "in", posts.user_id.ids),
                ("channel_id", "in", posts.channel_id.ids),
                ("company_id", "in", posts.company_id.ids),
                ("year", "in", [quarter.year for quarter in quarters]),
                ("quarter", "in", [str(quarter.number) for quarter in quarters]),
            ],
            ["user_id", "company_id", "channel_id", "year", "quarter", "topic_id"],
        )
        result = {}
        for target in found:
            key = (
                target.user_id,
                target.company_id,
                target.channel_id,
                target.year,
                target.quarter,
            )
            result.setdefault(key, {})[target.topic_id] = target
        return result

    def _link_posts(self):
        """Let posts that are there already count for these targets."""
        # sudo: the system links posts of everybody; archived ones were published, too
        posts = self.env["aig.content.post"].sudo().with_context(active_test=False)
        first = min(self.mapped("date_from"), default=False)
        if not first:
            return
        last = max(self.mapped("date_to"))
        of_same = Domain(
            [
                ("user_id", "in", self.user_id.ids),
                ("channel_id", "in", self.channel_id.ids),
                ("company_id", "in", self.company_id.ids),
            ]
        )
        in_time = Domain(
            [("date_published", ">=", first), ("date_published", "<=", last)]
        ) | Domain(
            [
                ("date_published", "=", False),
                ("week_planned", ">=", first - THURSDAY),
                ("week_planned", "<=", last - THURSDAY),
            ]
        )
        linked = Domain("target_id", "in", self.ids)
        posts.search(linked | (of_same & in_time))._link_targets()
