from collections import defaultdict
from datetime import timedelta

from markupsafe import Markup

from odoo import api, models

from ..tools.weeks import missed_in_a_row

REMINDER = "aig_4e_content.mail_activity_type_behind"
ESCALATION = "aig_4e_content.mail_activity_type_behind_manager"
WEEK = timedelta(days=7)
#: From a Monday to the Friday on which a reminder is due.
FRIDAY = timedelta(days=4)
#: How far back weeks in a row are counted.
LONGEST = 26
#: People whose reminders are saved at once.
BATCH = 100

_MISSED = """
SELECT week.user_id, week.channel_id, min(week.target_id),
       sum(week.quantity), sum(week.done),
       sum(greatest(week.quantity - week.done, 0))
  FROM aig_content_allocation week
 WHERE week.week_start = %(last)s AND week.company_id = %(company)s
   AND (%(users)s::int[] IS NULL OR week.user_id = ANY(%(users)s::int[]))
 GROUP BY week.user_id, week.channel_id
HAVING sum(greatest(week.quantity - week.done, 0)) > coalesce((
           SELECT sum(since.done) FROM aig_content_allocation since
            WHERE since.user_id = week.user_id
              AND since.channel_id = week.channel_id
              AND since.week_start = %(now)s AND since.company_id = %(company)s), 0)
 ORDER BY week.user_id, 6 DESC, week.channel_id
"""
_WEEKS = """
SELECT user_id, week_start, sum(quantity), sum(greatest(quantity - done, 0))
  FROM aig_content_allocation
 WHERE user_id = ANY(%s) AND company_id = %s AND week_start >= %s AND week_start < %s
 GROUP BY user_id, week_start ORDER BY user_id, week_start
"""


