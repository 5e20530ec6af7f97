from odoo import fields, models
from odoo.tools import SQL


class AigKpiReceivable(models.Model):
    """What customers owe today, item by item, with tax (B07).

    The items of figure (2) of plans. Credit that pays nothing yet is below zero.
    """

    _name = "aig.kpi.receivable"
    _description = "Receivable Figures"
    _inherit = ["aig.kpi.fact.mixin"]
    _auto = False
    _depends = {
        "account.move.line": [
            "account_id",
            "amount_residual",
            "company_id",
            "date",
            "date_maturity",
            "move_id",
            "parent_state",
            "partner_id",
            "reconciled",
        ],
        "account.move": ["aig_territory_id", "invoice_user_id", "team_id"],
        "account.account": ["account_type"],
        "res.company": ["currency_id", "partner_id"],
        "res.partner": ["aig_territory_id", "commercial_partner_id", "tz", "user_id"],
        "res.users": ["sale_team_id"],
    }
    _kpi_record = "item_id"
    _kpi_lists = {
        "account.move.line": (
            "aig_kpi_receivable_ids",
            "account.action_account_moves_all",
        )
    }

    date = fields.Date(string="Falls Due")
    item_id = fields.Many2one("account.move.line", string="Receivable", readonly=True)
    move_id = fields.Many2one("account.move", string="Invoice", readonly=True)
    # numbered, because a pivot orders its columns by what is stored
    overdue_days = fields.Selection(
        [
            ("0_not_due", "Not Due"),
            ("1_30", "Up to 30 Days"),
            ("2_60", "31 to 60 Days"),
            ("3_90", "61 to 90 Days"),
            ("4_more", "More Than 90 Days"),
        ],
        string="Due For",
        readonly=True,
    )
    amount = fields.Monetary(string="Debt", readonly=True)
    due_amount = fields.Monetary(
        string="Debt Due", readonly=True, help="Its day has come."
    )
    not_due_amount = fields.Monetary(string="Debt Not Yet Due", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT item.id,
                   item.id AS item_id,
                   item.move_id,
                   due.day AS date,
                   COALESCE(move.invoice_user_id, customer.user_id) AS user_id,
                   COALESCE(move.team_id, users.sale_team_id) AS team_id,
                   COALESCE(move.aig_territory_id, customer.aig_territory_id)
                       AS territory_id,
                   customer.id AS partner_id,
                   item.company_id,
                   company.currency_id,
                   item.amount_residual AS amount,
                   CASE WHEN due.day <= due.today THEN item.amount_residual
                        ELSE 0 END AS due_amount,
                   CASE WHEN due.day <= due.today THEN 0
                        ELSE item.amount_residual END AS not_due_amount,
                   CASE WHEN due.day > due.today THEN '0_not_due'
                        WHEN due.day >= due.today - 30 THEN '1_30'
                        WHEN due.day >= due.today - 60 THEN '2_60'
                        WHEN due.day >= due.today - 90 THEN '3_90'
                        ELSE '4_more' END AS overdue_days
              FROM account_move_line item
              JOIN account_move move ON move.id = item.move_id
              JOIN account_account account ON account.id = item.account_id
              JOIN res_partner partner ON partner.id = item.partner_id
              JOIN res_partner customer ON customer.id = partner.commercial_partner_id
         LEFT JOIN res_users users
                   ON users.id = COALESCE(move.invoice_user_id, customer.user_id)
              %(company)s
        CROSS JOIN LATERAL (
                   SELECT COALESCE(item.date_maturity, item.date) AS day,
                          %(today)s AS today
                   ) due
             WHERE item.parent_state = 'posted'
               AND item.reconciled IS NOT TRUE
               AND item.amount_residual <> 0
               AND account.account_type = 'asset_receivable'
            """,
            company=self._sql_company("item.company_id"),
            today=self._sql_day(SQL("%s::timestamp", fields.Datetime.now())),
        )
