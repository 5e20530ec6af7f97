from collections import defaultdict
from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.aig_base.concurrency import lock_or_retry

from ..tools.weeks import Row, pace, plan, weeks_between
from .aig_content_target import FIGURES

#: An object, so that nobody keeps the robot from planning by a context of his own.
LATER = object()
#: People whose weeks are planned and saved at once.
BATCH = 100
WRITTEN = (*FIGURES, "needs_spread", "spread_week")
#: A week that was never planned, as it is read: id, quantity, done, due, days, pinned.
EMPTY = (0, 0, 0, 0, 0, 0)
QUANTITY, DUE, PINNED = 1, 3, 5
#: What makes another person's, another channel's or another quarter's target.
KEY = ("user_id", "channel_id", "topic_id", "year", "quarter", "company_id")

#: Posts that people planned for a week: open ones, and those published in that week.
_PINNED = """
SELECT target_id, week_planned, count(*)
  FROM aig_content_post
 WHERE target_id = ANY(%s) AND week_planned IS NOT NULL
   AND (state NOT IN ('published', 'cancelled') AND active
        OR state = 'published'
           AND date_trunc('week', date_published)::date = week_planned)
 GROUP BY target_id, week_planned
"""
_DONE = """
SELECT target_id, date_trunc('week', date_published)::date, count(*)
  FROM aig_content_post
 WHERE target_id = ANY(%s) AND state = 'published' GROUP BY 1, 2
"""
_INSERT_WEEKS = """
INSERT INTO aig_content_allocation
    (target_id, week_start, quantity, done, due, days, pinned, user_id, channel_id,
     company_id, create_uid, create_date, write_uid, write_date)
SELECT new.target_id, new.week_start, new.quantity, new.done, new.due, new.days,
       new.pinned, target.user_id, target.channel_id, target.company_id,
       robot.uid, now() AT TIME ZONE 'UTC', robot.uid, now() AT TIME ZONE 'UTC'
  FROM (SELECT %s AS uid) robot,
       unnest(%s::int[], %s::date[], %s::int[], %s::int[], %s::int[], %s::int[],
              %s::int[])
       AS new (target_id, week_start, quantity, done, due, days, pinned)
  JOIN aig_content_target target ON target.id = new.target_id
"""
_UPDATE_WEEKS = """
UPDATE aig_content_allocation
   SET quantity = new.quantity, done = new.done, due = new.due, days = new.days,
       pinned = new.pinned, write_uid = %s, write_date = now() AT TIME ZONE 'UTC'
  FROM unnest(%s::int[], %s::int[], %s::int[], %s::int[], %s::int[], %s::int[])
       AS new (id, quantity, done, due, days, pinned)
 WHERE new.id = aig_content_allocation.id
"""
_UPDATE_FIGURES = """
UPDATE aig_content_target
   SET done_count = new.done_count, left_count = new.left_count,
       due_count = new.due_count, behind_count = new.behind_count,
       behind_since = new.behind_since, behind_weeks = new.behind_weeks,
       has_forecast = new.has_forecast IS TRUE,
       forecast = new.forecast, needs_spread = new.needs_spread IS TRUE,
       spread_week = new.spread_week
  FROM unnest(%s::int[], %s::int[], %s::int[], %s::int[], %s::int[], %s::date[],
              %s::int[], %s::bool[], %s::int[], %s::bool[], %s::date[])
       AS new (id, done_count, left_count, due_count, behind_count, behind_since,
               behind_weeks, has_forecast, forecast, needs_spread, spread_week)
 WHERE new.id = aig_content_target.id
"""


def _columns(rows):
    """Rows as the lists that ``unnest`` takes."""
    return [list(column) for column in zip(*rows, strict=True)]


def _planned_before(monday):
    """Not planned since the week began, and the quarter not known to be over."""

    def to_sql(model, alias, query):
        week = model._field_to_sql(alias, "spread_week", query)
        last = model._field_to_sql(alias, "date_to", query)
        return SQL(
            "(%(week)s IS NULL OR %(week)s < %(monday)s AND %(week)s <= %(last)s)",
            week=week,
            monday=monday,
            last=last,
        )

    return to_sql


