from odoo import fields, models
from odoo.tools import SQL

from ..tools.near import MOMENT

#: The amounts of a row of each event: opened, won, lost; of the same types in both, so
#: that PostgreSQL reads through their union.
OPENED = """
    lead.id * 2 AS id, 'opened'::text AS event, %(day)s AS date,
    1 AS opened_count,
    (lead.won_status = 'pending' AND lead.active)::integer AS open_count,
    0 AS won_count, 0 AS lost_count,
    COALESCE(lead.expected_revenue, 0) AS opened_revenue,
    CASE WHEN lead.won_status = 'pending' AND lead.active
         THEN COALESCE(lead.expected_revenue, 0) ELSE 0 END AS expected_revenue,
    CASE WHEN lead.won_status = 'pending' AND lead.active
         THEN COALESCE(lead.prorated_revenue, 0) ELSE 0 END AS prorated_revenue,
    0::numeric AS won_revenue, 0::numeric AS lost_revenue
"""
CLOSED = """
    lead.id * 2 + 1, lead.won_status::text, %(day)s, 0, 0,
    (lead.won_status = 'won')::integer, (lead.won_status = 'lost')::integer,
    0::numeric, 0::numeric, 0::numeric,
    CASE WHEN lead.won_status = 'won'
         THEN COALESCE(lead.expected_revenue, 0) ELSE 0 END,
    CASE WHEN lead.won_status = 'lost'
         THEN COALESCE(lead.expected_revenue, 0) ELSE 0 END
"""


class AigKpiDeal(models.Model):
    """Deals when they were opened, and when they were won or lost (B07, S12).

    A deal has a row for each of the two; each amount stands in one of them.
    """

    _name = "aig.kpi.deal"
    _description = "Deal Figures"
    _inherit = ["aig.kpi.fact.mixin"]
    _auto = False
    _depends = {
        "crm.lead": [
            "active",
            "aig_territory_id",
            "company_id",
            "create_date",
            "date_closed",
            "date_conversion",
            "expected_revenue",
            "partner_id",
            "prorated_revenue",
            "stage_id",
            "team_id",
            "type",
            "user_id",
            "won_status",
        ],
        "res.company": ["currency_id", "partner_id"],
        "res.partner": ["commercial_partner_id", "tz"],
        "res.users": ["company_id"],
    }
    _kpi_record = "lead_id"
    _kpi_is_one_to_one = False
    _kpi_near = MOMENT
    _kpi_lists = {"crm.lead": ("aig_kpi_deal_ids", "crm.crm_lead_opportunities")}

    lead_id = fields.Many2one("crm.lead", string="Deal", readonly=True)
    event = fields.Selection(
        [("opened", "Opened"), ("won", "Won"), ("lost", "Lost")],
        string="What Happened",
        readonly=True,
    )
    stage_id = fields.Many2one("crm.stage", readonly=True)
    opened_count = fields.Integer(string="Deals Opened", readonly=True)
    open_count = fields.Integer(
        string="Deals Still Open",
        readonly=True,
        help="Neither won, lost nor archived today.",
    )
    won_count = fields.Integer(string="Deals Won", readonly=True)
    lost_count = fields.Integer(string="Deals Lost", readonly=True)
    opened_revenue = fields.Monetary(
        string="Value of Deals Opened",
        readonly=True,
        help="Expected revenue of all that were opened, whatever became of them.",
    )
    expected_revenue = fields.Monetary(
        readonly=True, help="Of the deals that are still open."
    )
    prorated_revenue = fields.Monetary(
        string="Weighted Revenue",
        readonly=True,
        help="Expected revenue x probability, of the deals that are still open.",
    )
    won_revenue = fields.Monetary(string="Value Won", readonly=True)
    lost_revenue = fields.Monetary(string="Value Lost", readonly=True)

    @property
    def _table_query(self):
        opened = self._sql_event(
            OPENED, "COALESCE(lead.date_conversion, lead.create_date)"
        )
        closed = self._sql_event(CLOSED, "COALESCE(lead.date_closed, lead.write_date)")
        return SQL(
            "%s UNION ALL %s AND lead.won_status IN ('won', 'lost')", opened, closed
        )

    def _sql_event(self, columns, moment):
        """Rows of deals, by the day of a moment."""
        return SQL(
            """
            SELECT %(columns)s,
                   %(moment)s AS near,
                   lead.id AS lead_id,
                   lead.user_id,
                   lead.team_id,
                   lead.aig_territory_id AS territory_id,
                   partner.commercial_partner_id AS partner_id,
                   COALESCE(lead.company_id, users.company_id) AS company_id,
                   COALESCE(company.currency_id, %(currency)s) AS currency_id,
                   lead.stage_id
              FROM crm_lead lead
         LEFT JOIN res_users users ON users.id = lead.user_id
         LEFT JOIN res_partner partner ON partner.id = lead.partner_id
              %(company)s
             WHERE lead.type = 'opportunity'
            """,
            columns=SQL(columns, day=self._sql_day(moment)),
            moment=SQL(moment),
            # of a deal that is nobody's yet
            currency=self.env.company.currency_id.id,
            company=self._sql_company("COALESCE(lead.company_id, users.company_id)"),
        )
