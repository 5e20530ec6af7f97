from odoo import fields, models
from odoo.tools import SQL

#: A voucher is taken to work for so many days, or until the customer's next one.
DAYS = 365
#: Vouchers of the same customer by the day on which they were first sent: the next one
#: ends the spell. Of two of one day the younger record is the later one; what lies more
#: than a year away ends nothing.
LATER = """
    SELECT (log.date AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date AS day, other.id
    FROM res_partner buyer
    JOIN aig_care_log log ON log.partner_id = buyer.id AND log.care_type = 'voucher'
        AND log.is_counted AND log.res_model = 'aig.voucher'
        AND log.res_id <> voucher.id
    JOIN aig_voucher other ON other.id = log.res_id AND other.partner_id = buyer.id
    WHERE buyer.commercial_partner_id = customer.commercial_partner_id
        AND other.company_id = voucher.company_id
        AND other.state IN ('sent', 'chosen', 'done')
        AND log.date > first.moment - interval '2 days'
        AND log.date < first.moment + (%(days)s + 2) * interval '1 day'
        AND NOT EXISTS (
            SELECT FROM aig_care_log earlier
            WHERE earlier.res_model = 'aig.voucher' AND earlier.res_id = other.id
                AND earlier.partner_id = buyer.id AND earlier.care_type = 'voucher'
                AND earlier.is_counted AND earlier.date < log.date
        )
"""
INVOICES = """
    FROM account_move move
    WHERE move.commercial_partner_id = customer.commercial_partner_id
        AND move.company_id = voucher.company_id AND move.state = 'posted'
        AND move.move_type IN ('out_invoice', 'out_refund', 'out_receipt')
"""
#: Sales are those of the voucher's territory: whoever reads the row may not read what
#: another territory sold since. That there was an earlier invoice anywhere tells no
#: amount.
SALES = """
    SELECT SUM(
        CASE WHEN company.aig_plan_with_tax
            THEN move.amount_total_signed ELSE move.amount_untaxed_signed END
    ) AS value
    %(invoices)s
        AND move.aig_territory_id IS NOT DISTINCT FROM voucher.territory_id
"""
#: Each posted invoice counts for one voucher at most: windows do not overlap. All is
#: worked out voucher by voucher: a read of some does not look at the rest, however many
#: years there are. Joined is one row each: what nobody asks for is not read.
QUERY = """
SELECT voucher.id, voucher.id AS voucher_id, voucher.partner_id, voucher.user_id,
    voucher.territory_id, voucher.company_id, voucher.period_id,
    first.day AS sent_date, spell.until AS date_to, voucher.amount,
    voucher.total_points,
    CASE WHEN NOT EXISTS (SELECT %(invoices)s AND move.invoice_date < first.day)
        THEN 'new'
        WHEN voucher.renewal_points > 0 THEN 'renewed'
        ELSE 'existing' END AS customer_kind,
    COALESCE(before.value, 0) AS revenue_before,
    COALESCE(after.value, 0) AS revenue_after,
    COALESCE(package.total_value, 0) AS gift_value,
    COALESCE(package.total_value, 0) / NULLIF(after.value, 0) AS gift_share
FROM aig_voucher voucher
JOIN res_partner customer ON customer.id = voucher.partner_id
JOIN res_company company ON company.id = voucher.company_id
CROSS JOIN LATERAL (
    SELECT MIN(log.date) AS moment,
        (MIN(log.date) AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date AS day
    FROM aig_care_log log
    WHERE log.partner_id = voucher.partner_id AND log.care_type = 'voucher'
        AND log.is_counted AND log.res_model = 'aig.voucher'
        AND log.res_id = voucher.id
) first
LEFT JOIN LATERAL (
    SELECT LEAST(first.day + %(days)s - 1, MIN(later.day) - 1, %(today)s) AS until
    FROM (%(later)s) later
    WHERE (later.day, later.id) > (first.day, voucher.id)
) spell ON TRUE
LEFT JOIN LATERAL (
    %(sales)s AND move.invoice_date BETWEEN first.day AND spell.until
) after ON TRUE
LEFT JOIN LATERAL (
    %(sales)s AND move.invoice_date < first.day
        AND move.invoice_date >= first.day - (spell.until - first.day + 1)
) before ON TRUE
LEFT JOIN aig_voucher_package package ON package.id = voucher.chosen_package_id
WHERE voucher.state IN ('sent', 'chosen', 'done') AND first.day IS NOT NULL
"""


