from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date
from odoo.tools.misc import formatLang

REMINDER = "aig_voucher.mail_activity_type_expiry"
#: Balances of one company whose reminders are saved at once.
BATCH = 200


class AigVoucherBalance(models.Model):
    """Reminds of points that expire soon, once for each customer and last day.

    The customer's salesperson is asked, or else the manager of its territory.
    """

    _inherit = "aig.voucher.balance"  # pylint: disable=consider-merging-classes-inherited

    is_reminded = fields.Boolean(
        "Expiry Reminded of",
        readonly=True,
        help="The salesperson was given a task about these points.",
    )

    @api.model
    def _cron_remind(self):
        """Give each salesperson a task for each customer whose points expire soon."""
        crons = self.env["ir.cron"]
        # days are the company's own, and companies are few
        companies = self.env["res.company"].search([])  # pylint: disable=no-search-all
        for company in companies:
            domain = self._get_expiring_domain(company)
            found = self.search(domain, limit=BATCH, order="partner_id, expiry_date")
            while found:
                found._remind()
                left = self.search_count(domain)
                if not crons._commit_progress(len(found), remaining=left):
                    return
                found = self.search(
                    domain, limit=BATCH, order="partner_id, expiry_date"
                )

    @api.model
    def _get_expiring_domain(self, company):
        """Points that nobody has asked for, on their last days."""
        today = company._aig_today()
        soon = today + timedelta(company.aig_points_remind_days)
        return (
            Domain("company_id", "=", company.id)
            & Domain("available_points", ">", 0)
            & Domain("expiry_date", ">=", today)
            & Domain("expiry_date", "<=", soon)
            & Domain("is_reminded", "!=", True)
        )

    def _remind(self):
        """One task for all points of a customer that have the same last day."""
        # sudo: the calendar reminds, whoever runs the job
        balances = self.sudo()
        same = balances.search(
            Domain("partner_id", "in", balances.partner_id.ids)
            & Domain("expiry_date", "in", balances.mapped("expiry_date"))
            & Domain("available_points", ">", 0)
        )
        groups = same.grouped(
            lambda one: (one.company_id, one.partner_id, one.expiry_date)
        )
        for (_company, customer, day), lots in groups.items():
            if lots & balances:
                points = sum(lots.mapped("available_points"))
                owner = customer.user_id or lots.user_id[:1]
                owner = owner or customer.aig_territory_id.manager_id
                customer._remind_of_points(owner, day, points)
                lots.is_reminded = True


class ResPartner(models.Model):
    """The task about a customer's points."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def _remind_of_points(self, owner, day, points):
        """Give a salesperson the task to speak with the customer about points.

        Whoever has the customer no more, or has the task already, gets none.
        """
        self.ensure_one()
        known = self.activity_search([REMINDER]).mapped("date_deadline")
        if day in known or not owner.active:
            return
        if not self.with_user(owner).has_access("read"):
            return
        theirs = self.with_context(lang=owner.lang)
        self.activity_schedule(
            REMINDER,
            date_deadline=day,
            summary=theirs.env._(
                "%(points)s points expire after %(day)s: offer gifts for them",
                points=formatLang(theirs.env, points, digits=2),
                day=format_date(theirs.env, day),
            ),
            user_id=owner.id,
        )
