from odoo import api, fields, models
from odoo.tools import format_date


class AigSalesPlanLine(models.Model):
    """What stands against sending a voucher now, said on the icon itself (A48)."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    voucher_guard_hint = fields.Char(
        string="Against Sending a Voucher Now",
        compute="_compute_voucher_guard_hint",
        help="The first reason, and the next day that is free.",
    )

    @api.depends("partner_id", "company_id")
    @api.depends_context("uid", "lang")
    def _compute_voucher_guard_hint(self):
        self.voucher_guard_hint = False
        # who may not send learns nothing of what colleagues sent
        lines = self.filtered("partner_id")._origin._filtered_access("write")
        vouchers = self.env["aig.voucher"]
        kind, purpose = vouchers._care_type(), vouchers._care_purpose()
        for company, rows in lines.grouped("company_id").items():
            answers = self.env["aig.care.guard"]._evaluate_many(
                rows.partner_id, company, kind, purpose
            )
            for line in self:
                if line._origin in rows:
                    answer = answers[line._origin.partner_id.id]
                    line.voucher_guard_hint = self._say_hint(*answer)

    def _say_hint(self, state, sentences, slot):
        if state == "free":
            return False
        if not slot:
            return sentences[0]
        day = self.env.company._aig_local(slot).date()
        return self.env._(
            "%(reason)s Next free day: %(day)s.",
            reason=sentences[0],
            day=format_date(self.env, day),
        )
