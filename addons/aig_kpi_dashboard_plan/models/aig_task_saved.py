from odoo import models
from odoo.tools import SQL

PLANS = """
SELECT id, 'plan' AS counted, user_id, territory_id, company_id,
       DATE_TRUNC('month', create_date)::date AS month, 1 AS number
  FROM aig_sales_plan
"""


class AigTaskSaved(models.Model):
    """Plans that were made are a task, too."""

    _inherit = "aig.task.saved"
    _depends = {
        "aig.sales.plan": ["user_id", "territory_id", "company_id", "create_date"]
    }

    def _get_done_queries(self):
        return [*super()._get_done_queries(), SQL(PLANS)]
