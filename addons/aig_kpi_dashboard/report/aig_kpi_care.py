from odoo import api, fields, models
from odoo.tools import SQL

#: Measure -> the kind of the log that it counts
KINDS = {
    "voucher_count": "voucher",
    "product_count": "product",
    "article_count": "article",
    "call_count": "call",
    "meeting_count": "meeting",
    "visit_count": "visit",
}


class AigKpiCare(models.Model):
    """What was sent to or done with customers: rows of the log that count (A50, A51).

    Sums by month and longer come from the counter, see ``aig_kpi_care_counter.py``.
    """

    _name = "aig.kpi.care"
    _description = "Care Figures"
    _inherit = ["aig.kpi.fact.mixin"]
    _auto = False
    _depends = {
        "aig.care.log": [
            "care_month",
            "care_type",
            "company_id",
            "contact_result",
            "date",
            "evidence",
            "is_counted",
            "partner_id",
            "purpose_id",
            "territory_id",
            "user_id",
        ],
        "res.company": ["currency_id", "partner_id"],
        "res.partner": ["tz"],
        "res.users": ["sale_team_id"],
    }
    _kpi_record = "log_id"
    _kpi_lists = {
        "aig.care.log": ("aig_kpi_care_ids", "aig_customer_care.aig_care_log_action")
    }

    log_id = fields.Many2one("aig.care.log", string="Care Log", readonly=True)
    care_month = fields.Date(
        string="Month", readonly=True, help="First day of the month."
    )
    care_type = fields.Selection(
        selection=lambda self: self.env["aig.care.count"]._get_kinds(),
        string="Kind",
        readonly=True,
    )
    purpose_id = fields.Many2one("aig.care.purpose", readonly=True)
    evidence = fields.Selection(
        selection=lambda self: self._get_evidences(), readonly=True
    )
    number = fields.Integer(
        string="Sent or Done",
        readonly=True,
        help="Rows of the care log that count: the mail really left, or the contact"
        " took place, and the row was not reversed.",
    )
    voucher_count = fields.Integer(string="Vouchers Sent", readonly=True)
    product_count = fields.Integer(string="Product Updates Sent", readonly=True)
    article_count = fields.Integer(string="4E Articles Sent", readonly=True)
    call_count = fields.Integer(string="Calls", readonly=True)
    talked_count = fields.Integer(
        string="Calls with a Talk",
        readonly=True,
        help="Calls in which the customer was reached and talked.",
    )
    meeting_count = fields.Integer(string="Meetings", readonly=True)
    visit_count = fields.Integer(string="Visits", readonly=True)
    last_date = fields.Date(string="Last Contact", readonly=True, aggregator="max")
    days_since = fields.Integer(
        readonly=True,
        aggregator="min",
        help="Days since the last of them.",
    )

    @api.model
    def _get_evidences(self):
        evidences = self.env["aig.care.log"]._fields["evidence"]
        return evidences._description_selection(self.env)

    @api.model
    def _sql_counts(self, number):
        """Columns that count a kind each."""
        return SQL(", ").join(
            SQL(
                "CASE WHEN care_type = %s THEN %s ELSE 0 END AS %s",
                kind,
                number,
                SQL.identifier(measure),
            )
            for measure, kind in KINDS.items()
        )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT log.id,
                   log.id AS log_id,
                   %(day)s AS date,
                   %(day)s AS last_date,
                   %(today)s - %(day)s AS days_since,
                   log.care_month,
                   log.user_id,
                   users.sale_team_id AS team_id,
                   log.territory_id,
                   log.partner_id,
                   log.company_id,
                   company.currency_id,
                   log.care_type,
                   log.purpose_id,
                   log.evidence,
                   1 AS number,
                   (log.care_type = 'call' AND log.evidence = 'talked'
                    AND COALESCE(log.contact_result, 'reached') = 'reached'
                   )::integer AS talked_count,
                   %(counts)s
              FROM aig_care_log log
         LEFT JOIN res_users users ON users.id = log.user_id
              %(company)s
             WHERE log.is_counted AND log.care_month IS NOT NULL
            """,
            day=self._sql_day("log.date"),
            today=self._sql_day(SQL("%s::timestamp", fields.Datetime.now())),
            counts=self._sql_counts(SQL("1")),
            company=self._sql_company("log.company_id"),
        )
