from datetime import timedelta
from decimal import Decimal

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.aig_4e_content.models.aig_content_post import CANCELLED, PUBLISHED
from odoo.addons.aig_4e_content.tools.workflow import DRAFT as DRAFTED
from odoo.addons.aig_4e_content.tools.workflow import IDEA, needed, obstacles
from odoo.addons.aig_base.tools.period import quarter_of
from odoo.addons.aig_kpi_dashboard.models.aig_my_day import (
    APPROVE,
    DRAFT,
    MOST,
    OTHER,
    Figure,
    Section,
    Source,
)
from odoo.addons.aig_kpi_dashboard.tools.my_day import pace

POSTS = "posts"
POST = Decimal(1)


class AigMyDay(models.AbstractModel):
    """The week of a content officer, and posts that wait for salespeople (A54)."""

    _inherit = "aig.my.day"

    @api.model
    def _get_sections(self):
        sections = super()._get_sections()
        if not self.env.user.has_group("aig_base.group_content_user"):
            return sections
        posts = Section(
            POSTS,
            self.env._("My posts this week"),
            self.env._("Nothing is in work for this week."),
            is_optional=bool(sections),
        )
        sections = sections or [
            Section(APPROVE, self.env._("Waiting for my decision"), is_optional=True),
            Section(OTHER, self.env._("Other things to do"), is_optional=True),
        ]
        # before what is left at the end
        return [*sections[:-1], posts, sections[-1]]

    @api.model
    def _get_sources(self):
        return [
            *super()._get_sources(),
            Source((POSTS,), self._find_posts),
            Source((POSTS,), self._find_posts_pace),
            Source((APPROVE,), self._find_posts_to_approve),
            Source((DRAFT,), self._find_posts_to_send),
            Source((DRAFT,), self._find_mailings),
        ]

    @api.model
    def _find_posts(self):
        """One's posts of this week, and those that are late."""
        posts = self.env["aig.content.post"].search(
            [
                ("user_id", "=", self.env.uid),
                ("company_id", "=", self.env.company.id),
                ("state", "not in", [PUBLISHED, CANCELLED]),
                ("week_planned", "<=", self.env.company._aig_this_monday()),
            ],
            order="deadline, week_planned, id",
            limit=MOST,
        )
        states = dict(posts._fields["state"]._description_selection(self.env))
        return [
            self._make_row(
                POSTS,
                post,
                f"{post.channel_id.name}, {states[post.state]}",
                title=post.name,
                due=post.deadline or None,
                buttons=self._get_post_buttons(post),
            )
            for post in posts
        ]

    @api.model
    def _get_post_buttons(self, post):
        """The next step of a post, where nothing stands between; else it is opened."""
        if post.state == IDEA:
            return [self._make_step(post, "action_draft", self.env._("Start"))]
        if not obstacles(post._as_post(), PUBLISHED):
            return [self._make_step(post, "action_publish", self.env._("Publish"))]
        if post.state == DRAFTED and needed(post.channel_id.approval_mode):
            return [
                self._make_step(post, "action_review", self.env._("Ask for Review"))
            ]
        return []

    @api.model
    def _make_step(self, post, method, label):
        return self._make_button(post, method, label, "fa-arrow-right")

    @api.model
    def _find_posts_pace(self):
        """How many of this week's posts, and of the quarter's, are published."""
        company = self.env.company
        today = company._aig_today()
        quarter = quarter_of(today)
        targets = self.env["aig.content.target"].search(
            [
                ("user_id", "=", self.env.uid),
                ("company_id", "=", company.id),
                ("year", "=", quarter.year),
                ("quarter", "=", str(quarter.number)),
            ]
        )
        if not targets:
            return []
        monday = company._aig_this_monday()
        label = self.env["aig.period"]._get_label(quarter.year, str(quarter.number))
        week = (targets, "this_week_quantity", "this_week_done")
        whole = (targets, "quantity", "done_count")
        return [
            self._make_posts_figure(
                self.env._("Posts of this week"),
                *week,
                (monday, monday + timedelta(6), today),
            ),
            self._make_posts_figure(
                self.env._("Posts of %(quarter)s", quarter=label),
                *whole,
                (quarter.first_day, quarter.last_day, today),
            ),
        ]

    @api.model
    def _make_posts_figure(self, title, targets, goal, done, days):
        numbers = [Decimal(sum(targets.mapped(name))) for name in (goal, done)]
        return Figure(
            POSTS,
            title,
            pace(*numbers, *days, POST),
            {"xmlid": "aig_4e_content.aig_content_my_target_action"},
            is_money=False,
        )

    @api.model
    def _find_posts_to_approve(self):
        """Posts of others that wait for the user's approval."""
        posts = self.env["aig.content.post"]
        if not posts.has_access("write"):
            return []
        waiting = posts.search(
            [("state", "=", "review"), ("user_id", "!=", self.env.uid)],
            order="deadline, id",
            limit=MOST,
        )
        return [
            self._make_row(
                APPROVE,
                post,
                f"{post.channel_id.name}, {post.user_id.name}",
                title=post.name,
                due=post.deadline or None,
                buttons=[self._make_approve(post)],
            )
            for post in waiting
            if post.can_approve
        ]

    @api.model
    def _find_posts_to_send(self):
        """Published posts that one's customers are to get this week, or are late."""
        monday = self.env.company._aig_this_monday()
        rows = self.env["aig.content.roadmap"].search(
            Domain("user_id", "=", self.env.uid)
            & Domain("sent_date", "=", False)
            & Domain("is_skipped", "=", False)
            & Domain("week_planned", "<=", monday)
            & Domain("post_id.state", "=", PUBLISHED)
            & Domain("post_id.url", "!=", False),
            order="week_planned, id",
            limit=MOST,
        )
        customers = self._get_customers(rows.partner_id)
        return [
            self._make_row(
                DRAFT,
                row,
                self.env._("4E post: %(post)s", post=row.post_id.name),
                customers[row.partner_id.id],
                # one mail tells of all that is due for the customer
                about=("4e", row.partner_id.id),
                due=row.week_planned + timedelta(6),
                buttons=[self._make_send(row.partner_id, "action_aig_send_4e")],
            )
            for row in rows
        ]

    @api.model
    def _find_mailings(self):
        """4E mails whose posts somebody chose, and that were not sent."""
        mailings = self.env["aig.content.mailing"].search(
            [
                ("user_id", "=", self.env.uid),
                ("state", "=", "draft"),
                ("is_automatic", "=", False),
                ("line_ids", "!=", False),
            ],
            limit=MOST,
        )
        customers = self._get_customers(mailings.partner_id)
        return [
            self._make_row(
                DRAFT,
                mailing,
                self.env._("4E mail: %(title)s", title=mailing._say_title()),
                customers[mailing.partner_id.id],
                buttons=[self._make_send(mailing)],
            )
            for mailing in mailings
        ]
