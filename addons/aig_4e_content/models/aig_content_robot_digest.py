from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import format_date


class AigContentTarget(models.Model):
    """The week's plan by mail on Monday, where a company wants it (A55)."""

    _inherit = "aig.content.target"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _cron_spread(self):
        result = super()._cron_spread()
        companies = self.env["res.company"].search([("aig_content_digest", "=", True)])
        for company in companies:
            self._send_digests(company)
            self.env["ir.cron"]._commit_progress()
        return result

    @api.model
    def _send_digests(self, company):
        """Queue this week's mail of each person, once.

        The week that was mailed is kept in the same transaction as the mails: a second
        run, or one after a crash, finds either both or neither.
        """
        monday = company._aig_this_monday()
        if company.aig_content_digest_week == monday:
            return
        weeks = self.env["aig.content.allocation"].search(
            [("company_id", "=", company.id), ("week_start", "=", monday)]
        )
        people = weeks.filtered("quantity").user_id.filtered(
            lambda user: (
                user.active
                and user.email
                and user.has_group("aig_base.group_content_user")
            )
        )
        by_user = weeks.grouped("user_id")
        self.env["mail.mail"].create(
            [self._prepare_digest(company, user, by_user[user]) for user in people]
        )
        company.aig_content_digest_week = monday

    @api.model
    def _prepare_digest(self, company, user, weeks):
        theirs = self.with_context(lang=user.lang).env
        monday = weeks[0].week_start
        lines = Markup().join(
            Markup("<li>%s</li>")
            % theirs._(
                "%(channel)s: %(count)s to publish",
                channel=week.with_env(theirs).channel_id.name,
                count=week.quantity,
            )
            for week in weeks.filtered("quantity").sorted(
                lambda week: (week.channel_id.sequence, week.channel_id.id)
            )
        )
        intro = theirs._(
            "Your 4E posts from %(first)s to %(last)s:",
            first=format_date(theirs, monday),
            last=format_date(theirs, monday + timedelta(6)),
        )
        page = theirs["aig.content.target"].get_base_url() + "/odoo/my-target"
        return {
            "subject": theirs._(
                "4E posts of the week: %(count)s", count=sum(weeks.mapped("quantity"))
            ),
            "body_html": Markup(
                '<p>%(intro)s</p><ul>%(lines)s</ul><p><a href="%(page)s">%(name)s</a>'
                "</p>"
            )
            % {
                "intro": intro,
                "lines": lines,
                "page": page,
                "name": theirs._("My Target"),
            },
            "email_from": company.email_formatted,
            "email_to": user.email_formatted,
            "auto_delete": True,
        }


class ResCompany(models.Model):
    """Whether the week's plan goes out by mail."""

    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    aig_content_digest = fields.Boolean(
        string="4E plan of the week by mail",
        help="On Monday everybody with 4E targets gets the week's numbers by mail.",
    )
    aig_content_digest_week = fields.Date(
        string="4E Week Mailed Last", readonly=True, copy=False
    )
