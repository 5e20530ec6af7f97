from datetime import timedelta

from odoo import api, fields, models
from odoo.tools.misc import formatLang

from .aig_sales_plan_reasons import DEBT
from .aig_sales_plan_steps import Missing


class AigSalesPlan(models.Model):
    """The steps debt, renewals and development of a complete plan (A02)."""

    _inherit = "aig.sales.plan"  # pylint: disable=consider-merging-classes-inherited

    figures_date = fields.Datetime(
        "Figures of",
        readonly=True,
        copy=False,
        default=lambda self: fields.Datetime.now(),
        help="When invoices, orders and deals were last looked at.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"figures_date"}

    def _mark_figures_read(self):
        # guarded against typing; the caller has checked the right to write
        self.sudo().figures_date = fields.Datetime.now()

    def _get_missing(self):
        lines = self.line_ids
        return super()._get_missing() | {
            "debt": self._get_old_figures() + lines._get_missing_reasons(DEBT),
            "renewals": lines._get_missing_renewals()
            + lines._get_missing_reasons(["renewal_revenue"]),
            "development": lines._get_missing_reasons(["development_revenue"]),
        }

    def _get_old_figures(self):
        """Figures that were read too long ago to decide on."""
        days = self.company_id.aig_plan_fresh_days
        read = self.figures_date or self.create_date
        is_fresh = not days or fields.Datetime.now() - read <= timedelta(days)
        if is_fresh or not self.line_ids:
            return []
        return [
            Missing(
                self.env._(
                    "Invoices were last looked at more than %(days)s days ago: press "
                    "“Refresh figures”.",
                    days=days,
                ),
                {
                    "type": "ir.actions.act_window",
                    "res_model": self._name,
                    "res_id": self.id,
                    "views": [(False, "form")],
                },
            )
        ]


class AigSalesPlanLine(models.Model):
    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_missing_reasons(self, figures):
        """Figures that differ from their sources, and nobody said why."""
        return [
            Missing(line._ask_for_reason(names), line.action_open_line())
            for line, names in self._get_unexplained_figures(figures).items()
            if names
        ]

    def _get_missing_renewals(self):
        """Orders that end in the quarter, and about which nobody has decided."""
        missing = []
        for line, proposals in self._read_new_proposals().items():
            amount = sum(
                proposal.amount
                for proposal in proposals
                if proposal.figure == "renewal"
            )
            if amount:
                missing.append(
                    Missing(
                        self.env._(
                            "Orders of %(customer)s over %(amount)s end in the "
                            "quarter and are not in the plan: press “Refresh "
                            "figures”, then keep or untick them.",
                            customer=line.partner_id.display_name,
                            amount=formatLang(
                                self.env, float(amount), currency_obj=line.currency_id
                            ),
                        ),
                        line.action_open_line(),
                    )
                )
        return missing
