from odoo import api, fields, models

from odoo.addons.aig_base.concurrency import retry_if_duplicate


class AigSalesPlanLine(models.Model):
    """The row's 4E icon, and what is planned and sent to its customer (A49)."""

    _inherit = "aig.sales.plan.line"

    mailing_ids = fields.One2many(
        "aig.content.mailing", "plan_line_id", string="4E Mails"
    )
    roadmap_ids = fields.Many2many(
        "aig.content.roadmap",
        string="4E Roadmap",
        compute="_compute_roadmap_ids",
        help="Posts for this customer in the plan's quarter, also those that were sent"
        " unplanned.",
    )
    article_guard_hint = fields.Char(
        string="Against Sending 4E Now",
        compute="_compute_article_guard_hint",
        help="The first reason, and the next day that is free.",
    )

    @api.depends("partner_id", "company_id")
    @api.depends_context("uid", "lang")
    def _compute_article_guard_hint(self):
        mailings = self.env["aig.content.mailing"]
        hints = self._get_guard_hints(mailings._care_type(), mailings._care_purpose())
        for line in self:
            line.article_guard_hint = hints.get(line._origin.id)

    @api.depends("partner_id", "plan_id.date_from", "plan_id.date_to")
    @api.depends_context("uid")
    def _compute_roadmap_ids(self):
        rows = self.env["aig.content.roadmap"].search(
            [("partner_id", "in", self.partner_id.ids)], order="week_planned, id"
        )
        by_customer = rows.grouped(lambda row: (row.partner_id, row.company_id))
        for line in self:
            first, last = line.plan_id.date_from, line.plan_id.date_to
            own = by_customer.get((line.partner_id._origin, line.company_id), rows[:0])
            line.roadmap_ids = own.filtered(
                lambda row, first=first, last=last: (
                    first and first <= row._get_day() <= last
                )
            )

    def action_article(self):
        """Open the ready mail with what is suggested: the 4E icon (A49).

        :raises UserError: nobody at the customer has an e-mail address
        """
        self.ensure_one()
        return self._get_mailings()[self.id].action_send_suggested()

    def action_choose_posts(self):
        """Choose posts for this customer (A46)."""
        self.ensure_one()
        mailing = self._get_mailings()[self.id]
        mailing._begin()
        return mailing.action_choose()

    def action_send_articles(self):
        """Prepare a sending of what is suggested to these customers and open it.

        Rows for which nothing is left to suggest are in it with the reason.

        :raises UserError: no row was chosen
        """
        mailings = self.env["aig.content.mailing"]
        found = self._filtered_access("write")._get_mailings()
        mailings.union(*found.values())._begin()

        def get_mailing(line):
            line.check_access("write")
            return mailings._check_begun(found[line.id])

        return self.env["aig.care.batch"]._open_for_rows(
            mailings._name, self, get_mailing
        )

    def action_open_mailings(self):
        """Open the 4E mails of this row."""
        return self._prepare_records_action(
            "aig.content.mailing",
            [("plan_line_id", "in", self.ids)],
            self.env._("4E Mails"),
        )

    def _get_mailings(self):
        """Return ``{row id: its draft}``: the one at hand, or a new one."""
        self.check_access("write")
        drafts = self.mailing_ids.filtered(lambda mailing: mailing.state == "draft")
        found = {mailing.plan_line_id.id: mailing for mailing in drafts}
        for mailing in drafts:
            if mailing.user_id != mailing.plan_line_id.user_id:
                # sudo: a plan that was handed on takes its choices along
                mailing.sudo().user_id = mailing.plan_line_id.user_id
        missing = self.filtered(lambda line: line.id not in found)
        with retry_if_duplicate(self.env.cr):
            made = drafts.create(
                [
                    {
                        "plan_line_id": line.id,
                        "partner_id": line.partner_id.id,
                        "user_id": line.user_id.id,
                        "company_id": line.company_id.id,
                    }
                    for line in missing
                ]
            )
        return found | dict(zip(missing.ids, made, strict=True))
