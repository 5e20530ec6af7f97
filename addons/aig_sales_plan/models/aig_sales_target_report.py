from odoo import fields, models
from odoo.tools import SQL

from .aig_sales_distribution import YEAR_MONTHS
from .aig_sales_target import LEVELS


class AigSalesTargetReport(models.Model):
    """Targets by month, for pivot and graph (A05).

    Each level has a measure of its own, so that no sum ever mixes levels. That of
    territories counts each without its sub-territories: summed over a region it is
    the region's target, and never twice.
    """

    _name = "aig.sales.target.report"
    _description = "Target Analysis"
    _auto = False
    _order = "month, id"
    _rec_name = "target_id"

    target_id = fields.Many2one("aig.sales.target", readonly=True)
    level = fields.Selection(LEVELS, readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    territory_id = fields.Many2one("aig.territory", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    year = fields.Integer(readonly=True, aggregator=None)
    month = fields.Date(readonly=True, help="The first day of the month.")
    company_amount = fields.Monetary("Company target", readonly=True)
    territory_amount = fields.Monetary(
        "Territories' targets",
        readonly=True,
        help="Each territory without its sub-territories: the sum over a region is the "
        "region's target.",
    )
    salesperson_amount = fields.Monetary("Salespeople's targets", readonly=True)
    customer_amount = fields.Monetary("Customers' targets", readonly=True)

    _depends = {
        "aig.sales.target": [
            "level",
            "company_id",
            "territory_id",
            "user_id",
            "partner_id",
            "parent_id",
            "year",
            *YEAR_MONTHS,
        ],
        "res.company": ["currency_id"],
    }

    @property
    def _table_query(self):
        amounts = [
            SQL(
                "CASE WHEN target.level = %s THEN month.amount %s END AS %s",
                level,
                SQL("- COALESCE(below.amounts[month.number], 0)")
                if level == "territory"
                else SQL(),
                SQL.identifier(f"{level}_amount"),
            )
            for level, _label in LEVELS
        ]
        return SQL(
            """
            SELECT target.id * 12 + month.number - 1 AS id,
                   target.id AS target_id,
                   target.level,
                   target.company_id,
                   company.currency_id,
                   target.territory_id,
                   target.user_id,
                   target.partner_id,
                   target.year,
                   make_date(target.year, month.number::integer, 1) AS month,
                   %(amounts)s
              FROM aig_sales_target target
              JOIN res_company company ON company.id = target.company_id
        CROSS JOIN LATERAL unnest(ARRAY[%(months)s])
                   WITH ORDINALITY AS month(amount, number)
         LEFT JOIN LATERAL (
                    SELECT ARRAY[%(sums)s] AS amounts
                      FROM aig_sales_target child
                     WHERE child.parent_id = target.id
                       AND child.level = 'territory'
                   ) below ON target.level = 'territory'
            """,
            amounts=SQL(", ").join(amounts),
            months=SQL(", ").join(
                SQL.identifier("target", name) for name in YEAR_MONTHS
            ),
            sums=SQL(", ").join(
                SQL("SUM(%s)", SQL.identifier("child", name)) for name in YEAR_MONTHS
            ),
        )
