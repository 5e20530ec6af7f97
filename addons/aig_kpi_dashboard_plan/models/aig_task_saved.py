from odoo import models
from odoo.tools import SQL

PLANS = """
SELECT plan.id, 'plan' AS counted, plan.user_id, plan.territory_id, plan.company_id,
       DATE_TRUNC('month', %(day)s)::date AS month, 1 AS number
  FROM aig_sales_plan plan
  %(company)s
"""


class AigTaskSaved(models.Model):
    """Plans that were made are a task, too."""

    _inherit = "aig.task.saved"
    _depends = {
        "aig.sales.plan": ["user_id", "territory_id", "company_id", "create_date"],
        "res.company": ["partner_id"],
        "res.partner": ["tz"],
    }

    def _get_done_queries(self):
        facts = self.env["aig.kpi.fact.mixin"]
        plans = SQL(
            PLANS,
            day=facts._sql_day("plan.create_date"),
            company=facts._sql_company("plan.company_id"),
        )
        return [*super()._get_done_queries(), plans]
