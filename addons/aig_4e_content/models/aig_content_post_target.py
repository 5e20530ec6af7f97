from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.aig_base.tools.period import quarter_of

from .aig_content_post import CANCELLED, PUBLISHED

#: What decides for which target a post counts.
LINK_FIELDS = {
    "user_id",
    "channel_id",
    "topic_id",
    "company_id",
    "week_planned",
    "date_published",
    "state",
    "active",
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
        posts._spread_changed({})
        return posts

    def write(self, vals):
        if not vals.keys() & LINK_FIELDS:
            return super().write(vals)
        before = self._get_counted()
        result = super().write(vals)
        self._link_targets()
        self._spread_changed(before)
        return result

    def unlink(self):
        # sudo: the system counts for everybody
        targets = self.sudo().target_id
        result = super().unlink()
        targets._spread()
        return result

    def _get_counted(self):
        """For which target each post counts, and in which week."""
        # sudo: the system counts for everybody
        return {post.id: post._get_counted_as() for post in self.sudo()}

    def _get_counted_as(self):
        if self.state == PUBLISHED:
            return self.target_id, self.date_published, self.week_planned
        if self.state == CANCELLED or not (self.active and self.week_planned):
            return (self.target_id.browse(),)
        return self.target_id, self.week_planned

    def _spread_changed(self, before):
        """Plan anew the weeks of all for whom these posts count otherwise now.

        A post counts in the week for which somebody planned it, once it is published
        in that in which it was.
        """
        targets = self.env["aig.content.target"]
        none = (targets,)
        for post_id, counted in self._get_counted().items():
            if counted != before.get(post_id, none):
                targets |= counted[0] | before.get(post_id, none)[0]
        targets._spread()

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
