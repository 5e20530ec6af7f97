from datetime import date

from markupsafe import Markup

from odoo import api, fields, models

#: From this month on the public holidays of the coming year are known.
MONTH = 10
ACTION = "/odoo/action-aig_customer_care.aig_care_quiet_day_action"


class ResCompany(models.Model):
    """For which year the managers were asked for the public holidays."""

    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    aig_care_holidays_year = fields.Integer(
        string="Holidays Asked For", readonly=True, copy=False
    )


class AigCareQuietDay(models.Model):
    """Each autumn managers are asked to look at the coming year's holidays (A48).

    The days that the addon brings along are the law's; days in lieu and the length
    of Tet are decided anew for each year.
    """

    _inherit = "aig.care.quiet.day"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _cron_ask_for_holidays(self):
        """Give each manager one task in a year, from 1 October on."""
        this_year = self.env.company._aig_today().year
        domain = [
            "|",
            ("aig_care_holidays_year", "=", False),
            ("aig_care_holidays_year", "<=", this_year),
        ]
        # sudo: the job works for all companies
        for company in self.env["res.company"].sudo().search(domain):
            today = company._aig_today()
            year = today.year + 1
            if today.month < MONTH or company.aig_care_holidays_year >= year:
                continue
            managers = self._get_keepers(company)
            if managers:
                self._ask(company, managers, year)
                company.aig_care_holidays_year = year

    @api.model
    def _get_keepers(self, company):
        """Return who keeps the quiet days of a company."""
        managers = self.env.ref("aig_base.group_sales_manager").sudo().all_user_ids
        return managers.filtered(
            lambda user: user.active and company in user.company_ids
        )

    @api.model
    def _ask(self, company, managers, year):
        # sudo: see the job
        count = self.sudo().search_count(
            [
                ("company_id", "=", company.id),
                ("partner_id", "=", False),
                ("date_from", ">=", date(year, 1, 1)),
                ("date_from", "<=", date(year, 12, 31)),
            ]
        )
        todo = self.env.ref("mail.mail_activity_data_todo")
        # a task in the list is enough: no mail besides
        activities = self.env["mail.activity"].with_context(
            mail_activity_quick_update=True
        )
        activities.sudo().create(
            [
                {
                    "activity_type_id": todo.id,
                    "user_id": manager.id,
                    "date_deadline": date(year - 1, 12, 15),
                    **self._prepare_question(manager, company, year, count),
                }
                for manager in managers
            ]
        )

    @api.model
    def _prepare_question(self, manager, company, year, count):
        theirs = self.with_context(lang=manager.lang).env
        if count:
            note = theirs._(
                "%(company)s has %(count)s public holidays of %(year)s among its quiet"
                " days. Compare them with what the government has decided on Tet and"
                " days in lieu.",
                company=company.name,
                count=count,
                year=year,
            )
        else:
            note = theirs._(
                "%(company)s has no public holiday of %(year)s among its quiet days:"
                " nobody is warned on those days until you add them.",
                company=company.name,
                year=year,
            )
        return {
            "summary": theirs._("Public holidays of %(year)s", year=year),
            "note": Markup('<p>%s</p><p><a href="%s">%s</a></p>')
            % (note, ACTION, theirs._("Quiet Days")),
        }
