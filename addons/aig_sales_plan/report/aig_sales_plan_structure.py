from odoo import fields, models
from odoo.tools import SQL, LazyTranslate

from ..models.aig_sales_plan import PLAN_STATES

_lt = LazyTranslate(__name__)

# The parts of one plan row (aliases: line, money). Planned sales of each source are
# split over product groups by largest remainder, as tools/structure.py does; amounts
# are counted in the currency's smallest unit, so that division is exact.
PARTS = """
    SELECT '2_debt' AS source, 0 AS number, NULL::integer AS categ_id,
           line.receivable_amount AS amount
     UNION ALL
    SELECT source, number * 1024 + place, categ_id,
           (share + CASE WHEN place <= units - shared THEN 1 ELSE 0 END)
           / money.per_unit
      FROM (SELECT *,
                   SUM(share) OVER (PARTITION BY source) AS shared,
                   ROW_NUMBER() OVER (
                       PARTITION BY source
                       ORDER BY remainder DESC, categ_id NULLS LAST
                   ) AS place
              FROM (SELECT source.*, weight.categ_id,
                           DIV(source.units * weight.units, weight.total) AS share,
                           MOD(source.units * weight.units, weight.total) AS remainder
                      FROM (VALUES
                               ('3_renewal', 1, line.renewal_revenue),
                               ('4_expected', 2, line.expected_revenue),
                               ('6_development', 3, line.development_revenue)
                           ) AS typed (source, number, amount)
                     CROSS JOIN LATERAL (
                               SELECT typed.source, typed.number,
                                      ROUND(typed.amount * money.per_unit) AS units
                           ) source
                     CROSS JOIN (
                               SELECT *, SUM(units) OVER () AS total
                                 FROM (SELECT categ_id,
                                              ROUND(SUM(subtotal) * money.per_unit)
                                              AS units
                                         FROM aig_sales_plan_price
                                        WHERE line_id = line.id
                                     GROUP BY categ_id
                                    UNION ALL
                                       SELECT NULL,
                                              GREATEST(ROUND((
                                                  line.planned_revenue
                                                  - line.priced_revenue
                                              ) * money.per_unit), 0)
                                      ) groups
                           ) weight
                     WHERE source.units > 0 AND weight.total > 0
                   ) split
           ) ranked
"""


class AigSalesPlanStructure(models.Model):
    """Revenue structure: plan rows by source and product group (A04).

    The amounts of a row's parts sum exactly to its debt (2) + planned sales
    (3) + (4) + (6), without the multiplier. Planned sales beyond the priced amounts
    have no product group; where more is priced than planned, the groups share it.
    """

    _name = "aig.sales.plan.structure"
    _description = "Revenue Structure"
    _auto = False
    _order = "line_id desc, id"
    _rec_name = "partner_id"
    _depends = {
        "aig.sales.plan.line": [
            "plan_id",
            "partner_id",
            "user_id",
            "territory_id",
            "period_id",
            "company_id",
            "receivable_amount",
            "renewal_revenue",
            "expected_revenue",
            "development_revenue",
            "planned_revenue",
            "priced_revenue",
        ],
        "aig.sales.plan.price": ["line_id", "categ_id", "subtotal"],
        "aig.sales.plan": ["state"],
        "res.company": ["currency_id"],
        "res.currency": ["decimal_places"],
    }

    line_id = fields.Many2one("aig.sales.plan.line", "Plan row", readonly=True)
    plan_id = fields.Many2one("aig.sales.plan", readonly=True)
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True)
    user_id = fields.Many2one("res.users", "Salesperson", readonly=True)
    territory_id = fields.Many2one("aig.territory", readonly=True)
    period_id = fields.Many2one("aig.period", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    plan_state = fields.Selection(PLAN_STATES, readonly=True)
    # numbered, because a pivot orders its columns by what is stored
    source = fields.Selection(
        [
            ("2_debt", "(2) Debt"),
            ("3_renewal", "(3) Renewal"),
            ("4_expected", "(4) Expected"),
            ("6_development", "(6) Development"),
        ],
        readonly=True,
    )
    categ_id = fields.Many2one(
        "product.category",
        "Product group",
        readonly=True,
        # so the term is found for translation
        falsy_value_label=_lt("Not priced"),  # pylint: disable=translation-field
    )
    amount = fields.Monetary("Revenue", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT line.id::bigint * 4096 + part.number AS id,
                   line.id AS line_id,
                   line.plan_id,
                   line.partner_id,
                   line.user_id,
                   line.territory_id,
                   line.period_id,
                   line.company_id,
                   money.currency_id,
                   plan.state AS plan_state,
                   part.source,
                   part.categ_id,
                   part.amount
              FROM aig_sales_plan_line line
              JOIN aig_sales_plan plan ON plan.id = line.plan_id
              JOIN (SELECT company.id AS company_id,
                           currency.id AS currency_id,
                           POWER(10::numeric, currency.decimal_places) AS per_unit
                      FROM res_company company
                      JOIN res_currency currency ON currency.id = company.currency_id
                   ) money ON money.company_id = line.company_id
        CROSS JOIN LATERAL (%s) part
             WHERE part.amount <> 0
            """,
            SQL(PARTS),
        )

    def action_open_line(self):
        """Open the customer's row of the plan."""
        self.ensure_one()
        return self.line_id.action_open_line()
