from datetime import timedelta

from markupsafe import Markup

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.aig_base.tools.period import quarter_of

from ..tools.reminders import reached

REMINDER = "aig_sales_plan.mail_activity_type_reminder"
MISSING_PLANS = "aig_sales_plan.mail_activity_type_missing_plans"
#: People whose reminders are saved at once.
BATCH = 50


class AigSalesPlan(models.Model):
    """Reminds of plans before the quarter starts, and of those missing after."""

    _inherit = "aig.sales.plan"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _cron_remind(self):
        """Give the reminders of the day; a run that was cut off is continued."""
        crons = self.env["ir.cron"]
        pieces = [
            piece
            for company in self.env["res.company"].search([])
            for piece in self.with_company(company)._get_reminder_pieces()
        ]
        crons._commit_progress(remaining=len(pieces))
        for give, *arguments in pieces:
            give(*arguments)
            crons._commit_progress(1)

    @api.model
    def _get_reminder_pieces(self):
        """What is to be done today for the current company, in small pieces."""
        company = self.env.company
        people = self._get_salespeople()
        if not people:
            return
        today = company._aig_today()
        quarter = quarter_of(today)
        following = quarter.next()
        days_before = (company.aig_plan_first_reminder, company.aig_plan_last_reminder)
        if days := reached(today, following.first_day, days_before):
            period = self._get_period(following)
            for start in range(0, len(people), BATCH):
                yield self._remind, period, people[start : start + BATCH], days
        yield self._tell_managers, self._get_period(quarter), people

    @api.model
    def _get_period(self, quarter):
        return self.env["aig.period"]._get_quarter(quarter.year, quarter.number)

    @api.model
    def _get_salespeople(self):
        """Members of a territory today who plan for the current company."""
        memberships = self.env["aig.territory.membership"]
        groups = memberships._read_group(
            memberships._domain_active()
            & Domain("user_id.active", "=", True)
            & Domain("user_id.company_id", "=", self.env.company.id),
            ["user_id"],
        )
        people = self.env["res.users"].union(*(user for [user] in groups))
        return people.filtered(lambda user: user.has_group("aig_base.group_sales_user"))

    @api.model
    def _get_unsubmitted(self, period, people):
        """People without a submitted plan, each with the draft or nothing."""
        plans = self.search(
            [
                ("user_id", "in", people.ids),
                ("period_id", "=", period.id),
                ("company_id", "=", self.env.company.id),
            ]
        ).grouped("user_id")
        plan_of = {user: plans.get(user, self) for user in people}
        return {
            user: plan
            for user, plan in plan_of.items()
            if plan.state in (False, "draft")
        }

    @api.model
    def _get_reminders(self, xmlid, period):
        """The latest task of a kind by person, also when it is closed."""
        activities = self.env["mail.activity"].with_context(active_test=False)
        found = activities.search(
            [
                ("activity_type_id", "=", self.env.ref(xmlid).id),
                ("aig_period_id", "=", period.id),
                ("aig_company_id", "=", self.env.company.id),
            ],
            order="id",
        )
        return {activity.user_id: activity for activity in found}

    # Before the quarter --------------------------------------------------------------

    @api.model
    def _remind(self, period, people, days):
        """One open task for each person without a submitted plan.

        A later reminder makes the open task urgent; a task that was closed without
        a plan comes back.
        """
        given = self._get_reminders(REMINDER, period)
        vals_list = []
        for user, plan in self._get_unsubmitted(period, people).items():
            known = given.get(user)
            if known and known.aig_reminder_days <= days:
                continue
            if known and known.active:
                known.write(self._prepare_urgency(days, period))
            else:
                vals_list.append(self._prepare_reminder(user, plan, days, period))
        self.env["mail.activity"].create(vals_list)

    @api.model
    def _prepare_urgency(self, days, period):
        """The first reminder leaves until the eve of the quarter, others are urgent."""
        company = self.env.company
        first = max(company.aig_plan_first_reminder, company.aig_plan_last_reminder)
        eve = period.date_from - timedelta(days=1)
        return {
            "aig_reminder_days": days,
            "date_deadline": eve if days == first else company._aig_today(),
        }

    @api.model
    def _prepare_reminder(self, user, plan, days, period):
        theirs = self.with_context(lang=user.lang).env
        quarter = period.with_env(theirs).display_name
        vals = self._prepare_task(REMINDER, user, period)
        vals |= self._prepare_urgency(days, period)
        if plan:
            summary = theirs._("Submit your plan for %(quarter)s", quarter=quarter)
            model_id = self.env["ir.model"]._get_id(self._name)
            return {
                **vals,
                "summary": summary,
                "res_model_id": model_id,
                "res_id": plan.id,
            }
        summary = theirs._("Make your plan for %(quarter)s", quarter=quarter)
        link = Markup('<a href="/odoo/sales-plans/new">%s</a>') % theirs._("New plan")
        return {**vals, "summary": summary, "note": link}

    @api.model
    def _prepare_task(self, xmlid, user, period):
        return {
            "activity_type_id": self.env.ref(xmlid).id,
            "user_id": user.id,
            "aig_period_id": period.id,
            "aig_company_id": self.env.company.id,
            "automated": True,
        }

    def _close_reminders(self):
        """The plan is there: nobody needs to be reminded of it."""
        # sudo: the tasks are the system's, also when a manager submits
        reminders = (
            self.env["mail.activity"]
            .sudo()
            .search(
                [
                    ("activity_type_id", "=", self.env.ref(REMINDER).id),
                    ("aig_period_id", "in", self.period_id.ids),
                    ("aig_company_id", "in", self.company_id.ids),
                    ("user_id", "in", self.user_id.ids),
                ]
            )
        )
        handed_in = {(plan.user_id, plan.period_id, plan.company_id) for plan in self}
        reminders.filtered(
            lambda task: (
                (task.user_id, task.aig_period_id, task.aig_company_id) in handed_in
            )
        ).action_archive()

    # Once it has begun ---------------------------------------------------------------

    @api.model
    def _tell_managers(self, period, people):
        """One list of the plans that are missing, for each manager.

        It follows what comes in, and is closed with the last plan.
        """
        self._drop_old_reminders(period)
        late = self._get_late(self._get_unsubmitted(period, people))
        given = self._get_reminders(MISSING_PLANS, period)
        vals_list = []
        for manager, names in late.items():
            if manager not in given:
                vals_list.append(self._prepare_list(manager, names, period))
            elif given[manager].active and given[manager].note != names:
                given[manager].note = names
        self.env["mail.activity"].create(vals_list)
        for manager, activity in given.items():
            if activity.active and manager not in late:
                activity.action_archive()

    @api.model
    def _get_late(self, people):
        """Whom to tell of whom: the nearest manager above, as with a plan."""
        users = self.env["res.users"].union(*people)
        homes = users._aig_home_territories()
        managers = self.env["aig.territory"].union(*homes.values())._managers_above()
        directors = self._get_directors(self.env.company)
        late = {}
        for user in users.sorted("name"):
            above = managers.get(homes[user.id], self.env["res.users"]) - user
            for manager in above[:1] or directors - user:
                late.setdefault(manager, []).append(Markup("<li>%s</li>") % user.name)
        return {
            manager: Markup("<ul>%s</ul>") % Markup().join(names)
            for manager, names in late.items()
        }

    @api.model
    def _prepare_list(self, manager, names, period):
        theirs = self.with_context(lang=manager.lang).env
        return {
            **self._prepare_task(MISSING_PLANS, manager, period),
            "date_deadline": self.env.company._aig_today(),
            "summary": theirs._(
                "Plans missing for %(quarter)s",
                quarter=period.with_env(theirs).display_name,
            ),
            "note": names,
        }

    @api.model
    def _drop_old_reminders(self, period):
        """Tasks for quarters that are over help nobody."""
        self.env["mail.activity"].search(
            [
                ("aig_company_id", "=", self.env.company.id),
                ("aig_period_id.date_to", "<", period.date_from),
            ]
        ).action_archive()
