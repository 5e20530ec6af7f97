from odoo import fields, models
from odoo.tools import SQL


class AigKpiRevenue(models.Model):
    """What was invoiced to customers, less refunds, without tax (A14, B07).

    The same invoices as the actual sales of the territory board and of plans.
    """

    _name = "aig.kpi.revenue"
    _description = "Revenue Figures"
    _inherit = ["aig.kpi.fact.mixin"]
    _auto = False
    _depends = {
        "account.move": [
            "aig_territory_id",
            "amount_untaxed_signed",
            "commercial_partner_id",
            "company_id",
            "invoice_date",
            "invoice_user_id",
            "move_type",
            "state",
            "team_id",
        ],
        "res.company": ["currency_id"],
    }
    _kpi_record = "move_id"
    _kpi_lists = {
        "account.move": ("aig_kpi_revenue_ids", "account.action_move_out_invoice_type")
    }

    move_id = fields.Many2one("account.move", string="Invoice", readonly=True)
    amount = fields.Monetary(
        string="Revenue",
        readonly=True,
        help="Posted customer invoices less refunds, without tax.",
    )
    invoice_count = fields.Integer(string="Invoices", readonly=True)
    refund_count = fields.Integer(string="Refunds", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT move.id,
                   move.id AS move_id,
                   move.invoice_date AS date,
                   move.invoice_user_id AS user_id,
                   move.team_id,
                   move.aig_territory_id AS territory_id,
                   move.commercial_partner_id AS partner_id,
                   move.company_id,
                   company.currency_id,
                   move.amount_untaxed_signed AS amount,
                   (move.move_type = 'out_invoice')::integer AS invoice_count,
                   (move.move_type = 'out_refund')::integer AS refund_count
              FROM account_move move
         LEFT JOIN res_company company ON company.id = move.company_id
             WHERE move.state = 'posted'
               AND move.move_type IN ('out_invoice', 'out_refund')
            """
        )
