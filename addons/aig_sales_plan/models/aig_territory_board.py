from odoo import api, models
from odoo.fields import Domain

from odoo.addons.aig_territory.models.aig_territory_board import Figure


class AigTerritoryBoard(models.AbstractModel):
    _inherit = "aig.territory.board"

    @api.model
    def _get_figures(self, quarter):
        """Planned sales before what was invoiced, and how much of them that is."""
        plan = Figure(
            "plan",
            self.env._("Planned sales"),
            self.env._("(3) renewal + (4) expected + (6) development in the quarter."),
            "money",
            "aig.sales.plan.line",
            Domain("period_id.year", "=", quarter.year)
            & Domain("period_id.quarter", "=", str(quarter.number)),
            ("planned_revenue:sum_currency",),
            territory="territory_id",
        )
        attainment = Figure(
            "attainment",
            self.env._("Attainment"),
            self.env._("Actual sales as a share of planned sales."),
            "percent",
            plan.model,
            plan.domain,
            territory="territory_id",
            part="actual",
            whole="plan",
        )
        figures = super()._get_figures(quarter)
        names = [figure.name for figure in figures]
        figures.insert(names.index("actual"), plan)
        return [*figures, attainment]
