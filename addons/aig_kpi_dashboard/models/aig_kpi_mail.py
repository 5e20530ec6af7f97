import logging
from dataclasses import dataclass
from datetime import date, timedelta

import psycopg2

from odoo import api, models
from odoo.fields import Command
from odoo.tools import format_amount, format_date, formatLang

from odoo.addons.aig_base.tools.period import quarter_of

from ..report.aig_kpi_workbook import Sheet, write_workbook
from ..tools.compact import in_unit
from ..tools.page import Column, Page, assemble

_logger = logging.getLogger(__name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Period:
    """Days of the page, and what they are called."""

    name: str
    first: date
    last: date


class AigKpiMail(models.AbstractModel):
    """The manager's page by mail on Monday (A14, A51).

    Everything is read as the manager: the mail has no figure that the manager's own
    dashboard would not have.
    """

    _name = "aig.kpi.mail"
    _description = "Manager's Page by Mail"

    @api.model
    def _cron_send(self):
        """Queue this week's mail of each manager, once."""
        due = self._get_due()
        left = self.env["ir.cron"]._commit_progress(remaining=len(due))
        for manager in due if left else ():
            self._try_page(manager)
            if not self.env["ir.cron"]._commit_progress(1):
                break

    @api.model
    def _get_due(self):
        """Managers who have not got this week's page yet."""
        users = self.env["res.users"]
        for company in self.env["res.company"].search([("aig_kpi_mail", "=", True)]):
            users |= users.search(
                [
                    ("company_id", "=", company.id),
                    ("email", "!=", False),
                    (
                        "all_group_ids",
                        "in",
                        self.env.ref("aig_base.group_sales_manager").id,
                    ),
                    "|",
                    ("aig_kpi_mail_week", "=", False),
                    ("aig_kpi_mail_week", "<", company._aig_this_monday()),
                ]
            )
        return users

    @api.model
    def _try_page(self, manager):
        """Queue a page; one that fails is tried again next hour, after the others'."""
        try:
            with self.env.cr.savepoint():
                self._send_page(manager)
        except psycopg2.OperationalError:
            raise  # the database is gone, or wants all of it again
        except Exception:
            _logger.exception("The page of manager %s failed", manager.id)

    @api.model
    def _send_page(self, manager):
        """Queue the page of a manager, if there is anything on it.

        The week that was mailed is kept in the same transaction as the mail: a second
        run, or one after a crash, finds either both or neither.
        """
        manager.aig_kpi_mail_week = manager.company_id._aig_this_monday()
        page = self.with_user(manager).with_context(
            lang=manager.lang, tz=manager.tz, allowed_company_ids=manager.company_id.ids
        )
        values = page._prepare_page(manager.company_id)
        if values:
            self.env["mail.mail"].create(
                {
                    **values,
                    "email_from": manager.company_id.email_formatted,
                    "email_to": manager.email_formatted,
                    "auto_delete": True,
                }
            )

    @api.model
    def _prepare_page(self, company):
        """Subject, body and workbook as the current user; nothing if all is nought."""
        pages = [
            (period, self._get_page(company, period))
            for period in self._get_periods(company)
        ]
        if not any(page for _period, page in pages):
            return {}
        week = pages[0][0]
        sheets = [self._get_sheet(company, *each) for each in pages]
        subject = self.env._(
            "Your territories from %(first)s to %(last)s",
            first=format_date(self.env, week.first),
            last=format_date(self.env, week.last),
        )
        body = self.env["ir.qweb"]._render(
            "aig_kpi_dashboard.aig_kpi_mail_page",
            {
                "tables": [
                    self._get_table(company, sheet, page)
                    for sheet, (_period, page) in zip(sheets, pages, strict=True)
                ],
                "link": f"{company.get_base_url()}/odoo/dashboards",
            },
        )
        return {
            "subject": subject,
            "body_html": body,
            "attachment_ids": [self._prepare_workbook(subject, sheets)],
        }

    @api.model
    def _prepare_workbook(self, name, sheets):
        """Goes with the mail when that is deleted."""
        return Command.create(
            {
                "name": f"{name.replace('/', '-')}.xlsx",
                "raw": write_workbook(tuple(sheets)),
                "mimetype": XLSX,
                "res_model": "mail.message",
                "res_id": 0,
            }
        )

    @api.model
    def _get_periods(self, company):
        """Last week, and this quarter up to today."""
        monday = company._aig_this_monday()
        today = company._aig_today()
        return (
            Period(
                self.env._("Last week"), monday - timedelta(7), monday - timedelta(1)
            ),
            Period(self.env._("This quarter"), quarter_of(today).first_day, today),
        )

    @api.model
    def _get_figures(self):
        """Fact, measure and kind of each column; other addons add theirs."""
        return (
            ("aig.kpi.care", "voucher_count", "number"),
            ("aig.kpi.care", "product_count", "number"),
            ("aig.kpi.care", "article_count", "number"),
            ("aig.kpi.care", "call_count", "number"),
            ("aig.kpi.meeting", "booked_count", "number"),
            ("aig.kpi.meeting", "new_count", "number"),
            ("aig.kpi.care", "meeting_count", "number"),
            ("aig.kpi.care", "visit_count", "number"),
            ("aig.kpi.deal", "won_count", "number"),
            ("aig.kpi.order", "amount", "money"),
            ("aig.kpi.revenue", "amount", "money"),
        )

    @api.model
    def _get_page(self, company, period) -> Page:
        """The figures of a period by person: one query for each fact."""
        figures = self._get_figures()
        sums = {}
        for model in dict.fromkeys(model for model, _field, _kind in figures):
            names = [field for each, field, _kind in figures if each == model]
            groups = self.env[model]._read_group(
                [
                    ("company_id", "=", company.id),
                    ("date", ">=", period.first),
                    ("date", "<=", period.last),
                ],
                ["user_id"],
                [f"{name}:sum" for name in names],
            )
            for place, name in enumerate(names, 1):
                sums[f"{model}.{name}"] = {
                    group[0].id or None: group[place] for group in groups
                }
        columns = tuple(
            Column(f"{model}.{field}", kind) for model, field, kind in figures
        )
        return assemble(columns, sums)

    @api.model
    def _get_sheet(self, company, period, page) -> Sheet:
        """A page as a sheet of the workbook, with what it was narrowed to."""
        headings = [
            self.env[model]._fields[field]._description_string(self.env)
            for model, field, _kind in self._get_figures()
        ]
        people = self.env["res.users"].browse(page.people)
        names = [person.name if person else "—" for person in people]
        facts = (
            (
                self.env._("Period"),
                self.env._(
                    "%(first)s to %(last)s",
                    first=format_date(self.env, period.first),
                    last=format_date(self.env, period.last),
                ),
            ),
            (self.env._("Territory"), self._get_territories()),
            (self.env._("Company"), company.name),
        )
        return Sheet(
            name=period.name,
            title=period.name,
            facts=facts,
            headings=(self.env._("Salesperson"), *headings),
            rows=tuple(zip(names, page.rows, strict=True)),
            total=(self.env._("Total"), page.total),
        )

    @api.model
    def _get_territories(self):
        """The highest territories whose figures the user sees."""
        user = self.env.user
        if user.aig_sees_all_territories:
            return self.env._("All")
        seen = user.aig_territory_ids
        return ", ".join(
            (seen.filtered(lambda t: t.parent_id not in seen)).mapped("name")
        )

    @api.model
    def _get_table(self, company, sheet, page):
        """A sheet as texts for the mail, which phones show, too: without noughts."""

        def said(figures):
            return [
                (self._say(figure, column.kind, company), heading)
                for column, figure, heading in zip(
                    page.columns, figures, sheet.headings[1:], strict=True
                )
                if figure
            ]

        return {
            "title": sheet.title,
            "facts": sheet.facts[:2],
            "rows": [(name, said(figures)) for name, figures in sheet.rows],
            "total": (sheet.total[0], said(sheet.total[1])),
        }

    @api.model
    def _say(self, figure, kind, company):
        """A figure as people say it: 385 million, not nine digits."""
        if kind != "money":
            return formatLang(self.env, figure, digits=0)
        amount, digits, unit = in_unit(figure)
        units = {"bn": self.env._("bn"), "mn": self.env._("mn")}
        if not unit:
            return format_amount(self.env, figure, company.currency_id)
        return f"{formatLang(self.env, amount, digits=digits)} {units[unit]}"
