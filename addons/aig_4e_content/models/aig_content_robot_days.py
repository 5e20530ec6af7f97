from collections import defaultdict
from datetime import datetime, time, timedelta

from odoo import api, models
from odoo.fields import Domain

from ..tools.weeks import working_days

OFFICE_DAYS = (range(5),)
MIDDAY = time(12, 30)


class AigContentTarget(models.Model):
    """Working days of people: calendar without holidays, quiet days and leave."""

    _inherit = "aig.content.target"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_working_days(self, people, first, last):
        """Return ``{(user, company): f(first, last)}``, read for all of them at once.

        The function gives the working days of each week of a period between ``first``
        and ``last``. A day is off when whoever rests does so at midday: half a day of
        work is a day of work.

        :param people: pairs of user and company
        """
        resources = self._get_resources(people)
        calendars = self.env["resource.calendar"].union(
            *(calendar for _resource, calendar in resources.values())
        )
        weekdays = self._get_weekdays(calendars)
        quiet = self._get_quiet_days({company for _user, company in people}, first)
        leaves = self._get_leaves(resources, first, last)
        result = {}
        for (user, company), (resource, calendar) in resources.items():
            off = set(quiet[company])
            for leave in leaves:
                if self._is_leave_of(leave, resource, calendar, company):
                    off |= self._get_days_off(leave, company)
            result[user, company] = self._prepare_days(weekdays[calendar], off)
        return result

    @api.model
    def _prepare_days(self, weekdays, off):
        return lambda first, last: working_days(first, last, weekdays, off)

    @api.model
    def _get_resources(self, people):
        """The resource, maybe none, and the calendar of each person in a company."""
        users = self.env["res.users"].union(*(user for user, _company in people))
        found = self.env["resource.resource"].search([("user_id", "in", users.ids)])
        by_user = found.grouped("user_id")
        result = {}
        for user, company in people:
            mine = by_user.get(user, found.browse())
            resource = mine.filtered(lambda one, here=company: one.company_id == here)
            resource = (resource or mine.filtered(lambda one: not one.company_id))[:1]
            calendar = resource.calendar_id or company.resource_calendar_id
            result[user, company] = (resource, calendar)
        return result

    @api.model
    def _get_weekdays(self, calendars):
        """Weekdays of each calendar, of both weeks where two take turns."""
        attendances = self.env["resource.calendar.attendance"].search_fetch(
            [
                ("calendar_id", "in", calendars.ids),
                ("day_period", "!=", "lunch"),
                ("display_type", "=", False),
            ],
            ["calendar_id", "dayofweek", "week_type"],
        )
        result = defaultdict(lambda: OFFICE_DAYS)
        for calendar, lines in attendances.grouped("calendar_id").items():
            turns = ("0", "1") if calendar.two_weeks_calendar else (False,)
            result[calendar] = tuple(
                {
                    int(line.dayofweek)
                    for line in lines
                    if line.week_type in (turn, False)
                }
                for turn in turns
            )
        return result

    @api.model
    def _get_quiet_days(self, companies, first):
        """Public holidays of each company: its quiet days for all customers."""
        quiet = self.env["aig.care.quiet.day"]
        return {
            company: quiet._get_days(company, first)[False] for company in companies
        }

    @api.model
    def _get_leaves(self, resources, first, last):
        own = [resource.id for resource, _calendar in resources.values() if resource]
        day = timedelta(days=1)
        domain = Domain(
            [
                ("time_type", "=", "leave"),
                ("date_to", ">=", datetime.combine(first - day, time.min)),
                ("date_from", "<=", datetime.combine(last + day, time.max)),
                ("resource_id", "in", [False, *own]),
            ]
        )
        return self.env["resource.calendar.leaves"].search_fetch(
            domain, ["date_from", "date_to", "resource_id", "calendar_id", "company_id"]
        )

    @api.model
    def _is_leave_of(self, leave, resource, calendar, company):
        if leave.resource_id:
            return leave.resource_id == resource
        if leave.company_id and leave.company_id != company:
            return False
        return not leave.calendar_id or leave.calendar_id == calendar

    @api.model
    def _get_days_off(self, leave, company):
        begin = company._aig_local(leave.date_from).replace(tzinfo=None)
        end = company._aig_local(leave.date_to).replace(tzinfo=None)
        days = (
            begin.date() + timedelta(number)
            for number in range((end.date() - begin.date()).days + 1)
        )
        return {day for day in days if begin < datetime.combine(day, MIDDAY) < end}
