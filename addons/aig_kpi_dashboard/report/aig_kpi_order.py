from odoo import fields, models
from odoo.tools import SQL

from ..tools.near import MOMENT

# A customer is known to a company by an order that it confirmed there.
CONFIRMED = """
    EXISTS (
        SELECT FROM sale_order before
          JOIN res_partner buyer ON buyer.id = before.partner_id
         WHERE buyer.commercial_partner_id = {customer}
           AND before.company_id = {company}
           AND before.state = 'sale'
           AND {earlier})
"""
FIRST = "NOT " + CONFIRMED.format(
    customer="partner.commercial_partner_id",
    company="orders.company_id",
    earlier="(before.date_order, before.id) < (orders.date_order, orders.id)",
)
# Both parts have the same types: only then PostgreSQL reads through their union, leaves
# out what nobody asked for, and looks at the days asked for alone.
PROPOSED = """
    orders.id * 2 AS id, 'proposed'::text AS event, %(day)s AS date,
    NULL::text AS customer_kind, 1 AS proposal_count, 0 AS order_count,
    0 AS new_customer_count, {amount} AS proposal_amount, 0::numeric AS amount
"""
ORDERED = """
    orders.id * 2 + 1, 'ordered'::text, %(day)s,
    CASE WHEN {first} THEN 'new' ELSE 'existing' END::text, 0, 1,
    ({first})::integer, 0::numeric, {amount}
"""
AMOUNT = """
    (orders.amount_untaxed / COALESCE(NULLIF(orders.currency_rate, 0), 1))::numeric
"""


class AigKpiOrder(models.Model):
    """Quotations when they were made, and orders when they were confirmed (B07).

    A confirmed order has a row for each of the two; each amount stands in one of them.
    """

    _name = "aig.kpi.order"
    _description = "Order Figures"
    _inherit = ["aig.kpi.fact.mixin"]
    _auto = False
    _depends = {
        "sale.order": [
            "aig_territory_id",
            "amount_untaxed",
            "company_id",
            "create_date",
            "currency_rate",
            "date_order",
            "partner_id",
            "state",
            "team_id",
            "user_id",
        ],
        "res.company": ["currency_id", "partner_id"],
        "res.partner": ["commercial_partner_id", "tz"],
    }
    _kpi_record = "order_id"
    _kpi_is_one_to_one = False
    _kpi_near = MOMENT
    _kpi_lists = {"sale.order": ("aig_kpi_order_ids", "sale.action_orders")}

    order_id = fields.Many2one("sale.order", readonly=True)
    event = fields.Selection(
        [("proposed", "Proposed"), ("ordered", "Ordered")],
        string="What Happened",
        readonly=True,
    )
    customer_kind = fields.Selection(
        [("new", "New Customer"), ("existing", "Existing Customer")],
        readonly=True,
        help="New: it is the first order that the customer confirmed.",
    )
    proposal_count = fields.Integer(
        string="Quotations Made",
        readonly=True,
        help="By the day on which they were made, also those that were ordered since;"
        " without cancelled ones.",
    )
    order_count = fields.Integer(
        string="Orders", readonly=True, help="By the day of their confirmation."
    )
    new_customer_count = fields.Integer(
        string="New Customers",
        readonly=True,
        help="Customers who confirmed their first order.",
    )
    proposal_amount = fields.Monetary(string="Value of Quotations", readonly=True)
    amount = fields.Monetary(
        string="Value of Orders", readonly=True, help="Without tax."
    )

    @property
    def _table_query(self):
        return SQL(
            "%s AND orders.state <> 'cancel' UNION ALL %s AND orders.state = 'sale'",
            self._sql_event(PROPOSED, "orders.create_date"),
            self._sql_event(ORDERED, "orders.date_order"),
        )

    def _sql_event(self, columns, moment):
        """Rows of orders, by the day of a moment."""
        columns = columns.format(amount=AMOUNT, first=FIRST)
        return SQL(
            """
            SELECT %(columns)s,
                   %(moment)s AS near,
                   orders.id AS order_id,
                   orders.user_id,
                   orders.team_id,
                   orders.aig_territory_id AS territory_id,
                   partner.commercial_partner_id AS partner_id,
                   orders.company_id,
                   company.currency_id
              FROM sale_order orders
              JOIN res_partner partner ON partner.id = orders.partner_id
              %(company)s
             WHERE TRUE
            """,
            columns=SQL(columns, day=self._sql_day(moment)),
            moment=SQL(moment),
            company=self._sql_company("orders.company_id"),
        )