class AigContentTarget(models.Model):
    """The robot: splits targets over weeks, and says how they stand (A56).

    Weeks that are over stay as they were planned. Posts published before this week,
    and the quantities from this week on, add up to the target. All targets of a person
    in a quarter are planned together, so that the person's weeks are even, too. Posts
    that people plan for a week count in that week.
    """

    _inherit = "aig.content.target"  # pylint: disable=consider-merging-classes-inherited

    # When -----------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        targets = super().create(vals_list)
        targets._link_posts()
        targets._spread()
        return targets

    def write(self, vals):
        if not vals.keys() & {*KEY, "quantity"}:
            return super().write(vals)
        before = self._with_siblings()
        keys = {target: target._get_key() for target in self}
        result = super().write(vals)
        moved = self.filtered(lambda target: target._get_key() != keys[target])
        if moved:
            # sudo: the weeks are the robot's; super() asked for the right to the target
            moved.sudo().allocation_ids.unlink()
            moved._link_posts()
        (before | self)._spread()
        return result

    def unlink(self):
        left = self._with_siblings() - self
        # sudo: posts of anybody are linked, as the system does it
        posts = self.env["aig.content.post"].sudo().with_context(active_test=False)
        posts = posts.search([("target_id", "in", self.ids)])
        result = super().unlink()
        posts.invalidate_recordset(["target_id"])
        posts._link_targets()
        left._spread()
        return result

    @api.model
    def _mark_for_spread(self, company=None, users=None):
        """Holidays, leave or working hours have changed: let the cron plan anew.

        Only targets whose quarter is not over are concerned.
        """
        companies = company or self._get_companies()
        domain = Domain.OR(
            [("company_id", "=", one.id), ("date_to", ">=", one._aig_today())]
            for one in companies
        )
        domain &= Domain("needs_spread", "=", False)
        if users is not None:
            domain &= Domain("user_id", "in", users.ids)
        # sudo: whoever keeps the calendars need not see the targets
        targets = self.sudo().search(domain)
        if targets:
            targets.write({"needs_spread": True})
            self.env.ref(
                "aig_4e_content.ir_cron_aig_content_target_spread"
            ).sudo()._trigger()

    @api.model
    def _get_companies(self):
        """Companies that have targets."""
        # sudo: whoever keeps the calendars need not see the targets
        groups = self.sudo()._read_group([], ["company_id"])
        return self.env["res.company"].union(*(company for [company] in groups))

    @api.model
    def _cron_spread(self):
        """Plan what has changed and what a new week has begun for, in batches."""
        todo = self._get_unplanned()
        crons = self.env["ir.cron"]
        people = list(todo.grouped(lambda one: (one.user_id, one.company_id)).values())
        crons._commit_progress(remaining=len(people))
        for start in range(0, len(people), BATCH):
            batch = people[start : start + BATCH]
            self.browse().union(*batch)._spread(skip_locked=True)
            if not crons._commit_progress(len(batch)):
                return

    @api.model
    def _get_unplanned(self):
        domains = [Domain("needs_spread", "=", True)]
        for company in self._get_companies():
            monday = company._aig_this_monday()
            domains.append(
                Domain("company_id", "=", company.id)
                & Domain("date_from", "<=", monday + timedelta(6))
                & Domain.custom(to_sql=_planned_before(monday))
            )
        return self.search(Domain.OR(domains), order="user_id, id")

    # How ------------------------------------------------------------------------------

    def _with_siblings(self):
        """All targets of the same people in the same quarters."""
        keys = {target._get_group_key() for target in self}
        # sudo: the plan of a person is one, whoever changes a part of it
        found = self.sudo().search(
            [
                ("user_id", "in", self.user_id.ids),
                ("year", "in", list(set(self.mapped("year")))),
                ("quarter", "in", list(set(self.mapped("quarter")))),
                ("company_id", "in", self.company_id.ids),
            ]
        )
        return found.filtered(lambda one: one._get_group_key() in keys)

    def _get_key(self):
        return tuple(self[name] for name in KEY)

    def _get_group_key(self):
        return self.user_id, self.company_id, self.year, self.quarter

    def _plan_later(self):
        """These targets, for many changes after which ``_plan_now`` is called once."""
        return self.with_context(aig_plan=LATER)

    def _plan_now(self):
        """Plan what was changed by ``_plan_later``."""
        self.with_context(aig_plan=None)._spread()

    def _spread(self, skip_locked=False):
        """Plan the weeks of the people of these targets; write what differs, at once.

        :param skip_locked: leave alone people somebody else is planning just now
        :raises ConcurrencyError: somebody else is, and the server is to try again
        """
        if self.env.context.get("aig_plan") is LATER:
            return
        targets = self.exists()._with_siblings()
        groups = targets.grouped(lambda one: one._get_group_key())
        if skip_locked:
            free = targets.try_lock_for_update(allow_referencing=True)
            groups = {key: group for key, group in groups.items() if group <= free}
            targets = targets.browse().union(*groups.values())
        else:
            lock_or_retry(targets)
        if not targets:
            return
        known = targets._read_weeks()
        posts = targets._read_posts(_DONE), targets._read_posts(_PINNED)
        days = self.sudo()._get_days_of_groups(groups)
        weeks, figures = {}, {}
        for key, group in groups.items():
            group._plan_group(days[key], known, posts, weeks, figures)
        targets._write_weeks(known, weeks)
        targets._write_figures(figures)
        targets._after_spread()

    def _after_spread(self):
        """What follows from new figures; extended by reminders."""

    @api.model
    def _get_days_of_groups(self, groups):
        if not groups:
            return {}
        first = min(group[0].date_from for group in groups.values())
        last = max(group[0].date_to for group in groups.values())
        people = {key[:2] for key in groups}
        days = self._get_working_days(people, first, last)
        return {
            key: days[key[:2]](group[0].date_from, group[0].date_to)
            for key, group in groups.items()
        }

    def _plan_group(self, days, known, posts, weeks, figures):
        """Plan one person's quarter into ``weeks`` and ``figures``."""
        mondays = weeks_between(self[0].date_from, self[0].date_to)
        this_monday = self[0].company_id._aig_this_monday()
        current = sum(monday < this_monday for monday in mondays)
        rows = [
            target._prepare_row(mondays, current, known[target.id], *posts)
            for target in self
        ]
        planned = plan(rows, days, current)
        for target, row, shares in zip(self, rows, planned, strict=True):
            old = known[target.id]
            for index, monday in enumerate(mondays):
                if index < current:
                    quantity, due = old.get(monday, EMPTY)[QUANTITY], row.due[index]
                    pinned = old.get(monday, EMPTY)[PINNED]
                else:
                    share = shares[index - current]
                    quantity, due = share.quantity, share.due
                    pinned = row.pinned[index]
                weeks[target.id, monday] = (
                    quantity,
                    row.done[index],
                    due,
                    days[index],
                    pinned,
                )
            figures[target] = target._prepare_figures(
                pace(row, days, current), mondays, current, this_monday
            )

    def _prepare_row(self, mondays, current, known, done, pinned):
        def by_week(numbers):
            return tuple(numbers[self.id].get(monday, 0) for monday in mondays)

        due = tuple(known.get(monday, EMPTY)[DUE] for monday in mondays[:current])
        return Row(
            self.quantity, self.channel_id.id, by_week(done), due, by_week(pinned)
        )

    def _prepare_figures(self, stand, mondays, current, this_monday):
        since = stand.behind_since
        return {
            "done_count": stand.done,
            "left_count": max(self.quantity - stand.done, 0),
            "due_count": stand.due,
            "behind_count": stand.behind,
            "behind_since": False if since is None else mondays[since],
            "behind_weeks": 0 if since is None else current - since,
            "has_forecast": stand.forecast is not None,
            "forecast": False if stand.forecast is None else stand.forecast,
            "needs_spread": False,
            "spread_week": this_monday,
        }

    # Reading and writing --------------------------------------------------------------

    def _read_weeks(self):
        """``{target id: {monday: (id, quantity, done, due, days, pinned)}}``"""
        self.env["aig.content.allocation"].flush_model()
        self.env.cr.execute(
            "SELECT target_id, week_start, id, quantity, done, due, days, pinned"
            " FROM aig_content_allocation WHERE target_id = ANY(%s)",
            (self.ids,),
        )
        weeks = defaultdict(dict)
        for target_id, monday, *values in self.env.cr.fetchall():
            weeks[target_id][monday] = tuple(value or 0 for value in values)
        return weeks

    def _read_posts(self, query):
        """``{target id: {monday: number of posts}}``"""
        self.env["aig.content.post"].flush_model(
            ["target_id", "state", "date_published", "week_planned", "active"]
        )
        self.env.cr.execute(query, (self.ids,))
        posts = defaultdict(dict)
        for target_id, monday, number in self.env.cr.fetchall():
            posts[target_id][monday] = number
        return posts

    def _write_weeks(self, known, weeks):
        """Insert and update what differs: two statements for all people."""
        new, changed = [], []
        for (target_id, monday), values in weeks.items():
            old = known[target_id].get(monday)
            if old is None:
                new.append((target_id, monday, *values))
            elif old[QUANTITY:] != values:
                changed.append((old[0], *values))
        if new:
            self.env.cr.execute(_INSERT_WEEKS, [self.env.uid, *_columns(new)])
        if changed:
            self.env.cr.execute(_UPDATE_WEEKS, [self.env.uid, *_columns(changed)])
        if new or changed:
            self.env["aig.content.allocation"].invalidate_model(flush=False)
            self.invalidate_recordset(["allocation_ids"], flush=False)

    def _write_figures(self, figures):
        self.env["aig.content.target"].flush_model(WRITTEN)
        changed = [
            (
                target.id,
                *(vals[name] if vals[name] is not False else None for name in WRITTEN),
            )
            for target, vals in figures.items()
            if any(target[name] != vals[name] for name in WRITTEN)
        ]
        if changed:
            self.env.cr.execute(_UPDATE_FIGURES, _columns(changed))
            self.invalidate_recordset(WRITTEN, flush=False)
