from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.aig_base.tools.period import quarter_of


class AigSalesForecast(models.Model):
    """What is to come by month, person and territory, beside what is planned (S05).

    One row per open deal, per order line that ends and is not renewed, and per month of
    a plan line.
    """

    _name = "aig.sales.forecast"
    _description = "Sales Forecast"
    _auto = False
    _order = "date, id"
    _rec_names_search = ("partner_id",)

    kind = fields.Selection(
        [("deal", "Deal"), ("renewal", "Renewal"), ("plan", "Plan")], readonly=True
    )
    name = fields.Char("Source", readonly=True)
    date = fields.Date(
        readonly=True,
        help="Expected closing of a deal, last day on display of an order, month of "
        "a plan.",
    )
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True)
    user_id = fields.Many2one("res.users", "Salesperson", readonly=True)
    territory_id = fields.Many2one("aig.territory", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    deal_revenue = fields.Monetary(
        "Deals", readonly=True, help="Expected revenue by probability."
    )
    renewal_revenue = fields.Monetary(
        "Renewals",
        readonly=True,
        help="Order lines that end and that no later order continues.",
    )
    forecast_revenue = fields.Monetary(
        "Forecast", readonly=True, help="Deals + renewals."
    )
    planned_revenue = fields.Monetary("Planned sales", readonly=True)
    lead_id = fields.Many2one("crm.lead", readonly=True)
    order_id = fields.Many2one("sale.order", readonly=True)
    plan_line_id = fields.Many2one("aig.sales.plan.line", readonly=True)

    _depends = {
        "crm.lead": [
            "active",
            "aig_territory_id",
            "company_id",
            "date_deadline",
            "name",
            "partner_id",
            "prorated_revenue",
            "type",
            "user_id",
            "won_status",
        ],
        "sale.order": [
            "aig_territory_id",
            "company_id",
            "currency_rate",
            "name",
            "partner_id",
            "user_id",
        ],
        "sale.order.line": [
            "aig_date_from",
            "aig_date_to",
            "name",
            "price_subtotal",
            "product_id",
            "state",
        ],
        "res.partner": ["commercial_partner_id"],
        "res.users": ["company_id"],
        "aig.sales.plan": ["date_from"],
        "aig.sales.plan.line": [
            "company_id",
            "month_1_revenue",
            "month_2_revenue",
            "month_3_revenue",
            "partner_id",
            "territory_id",
            "user_id",
        ],
    }

    @property
    def _table_query(self):
        # near: what an index knows of the date
        return SQL(
            """
            SELECT source.*,
                   source.deal_revenue + source.renewal_revenue AS forecast_revenue,
                   company.currency_id
              FROM (%(deals)s UNION ALL %(renewals)s UNION ALL %(plans)s) source
         LEFT JOIN res_company company ON company.id = source.company_id
            """,
            deals=self._sql_deals(),
            renewals=self._sql_renewals(),
            plans=self._sql_plans(),
        )

    def _sql_deals(self):
        """Open deals, by their probability."""
        return SQL("""
            SELECT lead.id * 5 AS id,
                   'deal' AS kind,
                   lead.name AS name,
                   lead.date_deadline AS date,
                   lead.date_deadline AS near,
                   partner.commercial_partner_id AS partner_id,
                   lead.user_id AS user_id,
                   lead.aig_territory_id AS territory_id,
                   COALESCE(lead.company_id, users.company_id) AS company_id,
                   COALESCE(lead.prorated_revenue, 0) AS deal_revenue,
                   0.0 AS renewal_revenue,
                   0.0 AS planned_revenue,
                   lead.id AS lead_id,
                   NULL::integer AS order_id,
                   NULL::integer AS plan_line_id
              FROM crm_lead lead
         LEFT JOIN res_partner partner ON partner.id = lead.partner_id
         LEFT JOIN res_users users ON users.id = lead.user_id
             WHERE lead.type = 'opportunity'
               AND lead.active
               AND lead.won_status = 'pending'
        """)

    def _sql_renewals(self):
        """Order lines that end from this quarter on and are not renewed yet."""
        return SQL(
            """
            SELECT sold.id * 5 + 1,
                   'renewal',
                   orders.name || ': ' || split_part(sold.name, chr(10), 1),
                   sold.aig_date_to,
                   sold.aig_date_to,
                   partner.commercial_partner_id,
                   orders.user_id,
                   orders.aig_territory_id,
                   orders.company_id,
                   0.0,
                   sold.price_subtotal / COALESCE(NULLIF(orders.currency_rate, 0), 1),
                   0.0,
                   NULL,
                   orders.id,
                   NULL
              FROM sale_order_line sold
              JOIN sale_order orders ON orders.id = sold.order_id
              JOIN res_partner partner ON partner.id = orders.partner_id
             WHERE sold.state = 'sale'
               AND sold.price_subtotal > 0
               AND sold.aig_date_to >= %(first)s
               AND NOT EXISTS (
                    SELECT FROM sale_order_line later
                      JOIN sale_order again ON again.id = later.order_id
                      JOIN res_partner buyer ON buyer.id = again.partner_id
                     WHERE later.product_id = sold.product_id
                       AND later.state = 'sale'
                       AND later.aig_date_from > sold.aig_date_to
                       AND buyer.commercial_partner_id
                           = partner.commercial_partner_id)
            """,
            first=quarter_of(self.env.company._aig_today()).first_day,
        )

    def _sql_plans(self):
        """Planned sales of each month of the plan lines."""
        return SQL("""
            SELECT line.id * 5 + 1 + month.number,
                   'plan',
                   NULL,
                   (plan.date_from + (month.number - 1) * INTERVAL '1 month')::date,
                   plan.date_from,
                   line.partner_id,
                   line.user_id,
                   line.territory_id,
                   line.company_id,
                   0.0,
                   0.0,
                   month.revenue,
                   NULL,
                   NULL,
                   line.id
              FROM aig_sales_plan_line line
              JOIN aig_sales_plan plan ON plan.id = line.plan_id
        CROSS JOIN LATERAL (VALUES
                    (1, line.month_1_revenue),
                    (2, line.month_2_revenue),
                    (3, line.month_3_revenue)) month (number, revenue)
             WHERE month.revenue > 0
        """)

    def action_open_source(self):
        """Open the deal, the order or the plan row behind a row."""
        self.ensure_one()
        record = self.lead_id or self.order_id or self.plan_line_id
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }
