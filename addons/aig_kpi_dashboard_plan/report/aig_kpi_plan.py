from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.aig_sales_plan.models.aig_sales_plan import PLAN_STATES

#: Conditions on a day that narrow plans; each is written as SQL writes it.
NARROWS = ("<", "<=", "=", ">=", ">")


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

    @api.model
    def _search(self, domain, *args, **kwargs):
        return super()._search(self._add_plans(Domain(domain)), *args, **kwargs)

    @api.model
    def _add_plans(self, domain):
        """The plans of a period beside its days, where all of these hold.

        Rows have no day of their own. Joined, the planner reads all rows there ever
        were; those of some plans have an index.
        """
        if {"|", "!"} & set(filter(lambda part: isinstance(part, str), domain)):
            return domain
        days = [
            SQL("date_from %s %s", SQL(condition.operator), day)
            for condition in domain.iter_conditions()
            if condition.field_expr == "date" and condition.operator in NARROWS
            if (day := self._get_day(condition.value))
        ]
        return domain & Domain.custom(to_sql=self._sql_plans(days)) if days else domain

    @api.model
    def _sql_plans(self, days):
        def of_these(_model, alias, _query):
            return SQL(
                "%s = ANY (ARRAY(SELECT id FROM aig_sales_plan WHERE %s))",
                SQL.identifier(alias, "plan_id"),
                SQL(" AND ").join(days),
            )

        return of_these
