from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.aig_base.tools.period import quarter_of

from .aig_content_post import PUBLISHED

#: What decides for which target a post counts.
LINK_FIELDS = {
    "user_id",
    "channel_id",
    "topic_id",
    "company_id",
    "week_planned",
    "date_published",
    "state",
}
#: From the Monday of a week to the day that says in which quarter the week lies.
THURSDAY = timedelta(days=3)


class AigContentPost(models.Model):
    """The target that a post counts for, and the robot's next run (A56)."""

    _inherit = "aig.content.post"  # pylint: disable=consider-merging-classes-inherited

    # Read by: the robot, the figures of a target
    target_id = fields.Many2one(
        "aig.content.target",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="Of its author, channel and quarter; the target of its topic before the"
        " one of any topic. The quarter is that of the day of publication, before that"
        " the one in which most days of the planned week lie.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"target_id"}

    @api.model_create_multi
    def create(self, vals_list):
        posts = super().create(vals_list)
        posts._link_targets()
        posts._spread_published()
        return posts

    def write(self, vals):
        if not vals.keys() & LINK_FIELDS:
            return super().write(vals)
        before = self._get_counted_targets()
        result = super().write(vals)
        self._link_targets()
        self._spread_published(before)
        return result

    def unlink(self):
        before = self._get_counted_targets()
        result = super().unlink()
        before._spread()
        return result

    def _get_counted_targets(self):
        # sudo: the system counts for everybody
        published = self.sudo().filtered(lambda post: post.state == PUBLISHED)
        return published.target_id

    def _spread_published(self, before=None):
        """Plan the weeks anew of whom these posts count for, or counted."""
        targets = self._get_counted_targets()
        (targets | before if before else targets)._spread()

    def _link_targets(self):
        """Find for each post the target it counts for."""
        # sudo: the system links posts of everybody, to targets of everybody
        posts = self.sudo()
        days = {post: post._get_target_day() for post in posts}
        targets = self.env["aig.content.target"].sudo()._get_by_key(posts, days)
        none = self.env["aig.content.target"]
        by_target = {}
        for post in posts:
            found = targets.get(post._get_target_key(days[post]), {})
            target = found.get(post.topic_id) or found.get(post.topic_id.browse(), none)
            if target != post.target_id:
                by_target.setdefault(target, []).append(post.id)
        for target, ids in by_target.items():
            posts.browse(ids).write({"target_id": target.id})

    def _get_target_key(self, day):
        quarter = day and quarter_of(day)
        return quarter and (
            self.user_id,
            self.company_id,
            self.channel_id,
            quarter.year,
            str(quarter.number),
        )

    def _get_target_day(self):
        if self.date_published:
            return self.date_published
        return self.week_planned and self.week_planned + THURSDAY
