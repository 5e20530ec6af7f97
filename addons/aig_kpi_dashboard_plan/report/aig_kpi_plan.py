from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.aig_sales_plan.models.aig_sales_plan import PLAN_STATES


class AigKpiPlan(models.Model):
    """The figures of plans, customer by customer, on the quarter's first day (S11)."""

    _name = "aig.kpi.plan"
    _description = "Plan Figures"
    _inherit = ["aig.kpi.fact.mixin"]
    _auto = False
    _depends = {
        "aig.sales.plan": ["date_from", "state"],
        "aig.sales.plan.line": [
            "company_id",
            "currency_id",
            "development_revenue",
            "expected_revenue",
            "partner_id",
            "plan_id",
            "planned_revenue",
            "receivable_amount",
            "renewal_revenue",
            "secured_revenue",
            "stretch_revenue",
            "territory_id",
            "user_id",
        ],
        "res.users": ["sale_team_id"],
    }
    _kpi_record = "line_id"
    _kpi_lists = {
        "aig.sales.plan.line": (
            "aig_kpi_plan_ids",
            "aig_sales_plan.aig_sales_plan_line_action",
        )
    }

    date = fields.Date(string="Quarter From")
    plan_id = fields.Many2one("aig.sales.plan", readonly=True)
    line_id = fields.Many2one("aig.sales.plan.line", string="Plan Row", readonly=True)
    state = fields.Selection(PLAN_STATES, string="State of the Plan", readonly=True)
    customer_count = fields.Integer(string="Customers in Plans", readonly=True)
    secured = fields.Monetary(readonly=True, help="(2) debt + (3) renewal + (6) new")
    stretch = fields.Monetary(readonly=True, help="(4) expected x (5) multiplier")
    planned = fields.Monetary(
        string="Planned Sales",
        readonly=True,
        help="(3) renewal + (4) expected + (6) development",
    )
    receivable = fields.Monetary(string="(2) Debt", readonly=True)
    renewal = fields.Monetary(string="(3) Renewal", readonly=True)
    expected = fields.Monetary(string="(4) Expected", readonly=True)
    development = fields.Monetary(string="(6) Development", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT line.id,
                   line.id AS line_id,
                   line.plan_id,
                   plan.date_from AS date,
                   line.user_id,
                   users.sale_team_id AS team_id,
                   line.territory_id,
                   line.partner_id,
                   line.company_id,
                   line.currency_id,
                   plan.state,
                   1 AS customer_count,
                   line.secured_revenue AS secured,
                   line.stretch_revenue AS stretch,
                   line.planned_revenue AS planned,
                   line.receivable_amount AS receivable,
                   line.renewal_revenue AS renewal,
                   line.expected_revenue AS expected,
                   line.development_revenue AS development
              FROM aig_sales_plan_line line
              JOIN aig_sales_plan plan ON plan.id = line.plan_id
         LEFT JOIN res_users users ON users.id = line.user_id
            """
        )
