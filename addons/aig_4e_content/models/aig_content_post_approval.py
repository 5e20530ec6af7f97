from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..tools.workflow import APPROVED, DRAFT, PUBLISHED, REVIEW, needed

REVIEWING = "aig_4e_content.mail_activity_type_review"
DECIDED_FIELDS = {
    "approved_by_id",
    "approved_date",
    "second_approved_by_id",
    "second_approved_date",
}
#: What an approval is given for.
READ_FIELDS = {"name", "post_type", "channel_id", "summary", "content", "image"}


class AigContentPost(models.Model):
    """Approval by others than the author, as the channel asks for it (A52)."""

    _inherit = "aig.content.post"  # pylint: disable=consider-merging-classes-inherited

    approval_mode = fields.Selection(related="channel_id.approval_mode")
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_date = fields.Datetime(string="Approved On", readonly=True, copy=False)
    second_approved_by_id = fields.Many2one(
        "res.users", string="Approved by the Director", readonly=True, copy=False
    )
    second_approved_date = fields.Datetime(
        string="Director's Approval On", readonly=True, copy=False
    )
    can_approve = fields.Boolean(compute="_compute_can_approve")

    @api.depends("user_id", "state", "approval_mode", *DECIDED_FIELDS)
    @api.depends_context("uid")
    def _compute_can_approve(self):
        for post in self:
            post.can_approve = bool(
                post.state in ("draft", REVIEW) and post._get_approval_field()
            )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | DECIDED_FIELDS

    def write(self, vals):
        changed = READ_FIELDS & vals.keys()
        if changed and not self.env.su:
            self._check_unpublished()
        result = super().write(vals)
        if changed and not self.env.su:
            self._withdraw_approval()
        return result

    def _check_unpublished(self):
        """Refuse to change what is public.

        :raises UserError: one of the posts is published
        """
        self.check_access("write")
        for post in self:
            if post.state == PUBLISHED:
                raise UserError(
                    self.env._(
                        "“%(post)s” is published: take it back, then change it.",
                        post=post.name,
                    )
                )

    def _withdraw_approval(self):
        """What was approved has changed: somebody must look at it again."""
        fields_none = dict.fromkeys(DECIDED_FIELDS, False)
        approved = self.filtered(lambda post: post._count_approvals(anyone=True))
        for post in approved:
            back = post.state == APPROVED and needed(post.approval_mode)
            post._decide({**fields_none, **({"state": DRAFT} if back else {})})

    def _count_approvals(self, anyone=False):
        """Approvals that count for the channel: none is the author's own."""
        self.ensure_one()
        approvers = [self.approved_by_id, self.second_approved_by_id]
        return sum(
            bool(user) and (anyone or user != self.user_id) for user in approvers
        )

    def _get_approval_field(self):
        """Name of the approval that the user can give now, None: none of them."""
        self.ensure_one()
        user, mode = self.env.user, self.approval_mode
        if user == self.user_id and needed(mode):
            return None
        is_manager = user.has_group("aig_base.group_content_manager")
        is_director = user.has_group("aig_base.group_director")
        one_level = needed(mode) < 2
        if not self.approved_by_id and (is_manager or (is_director and one_level)):
            return None if self.second_approved_by_id == user else "approved"
        if not one_level and not self.second_approved_by_id and is_director:
            return None if self.approved_by_id == user else "second_approved"
        return None

    def _approve(self):
        """Keep the user's approval; with the last one needed the post is approved.

        :raises AccessError: the user has none to give
        """
        self.ensure_one()
        self.check_access("write")
        name = self._get_approval_field()
        if not name:
            raise AccessError(self._say_who_approves())
        self._decide(
            {f"{name}_by_id": self.env.uid, f"{name}_date": fields.Datetime.now()}
        )
        self.activity_feedback([REVIEWING], user_id=self.env.uid)
        if self._count_approvals() >= needed(self.approval_mode):
            self._move_to(APPROVED)

    def _say_who_approves(self):
        if self.env.user == self.user_id:
            return self.env._("Your own post is approved by somebody else, not by you.")
        modes = self.env["aig.content.channel"]._fields["approval_mode"]
        return self.env._(
            "Posts of “%(channel)s” are approved so: %(who)s. There is no approval of"
            " yours to give.",
            channel=self.channel_id.name,
            who=dict(modes._description_selection(self.env))[self.approval_mode],
        )

    def _after_move(self, state):
        result = super()._after_move(state)
        if state == REVIEW:
            self._ask_review()
        else:
            self.activity_unlink([REVIEWING])
        if state == DRAFT:
            self._withdraw_approval()
        return result

    def _ask_review(self):
        """One task for the channel's reviewer."""
        for post in self:
            reviewer = post.channel_id.reviewer_id
            if reviewer and reviewer != post.user_id:
                theirs = post.with_context(lang=reviewer.lang).env
                post.activity_schedule(
                    REVIEWING,
                    summary=theirs._("Look at this post"),
                    user_id=reviewer.id,
                    date_deadline=post.deadline or post.company_id._aig_today(),
                )