class AigVoucherEffect(models.Model):
    """What vouchers brought: sales after them, by new and loyal customers (A38).

    A voucher works from the day on which it was sent for a year, or until the
    customer's next one. Sales are posted invoices of its territory, refunds taken off,
    as figure (1) of the plan reads them; no invoice counts twice.
    """

    _name = "aig.voucher.effect"
    _description = "Effect of Vouchers"
    _auto = False
    _order = "sent_date desc, id desc"
    _rec_name = "voucher_id"

    voucher_id = fields.Many2one("aig.voucher", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    territory_id = fields.Many2one("aig.territory", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    period_id = fields.Many2one("aig.period", string="Quarter", readonly=True)
    sent_date = fields.Date(readonly=True, help="The day on which it was first sent.")
    date_to = fields.Date(
        string="Counted Until",
        readonly=True,
        help="A year after it was sent, the day before the next one, or today.",
    )
    customer_kind = fields.Selection(
        [
            ("new", "New Customer"),
            ("existing", "Existing Customer"),
            ("renewed", "Renewing Customer"),
        ],
        readonly=True,
        help="New: no invoice before the voucher. Renewing: the voucher gives points "
        "for a renewal.",
    )
    total_points = fields.Float(string="Points", digits=(16, 2), readonly=True)
    amount = fields.Monetary(readonly=True)
    gift_value = fields.Monetary(
        string="Gifts Chosen",
        readonly=True,
        help="The value of the package that the customer chose.",
    )
    revenue_before = fields.Monetary(
        string="Sales Before",
        readonly=True,
        help="Of as many days before it was sent as are counted after.",
    )
    revenue_after = fields.Monetary(string="Sales After", readonly=True)
    gift_share = fields.Float(
        readonly=True,
        aggregator="avg",
        help="Gifts chosen, of the sales after. Of several vouchers: of their sums.",
    )

    _depends = {
        "aig.voucher": [
            "partner_id",
            "user_id",
            "territory_id",
            "company_id",
            "period_id",
            "amount",
            "total_points",
            "renewal_points",
            "chosen_package_id",
            "state",
        ],
        "aig.voucher.package": ["total_value"],
        "aig.care.log": ["is_counted", "date", "partner_id", "care_type", "res_id"],
        "account.move": [
            "commercial_partner_id",
            "company_id",
            "state",
            "move_type",
            "invoice_date",
            "amount_total_signed",
            "amount_untaxed_signed",
            "aig_territory_id",
        ],
        "res.company": ["aig_plan_with_tax"],
    }

    @property
    def _table_query(self):
        company = self.env.company
        zone, invoices = company._aig_timezone_name(), SQL(INVOICES)
        return SQL(
            QUERY,
            zone=zone,
            today=company._aig_today(),
            days=DAYS,
            invoices=invoices,
            sales=SQL(SALES, invoices=invoices),
            later=SQL(LATER, zone=zone, days=DAYS),
        )

    def _read_group_select(self, aggregate_spec, query):
        # a mean of shares would count a small customer like a large one
        if aggregate_spec != "gift_share:avg":
            return super()._read_group_select(aggregate_spec, query)
        gifts, sales = (
            self._field_to_sql(self._table, name, query)
            for name in ("gift_value", "revenue_after")
        )
        return SQL("SUM(%s) / NULLIF(SUM(%s), 0)", gifts, sales)

    def action_open_voucher(self):
        """Open the voucher."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Voucher"),
            "res_model": "aig.voucher",
            "res_id": self.voucher_id.id,
            "views": [(False, "form")],
        }

    def action_open_invoices(self):
        """Open the invoices that are counted after it, as far as one may read."""
        self.ensure_one()
        plan_line = self.voucher_id.plan_line_id
        domain = plan_line._get_revenue_domain(
            self.company_id, self.sent_date.year, self.partner_id.commercial_partner_id
        )
        domain = [one for one in domain if one[0] != "invoice_date"]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Invoices"),
            "res_model": "account.move",
            "views": [(False, "list"), (False, "form")],
            "mobile_view_mode": "kanban",
            "domain": [
                *domain,
                ("aig_territory_id", "=", self.territory_id.id),
                ("invoice_date", ">=", str(self.sent_date)),
                ("invoice_date", "<=", str(self.date_to)),
            ],
        }
