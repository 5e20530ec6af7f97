from odoo import api, models
from odoo.tools import format_date


class AigSalesPlanLine(models.Model):
    """What stands against sending something now, said on the row's icons (A48)."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_guard_hints(self, kind, purpose):
        """Return ``{row id: sentence}``: the first reason and the next free day.

        :param str kind: of care, e.g. ``voucher``
        :param purpose: its ``aig.care.purpose``
        """
        hints = {}
        # who may not send learns nothing of what colleagues sent
        lines = self.filtered("partner_id")._origin._filtered_access("write")
        for company, rows in lines.grouped("company_id").items():
            answers = self.env["aig.care.guard"]._evaluate_many(
                rows.partner_id, company, kind, purpose
            )
            for row in rows:
                hints[row.id] = self._say_hint(*answers[row.partner_id.id])
        return hints

    @api.model
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
