from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..tools.workflow import (
    APPROVAL,
    APPROVED,
    CANCELLED,
    CHECKLIST,
    DRAFT,
    IDEA,
    LINK,
    MOVE,
    PUBLISHED,
    REVIEW,
    Post,
    obstacles,
)


class AigContentPost(models.Model):
    """The life of a post, from an idea to its publication (A42, A46).

    A state that is typed, imported or dragged on the board is a step like that of a
    button: it takes place, or is refused with one sentence.
    """

    _inherit = "aig.content.post"  # pylint: disable=consider-merging-classes-inherited

    checked_ids = fields.Many2many(
        "aig.content.check",
        domain="[('channel_id', '=', channel_id)]",
        tracking=True,
        copy=False,
    )
    check_ids = fields.One2many(related="channel_id.check_ids", string="Checklist")

    @api.model_create_multi
    def create(self, vals_list):
        rest, steps = [], []
        for vals in vals_list:
            vals = dict(vals)
            steps.append(
                (vals.pop("state", None) or IDEA, vals.pop("date_published", None))
            )
            rest.append(vals)
        posts = super().create(rest)
        for post, (state, day) in zip(posts, steps, strict=True):
            if state != IDEA:
                post._move_to(state)
            if day:
                post.write({"date_published": day})
        return posts

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        vals = dict(vals)
        state = vals.pop("state", None)
        if "date_published" in vals:
            self._check_day(vals["date_published"])
        result = super().write(vals) if vals or not state else True
        if state:
            self._move_to(state)
        return result

    def _check_day(self, day):
        """Refuse a day of publication that nobody may type.

        :raises AccessError: the user is no content manager
        :raises ValidationError: the day is missing or has not come
        """
        if not self.env.user.has_group("aig_base.group_content_manager"):
            raise AccessError(
                self.env._(
                    "The day of publication is set by “Publish”; a content manager may"
                    " correct it."
                )
            )
        today = self.env.company._aig_today()
        if not day or fields.Date.to_date(day) > today:
            raise ValidationError(
                self.env._("A post is published today or was on a day before.")
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_published(self):
        for post in self:
            if post.state == PUBLISHED:
                raise UserError(
                    self.env._(
                        "“%(post)s” is published and counts: take it back first, or"
                        " archive it.",
                        post=post.name,
                    )
                )

    # Steps

    def action_draft(self):
        """Work on the post, also again after a review."""
        self._move_to(DRAFT)

    def action_review(self):
        """Ask the channel's reviewer to look at the post."""
        self._move_to(REVIEW)

    def action_approve(self):
        """Approve the post as the user's role may.

        :raises AccessError: the user may not approve posts, or wrote this one
        """
        for post in self:
            post._approve()

    def action_publish(self):
        """Keep that the post is on its channel since today (A46)."""
        self._move_to(PUBLISHED)

    def action_take_back(self):
        """The post is not published after all: it counts no more."""
        self._move_to(APPROVED)

    def action_cancel(self):
        """Give the post up."""
        self._move_to(CANCELLED)

    def action_idea(self):
        """Take a post that was given up, or begun too early, for an idea again."""
        self._move_to(IDEA)

    def _move_to(self, state):
        """Take each post to a state, with what follows from it.

        :raises UserError: one sentence on what is missing
        """
        self.check_access("write")
        moved = self.filtered(lambda post: post.state != state)
        for post in moved:
            post._check_move(state)
        for day, posts in moved.grouped(
            lambda post: state == PUBLISHED and post.company_id._aig_today()
        ).items():
            posts._decide({"state": state, "date_published": day})
        moved._after_move(state)

    def _after_move(self, state):
        """What follows from a step, before it counts; override it."""

    def _check_move(self, state):
        self.ensure_one()
        found = obstacles(self._as_post(), state)
        if not found:
            return
        names = dict(self._fields["state"]._description_selection(self.env))
        sentences = {
            MOVE: self.env._(
                "“%(post)s” cannot go from “%(old)s” to “%(new)s”.",
                post=self.name,
                old=names[self.state],
                new=names.get(state, state),
            ),
            APPROVAL: self.env._(
                "“%(post)s” needs an approval first: the channel “%(channel)s” asks for"
                " it. Ask for a review.",
                post=self.name,
                channel=self.channel_id.name,
            ),
            CHECKLIST: self.env._(
                "“%(post)s” has points of the checklist that are not ticked:"
                " %(points)s.",
                post=self.name,
                points=", ".join(self._get_unchecked().mapped("name")),
            ),
            LINK: self.env._(
                "“%(post)s” has no link yet: paste where it is published, then publish"
                " it.",
                post=self.name,
            ),
        }
        raise UserError(sentences[found[0]])

    def _as_post(self):
        self.ensure_one()
        return Post(
            self.state,
            self.channel_id.approval_mode,
            self._count_approvals(),
            bool(self.url),
            len(self._get_unchecked()),
        )

    def _get_unchecked(self):
        """Points of the channel's checklist that must be ticked and are not."""
        needed = self.channel_id.check_ids.filtered("is_required")
        return needed - self.checked_ids