class AigContentTarget(models.Model):
    """Reminds whoever closed a week behind, and whoever leads them (A55)."""

    _inherit = "aig.content.target"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _cron_spread(self):
        result = super()._cron_spread()
        for company in self._get_companies():
            self._remind(company)
        return result

    def _after_spread(self):
        result = super()._after_spread()
        # sudo: reminders are the system's; few people have an open one
        reminders = self.env["aig.content.reminder"].sudo()
        opened = reminders.search(
            [("user_id", "in", self.user_id.ids), ("is_open", "=", True)]
        )
        for company, mine in opened.grouped("company_id").items():
            self._close_caught_up(company, mine)
        return result

    @api.model
    def _get_missed(self, company, users=None):
        """What people have not published of last week's plan, nor since.

        :return: for each person rows of channel id, target id, planned and published
            last week and missed, the channel most behind first
        """
        self.env["aig.content.allocation"].flush_model()
        monday = company._aig_this_monday()
        self.env.cr.execute(
            _MISSED,
            {
                "last": monday - WEEK,
                "now": monday,
                "company": company.id,
                "users": None if users is None else users.ids,
            },
        )
        missed = defaultdict(list)
        for user_id, *row in self.env.cr.fetchall():
            missed[user_id].append(row)
        return missed

    @api.model
    def _close_caught_up(self, company, reminders):
        missed = self._get_missed(company, reminders.user_id)
        reminders.filtered(lambda one: one.user_id.id not in missed)._close()

    # Whom to remind -------------------------------------------------------------------

    @api.model
    def _remind(self, company):
        """Remind people once of the week that has just closed behind."""
        crons = self.env["ir.cron"]
        missed = self._get_missed(company)
        monday = company._aig_this_monday()
        reminders = self.env["aig.content.reminder"]
        opened = reminders.search(
            [("company_id", "=", company.id), ("is_open", "=", True)]
        )
        opened.filtered(lambda one: one.user_id.id not in missed)._close()
        told = reminders.search(
            [("company_id", "=", company.id), ("week_start", "=", monday - WEEK)]
        )
        people = self.env["res.users"].browse(missed) - told.user_id
        people = people.filtered(
            lambda user: user.active and user.has_group("aig_base.group_content_user")
        )
        for start in range(0, len(people), BATCH):
            batch = people[start : start + BATCH]
            self._remind_people(company, batch, missed)
            crons._commit_progress(len(batch))

    @api.model
    def _remind_people(self, company, people, missed):
        monday = company._aig_this_monday()
        in_row = self._get_weeks_in_row(company, people)
        earlier = self._get_earlier(company, people)
        told = self._get_told(earlier, in_row, monday)
        vals_list, activities = [], []
        for user in people:
            boss = self._get_boss(company, user, in_row[user], told)
            vals_list.append(
                {
                    "user_id": user.id,
                    "company_id": company.id,
                    "week_start": monday - WEEK,
                    "missed": sum(row[-1] for row in missed[user.id]),
                    "weeks_in_row": in_row[user],
                    "manager_id": boss.id,
                    "is_open": True,
                }
            )
            activities.append(self._prepare_reminder(user, missed[user.id], monday))
            if boss:
                activities.append(
                    self._prepare_escalation(
                        boss, user, in_row[user], missed[user.id], monday
                    )
                )
        # one task a person: that of the week before makes room
        earlier.activity_id.action_archive()
        made = iter(self.env["mail.activity"].create(activities))
        for vals in vals_list:
            vals["activity_id"] = next(made).id
            if vals["manager_id"]:
                vals["manager_activity_id"] = next(made).id
        self.env["aig.content.reminder"].create(vals_list)

    @api.model
    def _get_weeks_in_row(self, company, people):
        """How many weeks in a row closed behind, for each person."""
        monday = company._aig_this_monday()
        self.env.cr.execute(
            _WEEKS, (people.ids, company.id, monday - LONGEST * WEEK, monday)
        )
        weeks = defaultdict(list)
        for user_id, _week, planned, missed in self.env.cr.fetchall():
            weeks[user_id].append((planned, missed))
        return {user: missed_in_a_row(weeks[user.id]) for user in people}

    @api.model
    def _get_earlier(self, company, people):
        return self.env["aig.content.reminder"].search(
            [
                ("company_id", "=", company.id),
                ("user_id", "in", people.ids),
                ("week_start", ">=", company._aig_this_monday() - LONGEST * WEEK),
            ]
        )

    @api.model
    def _get_told(self, earlier, in_row, monday):
        """People of whom a manager was told already while they are behind."""
        return self.env["res.users"].union(
            *(
                one.user_id
                for one in earlier
                if one.manager_id
                and one.week_start >= monday - in_row[one.user_id] * WEEK
            )
        )

    @api.model
    def _get_boss(self, company, user, weeks, told):
        """Whom to tell of a person now; nobody twice, and nobody of himself."""
        limit = company.aig_content_escalation_weeks
        boss = company.aig_content_manager_id
        if not limit or weeks < limit or user in told or not boss.active:
            return boss.browse()
        return boss - user

    # What to say ----------------------------------------------------------------------

    @api.model
    def _prepare_task(self, xmlid, user, rows, monday):
        """A task on the target of the channel most behind."""
        return {
            "activity_type_id": self.env.ref(xmlid).id,
            "res_model_id": self.env["ir.model"]._get_id(self._name),
            "res_id": rows[0][1],
            "user_id": user.id,
            "date_deadline": monday + FRIDAY,
            "automated": True,
            "note": self._describe(user, rows),
        }

    @api.model
    def _prepare_reminder(self, user, rows, monday):
        theirs = self.with_context(lang=user.lang).env
        return {
            **self._prepare_task(REMINDER, user, rows, monday),
            "summary": theirs._(
                "Posts missing from last week: %(missed)s",
                missed=sum(row[-1] for row in rows),
            ),
        }

    @api.model
    def _prepare_escalation(self, boss, user, weeks, rows, monday):
        theirs = self.with_context(lang=boss.lang).env
        return {
            **self._prepare_task(ESCALATION, boss, rows, monday),
            "summary": theirs._(
                "%(person)s has been behind for %(weeks)s weeks",
                person=user.name,
                weeks=weeks,
            ),
        }

    @api.model
    def _describe(self, reader, rows):
        theirs = self.with_context(lang=reader.lang).env
        channels = theirs["aig.content.channel"]
        lines = [
            Markup("<li>%s</li>")
            % theirs._(
                "%(channel)s: %(planned)s planned, %(done)s published",
                channel=channels.browse(channel_id).name,
                planned=planned,
                done=done,
            )
            for channel_id, _target_id, planned, done, _missed in rows
        ]
        return Markup("<ul>%s</ul>") % Markup().join(lines)
