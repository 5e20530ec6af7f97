from odoo import models

from odoo.addons.aig_kpi_dashboard.report.aig_kpi_sources import rows_of

TARGET = "aig.kpi.target"


class AigSalesPlanLine(models.Model):
    """The way from a figure to its records: searched by the conditions of a cell."""

    _inherit = "aig.sales.plan.line"

    aig_kpi_plan_ids = rows_of("aig.kpi.plan", "line_id", "Plan Figures")
    aig_kpi_target_ids = rows_of(TARGET, "plan_line_id", "Target Figures")


class AigSalesTarget(models.Model):
    _inherit = "aig.sales.target"

    aig_kpi_target_ids = rows_of(TARGET, "target_id", "Target Figures")


class AigSalesGoal(models.Model):
    _inherit = "aig.sales.goal"

    aig_kpi_target_ids = rows_of(TARGET, "goal_id", "Target Figures")


class AigSalesForecast(models.Model):
    _inherit = "aig.sales.forecast"

    aig_kpi_target_ids = rows_of(TARGET, "forecast_id", "Target Figures")


class AccountMove(models.Model):
    _inherit = "account.move"

    aig_kpi_target_ids = rows_of(TARGET, "move_id", "Target Figures")
