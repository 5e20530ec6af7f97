from decimal import Decimal

from odoo import api, models

from odoo.addons.aig_sales_plan.tools.cash_flow import GIFT, Flow


class AigSalesPlan(models.Model):
    """Gifts among what a plan costs (A07)."""

    _inherit = "aig.sales.plan"  # pylint: disable=consider-merging-classes-inherited

    @api.depends(
        "line_ids.voucher_amount",
        *(
            f"line_ids.voucher_ids.{name}"
            for name in ("state", "amount", "chosen_package_id.total_value")
        ),
    )
    def _compute_cash_flow(self):
        return super()._compute_cash_flow()

    def _get_cash_outflows(self):
        """Gifts as well: of each row, in the last month of the quarter.

        The gifts that the customer has chosen, else all that the voucher is worth: it
        may cost so much.
        """
        month = self._get_cash_months()[-1]
        gifts = [
            Flow(month, GIFT, -Decimal(str(value)), line.id, (record._name, record.id))
            for line in self.line_ids
            for record, value in [line._get_planned_gift()]
            if value
        ]
        return super()._get_cash_outflows() + gifts


class AigSalesPlanLine(models.Model):
    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_planned_gift(self):
        """The record that says what a customer's gifts cost, and how much."""
        voucher = self.voucher_ids.filtered(lambda one: one.state != "cancelled")[:1]
        if not voucher:
            return self, self.voucher_amount
        chosen = voucher.chosen_package_id
        return voucher, chosen.total_value if chosen else voucher.amount
