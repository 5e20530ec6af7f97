from collections import defaultdict
from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.aig_base.tools.period import Quarter, quarter_of

from .aig_content_post import CANCELLED, PUBLISHED

SUNDAY = timedelta(days=6)
SHOWN_POSTS = 30


class AigContentTarget(models.Model):
    """A person's own page: done, planned and left by channel, and the weeks (A54)."""

    _inherit = "aig.content.target"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def get_my_page(self, year=None, quarter=None):
        """Everything one's own page shows of a quarter, of this one unless it is named.

        Nobody sees the page of anybody else: it asks for the user's own targets only.

        :param int year: calendar year
        :param int quarter: 1 to 4
        """
        company = self.env.company
        today = company._aig_today()
        period = Quarter(year, quarter) if year and quarter else quarter_of(today)
        targets = self.search(
            [
                ("user_id", "=", self.env.uid),
                ("company_id", "=", company.id),
                ("year", "=", period.year),
                ("quarter", "=", str(period.number)),
            ],
            order="channel_id, id",
        )
        monday = company._aig_this_monday()
        return {
            "quarter": self._prepare_page_quarter(period),
            "is_now": period == quarter_of(today),
            "user_id": self.env.uid,
            "monday": monday.isoformat(),
            "channels": targets._prepare_page_channels(),
            "weeks": targets._prepare_page_weeks(monday),
            "posts": self._prepare_page_posts(company, monday),
        }

    @api.model
    def _prepare_page_quarter(self, period):
        def describe(one):
            return {"year": one.year, "quarter": one.number}

        return {
            **describe(period),
            "name": self.env["aig.period"]._get_label(period.year, str(period.number)),
            "previous": describe(period.previous()),
            "next": describe(period.next()),
        }

    def _prepare_page_channels(self):
        """One entry a channel: targets of topics are added to it."""
        names = {
            "quantity": "quantity",
            "done": "done_count",
            "planned": "planned_count",
            "left": "left_count",
            "behind": "behind_count",
            "week_quantity": "this_week_quantity",
            "week_done": "this_week_done",
        }
        result = []
        for channel, targets in self.grouped("channel_id").items():
            known = targets.filtered("has_forecast")
            result.append(
                {
                    "id": channel.id,
                    "name": channel.name,
                    "target_ids": targets.ids,
                    **{key: sum(targets.mapped(name)) for key, name in names.items()},
                    # no data is not zero
                    "forecast": sum(known.mapped("forecast")) if known else None,
                }
            )
        return result

    def _prepare_page_weeks(self, monday):
        by_week = defaultdict(self.allocation_ids.browse)
        for week in self.allocation_ids:
            by_week[week.week_start] |= week
        return [
            {
                "monday": start.isoformat(),
                "name": format_date(self.env, start, date_format="d/M"),
                "day": start.day,
                "month": start.month,
                "until": format_date(self.env, start + SUNDAY, date_format="d/M"),
                "quantity": sum(weeks.mapped("quantity")),
                "done": sum(weeks.mapped("done")),
                "is_past": start < monday,
                "is_now": start == monday,
                "lines": [week._prepare_page_line() for week in weeks],
            }
            for start, weeks in sorted(by_week.items(), key=lambda item: item[0])
        ]

    @api.model
    def _prepare_page_posts(self, company, monday):
        """What the person works on: what is not published, the oldest week first."""
        posts = self.env["aig.content.post"]
        mine = Domain("user_id", "=", self.env.uid) & Domain(
            "company_id", "=", company.id
        )
        running = posts.search(
            mine
            & Domain("state", "not in", [PUBLISHED, CANCELLED])
            & Domain("week_planned", "<=", monday),
            order="week_planned, deadline, id",
            limit=SHOWN_POSTS,
        )
        published = posts.search(
            mine
            & Domain("state", "=", PUBLISHED)
            & Domain("date_published", ">=", monday),
            order="date_published desc, id desc",
            limit=SHOWN_POSTS,
        )
        states = dict(posts._fields["state"]._description_selection(self.env))
        return [
            {
                "id": post.id,
                "name": post.name,
                "channel": post.channel_id.name,
                "state": post.state,
                "state_name": states[post.state],
                "is_late": bool(
                    post.state != PUBLISHED
                    and post.deadline
                    and post.deadline < company._aig_today()
                ),
                "deadline": format_date(self.env, post.deadline, date_format="d/M")
                if post.deadline
                else "",
            }
            for post in running | published
        ]


class AigContentAllocation(models.Model):
    _inherit = "aig.content.allocation"  # pylint: disable=consider-merging-classes-inherited

    def _prepare_page_line(self):
        topic = self.target_id.topic_id.name
        channel = self.channel_id.name
        return {
            "id": self.id,
            "name": f"{channel} - {topic}" if topic else channel,
            "quantity": self.quantity,
            "done": self.done,
            "why": self.explanation,
        }
