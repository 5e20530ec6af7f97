from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.aig_kpi_dashboard.tools.near import MOMENT
from odoo.addons.aig_voucher.models.aig_voucher import VOUCHER_STATES

# The effect is worked out for each voucher that is asked for, however many there were
# before; a sum is one row, so where no figure of it is asked for it is not read at all.
QUERY = """
    SELECT voucher.id, voucher.id AS voucher_id,
           %(day)s AS date, voucher.create_date AS near,
           voucher.user_id, users.sale_team_id AS team_id, voucher.territory_id,
           voucher.partner_id, voucher.company_id, company.currency_id,
           voucher.state, voucher.period_id,
           (voucher.state <> 'cancelled')::integer AS issued_count,
           (voucher.state IN ('sent', 'chosen', 'done'))::integer AS sent_count,
           (voucher.state IN ('chosen', 'done'))::integer AS chosen_count,
           (voucher.state = 'done')::integer AS delivered_count,
           (voucher.state = 'cancelled')::integer AS cancelled_count,
           CASE WHEN voucher.state <> 'cancelled'
                THEN voucher.total_points ELSE 0 END AS total_points,
           CASE WHEN voucher.state <> 'cancelled'
                THEN voucher.amount ELSE 0 END AS amount,
           CASE WHEN voucher.state <> 'cancelled'
                THEN COALESCE(package.total_value, 0) ELSE 0 END AS gift_value,
           effect.gift_value AS effect_gift_value,
           effect.revenue_after,
           NULL::double precision AS gift_share
      FROM aig_voucher voucher
 LEFT JOIN aig_voucher_package package ON package.id = voucher.chosen_package_id
 LEFT JOIN res_users users ON users.id = voucher.user_id
      %(company)s
 LEFT JOIN LATERAL (
           SELECT COALESCE(SUM(gift_value), 0) AS gift_value,
                  COALESCE(SUM(revenue_after), 0) AS revenue_after
             FROM (%(effects)s) found
            WHERE found.voucher_id = voucher.id
           ) effect ON TRUE
"""


class AigKpiVoucher(models.Model):
    """Vouchers by the day on which they were issued, and what became of them (A38).

    Of those issued in a period, so many were sent, chosen and delivered since.
    """

    _name = "aig.kpi.voucher"
    _description = "Voucher Figures"
    _inherit = ["aig.kpi.fact.mixin"]
    _auto = False
    _depends = {
        "aig.voucher": [
            "amount",
            "chosen_package_id",
            "company_id",
            "create_date",
            "partner_id",
            "period_id",
            "state",
            "territory_id",
            "total_points",
            "user_id",
        ],
        "aig.voucher.effect": ["gift_value", "revenue_after", "voucher_id"],
        "aig.voucher.package": ["total_value"],
        "res.company": ["currency_id", "partner_id"],
        "res.partner": ["tz"],
        "res.users": ["sale_team_id"],
    }
    _kpi_record = "voucher_id"
    _kpi_near = MOMENT
    _kpi_lists = {
        "aig.voucher": ("aig_kpi_voucher_ids", "aig_voucher.aig_voucher_action")
    }

    voucher_id = fields.Many2one("aig.voucher", readonly=True)
    period_id = fields.Many2one("aig.period", string="Quarter", readonly=True)
    state = fields.Selection(VOUCHER_STATES, readonly=True)
    issued_count = fields.Integer(
        string="Vouchers Issued", readonly=True, help="Without cancelled ones."
    )
    sent_count = fields.Integer(string="Vouchers Mailed", readonly=True)
    chosen_count = fields.Integer(
        string="Vouchers Chosen", readonly=True, help="The customer chose gifts."
    )
    delivered_count = fields.Integer(
        string="Vouchers Delivered", readonly=True, help="All gifts were delivered."
    )
    cancelled_count = fields.Integer(string="Vouchers Cancelled", readonly=True)
    total_points = fields.Float(string="Points", digits=(16, 2), readonly=True)
    amount = fields.Monetary(string="Value of Vouchers", readonly=True)
    gift_value = fields.Monetary(
        string="Gifts Chosen",
        readonly=True,
        help="The value of the packages that customers chose.",
    )
    effect_gift_value = fields.Monetary(
        string="Gifts Chosen of Sent Vouchers", readonly=True
    )
    revenue_after = fields.Monetary(
        string="Sales After",
        readonly=True,
        help="What was invoiced since they were sent, as in the effect of vouchers.",
    )
    gift_share = fields.Float(
        string="Share of Sales",
        readonly=True,
        aggregator="avg",
        help="Gifts chosen, of the sales after; of several vouchers, of their sums.",
    )

    @property
    def _table_query(self):
        return SQL(
            QUERY,
            day=self._sql_day("voucher.create_date"),
            company=self._sql_company("voucher.company_id"),
            effects=self.env["aig.voucher.effect"]._table_query,
        )

    def _read_group_select(self, aggregate_spec, query):
        # a mean of shares would count a small customer like a large one
        if aggregate_spec != "gift_share:avg":
            return super()._read_group_select(aggregate_spec, query)
        gifts, sales = (
            self._field_to_sql(self._table, name, query)
            for name in ("effect_gift_value", "revenue_after")
        )
        return SQL("SUM(%s) / NULLIF(SUM(%s), 0)", gifts, sales)
