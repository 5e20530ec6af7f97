from odoo import fields, models
from odoo.tools import SQL

#: The last month of a plan begins so many days after its quarter at most.
LONGEST = 62
PERSON = """
 LEFT JOIN res_users users ON users.id = {0}.user_id
 LEFT JOIN res_company company ON company.id = {0}.company_id
"""
# One branch per kind of record; each amount stands in the rows of one of them. Months
# of a plan are found by its quarter: of most plans no row is read. Nothing stands
# around the union: it would keep the days that are asked for from the branches.
QUERY = f"""
    SELECT report.id * 4 AS id, 'target'::text AS kind, report.month AS date,
           report.month AS near, report.user_id, report.territory_id,
           NULL::integer AS partner_id, report.company_id,
           report.salesperson_amount AS target, 0.0 AS goal, 0.0 AS planned,
           0.0 AS forecast, 0.0 AS actual, report.target_id,
           NULL::integer AS goal_id, NULL::integer AS plan_line_id,
           NULL::integer AS forecast_id, NULL::integer AS move_id,
           users.sale_team_id AS team_id, company.currency_id,
           NULL::double precision AS attainment
      FROM (%(targets)s) report {PERSON.format("report")}
     WHERE report.level = 'salesperson'
     UNION ALL
    SELECT goal.id::bigint * 4 + 1, 'goal'::text, make_date(goal.year, 1, 1),
           make_date(goal.year, 1, 1), NULL::integer, NULL::integer, NULL::integer,
           goal.company_id, 0.0, goal.amount, 0.0, 0.0, 0.0, NULL::integer,
           goal.id, NULL::integer, NULL::integer, NULL::integer, NULL::integer,
           company.currency_id, NULL::double precision
      FROM aig_sales_goal goal
 LEFT JOIN res_company company ON company.id = goal.company_id
     WHERE goal.active AND goal.amount > 0
     UNION ALL
    SELECT forecast.id::bigint * 4 + 2,
           CASE WHEN forecast.kind = 'plan' THEN 'plan' ELSE 'forecast' END::text,
           forecast.date, forecast.near, forecast.user_id, forecast.territory_id,
           forecast.partner_id, forecast.company_id, 0.0, 0.0,
           forecast.planned_revenue, forecast.forecast_revenue::numeric, 0.0,
           NULL::integer, NULL::integer, forecast.plan_line_id, forecast.id,
           NULL::integer, users.sale_team_id, company.currency_id,
           NULL::double precision
      FROM (%(forecasts)s) forecast {PERSON.format("forecast")}
     UNION ALL
    SELECT revenue.id::bigint * 4 + 3, 'actual'::text, revenue.date, revenue.date,
           revenue.user_id, revenue.territory_id, revenue.partner_id,
           revenue.company_id, 0.0, 0.0, 0.0, 0.0, revenue.amount, NULL::integer,
           NULL::integer, NULL::integer, NULL::integer, revenue.move_id,
           users.sale_team_id, company.currency_id, NULL::double precision
      FROM (%(revenues)s) revenue {PERSON.format("revenue")}
"""


class AigKpiTarget(models.Model):
    """Target, plan, forecast and actual sales of each person side by side (S11).

    Targets are those of salespeople, by month; the company's goals stand on the first
    day of their year. The figures are those of target analysis, forecast and revenue.
    """

    _name = "aig.kpi.target"
    _description = "Target Figures"
    _inherit = ["aig.kpi.fact.mixin"]
    _auto = False
    _depends = {
        "aig.sales.forecast": [
            "company_id",
            "date",
            "forecast_revenue",
            "kind",
            "partner_id",
            "plan_line_id",
            "planned_revenue",
            "territory_id",
            "user_id",
        ],
        "aig.kpi.revenue": [
            "amount",
            "company_id",
            "date",
            "move_id",
            "partner_id",
            "territory_id",
            "user_id",
        ],
        "aig.sales.goal": ["active", "amount", "company_id", "year"],
        "aig.sales.target.report": [
            "company_id",
            "level",
            "month",
            "salesperson_amount",
            "target_id",
            "territory_id",
            "user_id",
        ],
        "res.company": ["currency_id"],
        "res.users": ["sale_team_id"],
    }
    _kpi_record = "target_id"
    _kpi_near = (LONGEST, 0)
    _kpi_records = {
        "goal": "goal_id",
        "planned": "plan_line_id",
        "forecast": "forecast_id",
        "actual": "move_id",
    }
    _kpi_lists = {
        "aig.sales.target": (
            "aig_kpi_target_ids",
            "aig_sales_plan.aig_sales_target_action",
        ),
        "aig.sales.goal": (
            "aig_kpi_target_ids",
            "aig_sales_plan.aig_sales_goal_action",
        ),
        "aig.sales.plan.line": (
            "aig_kpi_target_ids",
            "aig_sales_plan.aig_sales_plan_line_action",
        ),
        "aig.sales.forecast": (
            "aig_kpi_target_ids",
            "aig_sales_plan.aig_sales_forecast_action",
        ),
        "account.move": (
            "aig_kpi_target_ids",
            "account.action_move_out_invoice_type",
        ),
    }

    kind = fields.Selection(
        [
            ("target", "Target"),
            ("goal", "Goal"),
            ("plan", "Plan"),
            ("forecast", "Forecast"),
            ("actual", "Actual"),
        ],
        readonly=True,
    )
    target_id = fields.Many2one(
        "aig.sales.target", string="Target of the Year", readonly=True
    )
    goal_id = fields.Many2one("aig.sales.goal", string="Company Goal", readonly=True)
    plan_line_id = fields.Many2one(
        "aig.sales.plan.line", string="Plan Row", readonly=True
    )
    forecast_id = fields.Many2one(
        "aig.sales.forecast", string="Row of the Forecast", readonly=True
    )
    move_id = fields.Many2one("account.move", string="Invoice", readonly=True)
    target = fields.Monetary(
        string="Sales Target", readonly=True, help="Of salespeople, by month."
    )
    goal = fields.Monetary(
        string="Goal in Money",
        readonly=True,
        help="Of the company, on the first day of the year.",
    )
    planned = fields.Monetary(
        string="Planned Sales", readonly=True, help="Of plans, by month."
    )
    forecast = fields.Monetary(
        string="Forecast Sales",
        readonly=True,
        help="Open deals by probability, and orders that end and are not renewed.",
    )
    actual = fields.Monetary(
        string="Actual Sales",
        readonly=True,
        help="Posted customer invoices less refunds, without tax.",
    )
    attainment = fields.Float(
        string="% of the Target",
        readonly=True,
        aggregator="avg",
        digits=(6, 1),
        help="Actual sales of the sales target; empty where none is set.",
    )

    @property
    def _table_query(self):
        return SQL(
            QUERY,
            targets=self.env["aig.sales.target.report"]._table_query,
            forecasts=self.env["aig.sales.forecast"]._table_query,
            revenues=self.env["aig.kpi.revenue"]._table_query,
        )

    def _read_group_select(self, aggregate_spec, query):
        # a mean of shares would count a small target like a large one
        if aggregate_spec != "attainment:avg":
            return super()._read_group_select(aggregate_spec, query)
        actual, target = (
            self._field_to_sql(self._table, name, query)
            for name in ("actual", "target")
        )
        return SQL("100.0 * SUM(%s) / NULLIF(SUM(%s), 0)", actual, target)

    def _get_kpi_record(self):
        record = super()._get_kpi_record()
        forecast = self.forecast_id
        if record == forecast:
            return forecast.lead_id or forecast.order_id or forecast.plan_line_id
        return record
