from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.aig_base.tools.period import Quarter, quarter_of

MOST = 1000


class AigContentTarget(models.Model):
    """The grid in which targets are given: persons x channels, beside the goals (A53).

    A cell is the target of any topic; targets of single topics stand beside it, in rows
    that open below the person.
    """

    _inherit = "aig.content.target"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_assigned(self, domain):
        """Targets and published posts of the company, year, quarter and channel."""
        # sudo: sums of the department; who may read goals need not read each target
        groups = self.sudo()._read_group(
            domain,
            ["company_id", "year", "quarter", "channel_id"],
            ["quantity:sum", "done_count:sum"],
        )
        return {tuple(key): (quantity, done) for *key, quantity, done in groups}

    # Reading --------------------------------------------------------------------------

    @api.model
    def get_grid(self, year=None, quarter=None):
        """The grid of a quarter, of this one unless it is named.

        :param int year: calendar year
        :param int quarter: 1 to 4
        """
        company = self.env.company
        period = self._get_grid_period(year, quarter)
        domain = self._get_grid_domain(period)
        targets = self.search(domain)
        goals = self.env["aig.content.goal"].search(domain)
        # the built-in administrator is in each group because it installs them
        officers = self._get_grid_people(company) - self.env.ref("base.user_admin")
        people = officers | targets.user_id
        channels = self.env["aig.content.channel"].search([("active", "=", True)])
        channels |= targets.channel_id | goals.channel_id
        goal_of = {goal.channel_id: goal.quantity for goal in goals}
        return {
            "quarter": self._prepare_page_quarter(period),
            "can_write": self.has_access("write") and self.has_access("create"),
            "channels": [
                {
                    "id": channel.id,
                    "name": channel.name,
                    "goal": goal_of.get(channel),
                }
                for channel in channels.sorted()
            ],
            "people": [
                {"id": user.id, "name": user.name} for user in people.sorted("name")
            ],
            "topics": self._prepare_grid_topics(targets),
            "cells": targets._prepare_grid_cells(),
            "topic_cells": {
                f"{one.user_id.id}-{one.channel_id.id}-{one.topic_id.id}": one.quantity
                for one in targets.filtered("topic_id")
            },
        }

    @api.model
    def _prepare_grid_topics(self, targets):
        topics = self.env["aig.content.topic"].search([("active", "=", True)])
        topics |= targets.topic_id
        return [{"id": topic.id, "name": topic.name} for topic in topics.sorted()]

    @api.model
    def _get_grid_period(self, year, quarter):
        if year and quarter:
            return Quarter(year, quarter)
        return quarter_of(self.env.company._aig_today())

    @api.model
    def _get_grid_domain(self, period):
        return Domain(
            [
                ("company_id", "=", self.env.company.id),
                ("year", "=", period.year),
                ("quarter", "=", str(period.number)),
            ]
        )

    @api.model
    def _get_grid_people(self, company):
        """Content officers of a company."""
        # sudo: who is in a group is asked by the system
        group = self.env.ref("aig_base.group_content_user").sudo()
        return group.all_user_ids.filtered(
            lambda user: user.active and not user.share and company in user.company_ids
        ).sudo(False)

    def _prepare_grid_cells(self):
        cells = {}
        for target in self:
            key = f"{target.user_id.id}-{target.channel_id.id}"
            cell = cells.setdefault(key, {"quantity": None, "topics": 0, "done": 0})
            cell["done"] += target.done_count
            if target.topic_id:
                cell["topics"] += target.quantity
            else:
                cell["quantity"] = target.quantity
        return cells

    # Writing --------------------------------------------------------------------------

    @api.model
    def action_write_grid(self, year, quarter, cells, goals=()):
        """Write a block of the grid, whole or not at all, and plan the weeks once.

        :param cells: lists of user id, channel id and number of posts, maybe of a topic
            id; ``None`` instead of a number takes the target away
        :param goals: lists of channel id and number; ``None`` takes the goal away
        :return: the grid as it is now
        :raises UserError: for what is no number of posts
        """
        period = Quarter(year, quarter)
        wanted = {
            (user, channel, *(topic or [False])): self._check_number(number)
            for user, channel, number, *topic in cells
        }
        self._write_goals(period, {key: self._check_number(n) for key, n in goals})
        later = self._plan_later()
        known = {
            (target.user_id.id, target.channel_id.id, target.topic_id.id): target
            for target in later.search(
                self._get_grid_domain(period)
                & Domain("user_id", "in", [user for user, *_rest in wanted])
            )
        }
        new, gone, touched = [], later.browse(), later.browse()
        for key, quantity in wanted.items():
            target = known.get(key)
            if target and quantity is None:
                gone |= target
            elif target and target.quantity != quantity:
                target.quantity = quantity
                touched |= target
            elif not target and quantity is not None:
                new.append(self._prepare_grid_target(period, *key, quantity))
        touched |= later.create(new)
        touched |= (gone._with_siblings() - gone).sudo(False)
        gone.unlink()
        touched._plan_now()
        return self.get_grid(year, quarter)

    @api.model
    def _prepare_grid_target(self, period, user_id, channel_id, topic_id, quantity):
        return {
            "user_id": user_id,
            "channel_id": channel_id,
            "topic_id": topic_id,
            "company_id": self.env.company.id,
            "year": period.year,
            "quarter": str(period.number),
            "quantity": quantity,
        }

    @api.model
    def _write_goals(self, period, wanted):
        goals = self.env["aig.content.goal"]
        known = goals.search(
            self._get_grid_domain(period) & Domain("channel_id", "in", list(wanted))
        ).grouped("channel_id")
        known = {channel.id: goal for channel, goal in known.items()}
        new = []
        for channel_id, quantity in wanted.items():
            goal = known.get(channel_id, goals)
            if quantity is None:
                goal.unlink()
            elif goal:
                goal.quantity = quantity
            else:
                new.append(
                    {
                        "channel_id": channel_id,
                        "company_id": self.env.company.id,
                        "year": period.year,
                        "quarter": str(period.number),
                        "quantity": quantity,
                    }
                )
        goals.create(new)

    @api.model
    def _check_number(self, value):
        """Return a number of posts, or ``None`` for an empty cell.

        :raises UserError: for anything else
        """
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if value is None or (is_number and value >= 0):
            return value
        raise UserError(
            self.env._(
                "“%(value)s” is no number of posts: type 0 or more, or leave the cell"
                " empty.",
                value=value,
            )
        )

    # The quarter before ---------------------------------------------------------------

    @api.model
    def action_copy_quarter(self, year, quarter):
        """Give everybody the targets of the quarter before, where there are none yet.

        :return: how many were copied, and the names of those who left
        """
        period = Quarter(year, quarter)
        before = self.search(self._get_grid_domain(period.previous()))
        there = {
            (one.user_id, one.channel_id, one.topic_id)
            for one in self.search(self._get_grid_domain(period))
        }
        people = self._get_grid_people(self.env.company)
        left = before.user_id - people
        copied = before.filtered(
            lambda one: (
                one.user_id in people
                and (one.user_id, one.channel_id, one.topic_id) not in there
            )
        )
        self.create(
            [
                self._prepare_grid_target(
                    period,
                    one.user_id.id,
                    one.channel_id.id,
                    one.topic_id.id,
                    one.quantity,
                )
                for one in copied
            ]
        )
        # sudo: names of who left, for whoever sees their targets anyway
        return {"copied": len(copied), "left": left.sudo().mapped("name")}
