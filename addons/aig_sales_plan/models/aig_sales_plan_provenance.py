from odoo import api, fields, models

RENEWALS = ["renewal"]
DEALS = ["expected", "development"]


class AigSalesPlanLine(models.Model):
    """How many records stand behind each figure, and opening them (A22-A24, A27)."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    receivable_count = fields.Integer(compute="_compute_source_counts")
    renewal_count = fields.Integer("Ending orders", compute="_compute_source_counts")
    deal_count = fields.Integer("Deals", compute="_compute_source_counts")

    @api.depends("receivable_ids", "source_ids.is_chosen", "source_ids.figure")
    def _compute_source_counts(self):
        receivables = self._count_rows(
            "aig.sales.plan.receivable", [("line_id", "in", self._origin.ids)]
        )
        renewals, deals = (
            self._count_rows("aig.sales.plan.source", self._get_source_domain(figures))
            for figures in (RENEWALS, DEALS)
        )
        for line in self:
            line.receivable_count = receivables.get(line._origin, 0)
            line.renewal_count = renewals.get(line._origin, 0)
            line.deal_count = deals.get(line._origin, 0)

    def _count_rows(self, model, domain):
        return dict(self.env[model]._read_group(domain, ["line_id"], ["__count"]))

    def _get_source_domain(self, figures):
        return [
            ("line_id", "in", self._origin.ids),
            ("figure", "in", figures),
            ("is_chosen", "=", True),
        ]

    def action_open_renewals(self):
        """Open the orders that figure (3) was read from."""
        return self._open_sources(RENEWALS, self.env._("Ending orders"))

    def action_open_deals(self):
        """Open the deals that figures (4) and (6) were read from."""
        return self._open_sources(DEALS, self.env._("Deals"))

    def _open_sources(self, figures, name):
        return self._prepare_records_action(
            "aig.sales.plan.source", self._get_source_domain(figures), name
        )
