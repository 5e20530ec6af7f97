from odoo import fields, models
from odoo.tools import SQL

# What money paid of documents: each reconciliation of an item of a bank or cash journal
# with one of another journal is a part; what is still open of the item is an advance.
# Money that customers get back counts below zero. One branch for each side on which the
# money stands: the days that are asked for then choose items by their index.
PART = """
    SELECT part.id * 2 AS id,
           CASE WHEN document.move_type = 'out_refund' THEN 'refund'
                ELSE 'paid' END::text AS kind,
           money.date,
           COALESCE(document.invoice_user_id, customer.user_id) AS user_id,
           COALESCE(document.team_id, users.sale_team_id) AS team_id,
           COALESCE(document.aig_territory_id, customer.aig_territory_id)
               AS territory_id,
           customer.id AS partner_id,
           part.company_id, company.currency_id,
           money.id AS item_id, document.id AS move_id,
           {sign} part.amount AS amount
      FROM account_move_line money
      JOIN account_journal journal ON journal.id = money.journal_id
      JOIN account_account account ON account.id = money.account_id
      JOIN account_partial_reconcile part ON part.{side}_move_id = money.id
      JOIN account_move_line other ON other.id = part.{other}_move_id
      JOIN account_journal kept ON kept.id = other.journal_id
      JOIN account_move document ON document.id = other.move_id
      JOIN res_partner partner ON partner.id = money.partner_id
      JOIN res_partner customer ON customer.id = partner.commercial_partner_id
 LEFT JOIN res_users users
           ON users.id = COALESCE(document.invoice_user_id, customer.user_id)
 LEFT JOIN res_company company ON company.id = part.company_id
     WHERE account.account_type = 'asset_receivable'
       AND money.parent_state = 'posted' AND other.parent_state = 'posted'
       AND journal.type IN ('bank', 'cash', 'credit')
       AND kept.type NOT IN ('bank', 'cash', 'credit')
"""
ADVANCE = """
    SELECT item.id * 2 + 1, 'advance'::text, item.date, customer.user_id,
           users.sale_team_id, customer.aig_territory_id, customer.id,
           item.company_id, company.currency_id, item.id, NULL::integer,
           -item.amount_residual
      FROM account_move_line item
      JOIN account_account account ON account.id = item.account_id
      JOIN account_journal journal ON journal.id = item.journal_id
      JOIN res_partner partner ON partner.id = item.partner_id
      JOIN res_partner customer ON customer.id = partner.commercial_partner_id
 LEFT JOIN res_users users ON users.id = customer.user_id
 LEFT JOIN res_company company ON company.id = item.company_id
     WHERE account.account_type = 'asset_receivable'
       AND journal.type IN ('bank', 'cash', 'credit')
       AND item.parent_state = 'posted'
       AND item.reconciled IS NOT TRUE
       AND item.amount_residual <> 0
"""
RECEIVED = PART.format(side="credit", other="debit", sign="")
RETURNED = PART.format(side="debit", other="credit", sign="-")
QUERY = f"{RECEIVED} UNION ALL {RETURNED} UNION ALL {ADVANCE}"


class AigKpiCash(models.Model):
    """Money received from customers, by the day of the payment (A14, S12).

    A payment counts for whoever made the invoice that it pays; what pays no invoice
    yet, for whoever looks after the customer today.
    """

    _name = "aig.kpi.cash"
    _description = "Cash Figures"
    _inherit = ["aig.kpi.fact.mixin"]
    _auto = False
    _depends = {
        "account.partial.reconcile": [
            "amount",
            "company_id",
            "credit_move_id",
            "debit_move_id",
        ],
        "account.move.line": [
            "account_id",
            "amount_residual",
            "company_id",
            "date",
            "journal_id",
            "move_id",
            "parent_state",
            "partner_id",
            "reconciled",
        ],
        "account.move": [
            "aig_territory_id",
            "invoice_user_id",
            "move_type",
            "team_id",
        ],
        "account.account": ["account_type"],
        "account.journal": ["type"],
        "res.company": ["currency_id"],
        "res.partner": ["aig_territory_id", "commercial_partner_id", "user_id"],
        "res.users": ["sale_team_id"],
    }
    _kpi_record = "item_id"
    _kpi_is_one_to_one = False
    _kpi_lists = {
        "account.move.line": (
            "aig_kpi_cash_ids",
            "account.action_account_moves_all",
        )
    }

    kind = fields.Selection(
        [("paid", "Paid"), ("advance", "Advance"), ("refund", "Paid Back")],
        readonly=True,
        help="Advance: money that pays no invoice yet.",
    )
    item_id = fields.Many2one("account.move.line", string="Payment", readonly=True)
    move_id = fields.Many2one("account.move", string="Invoice", readonly=True)
    amount = fields.Monetary(
        string="Cash Received",
        readonly=True,
        help="With tax; less what was paid back.",
    )

    @property
    def _table_query(self):
        return SQL(QUERY)

    def _get_kpi_record(self):
        return self.move_id or self.item_id.move_id
