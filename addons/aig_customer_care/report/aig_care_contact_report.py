from odoo import fields, models
from odoo.tools import SQL

# Planned contacts, each done when the log has a row for it: the n-th planned call of a
# customer in a week needs n calls; then the calls, meetings and visits that took place.
QUERY = """
    SELECT line.id * 2 AS id,
           line.id AS line_id, NULL::integer AS log_id,
           line.user_id, line.partner_id, line.territory_id, line.company_id,
           line.week_start, line.care_type,
           1 AS planned,
           (line.place <= happened.number)::integer AS done,
           CASE WHEN line.place <= happened.number
                THEN 100.0 ELSE 0 END AS done_rate,
           0 AS contacts, 0 AS calls, 0 AS successful,
           NULL::numeric AS success_rate
      FROM (SELECT planned.*,
                   ROW_NUMBER() OVER (
                       PARTITION BY user_id, partner_id, care_type, week_start,
                                    company_id
                       ORDER BY day, id
                   ) AS place
              FROM aig_care_contact_plan_line planned
           ) line
 CROSS JOIN LATERAL (
           SELECT COUNT(*) AS number
             FROM aig_care_log log
            WHERE log.is_counted
              AND log.contact_week = line.week_start
              AND log.user_id = line.user_id
              AND log.partner_id = line.partner_id
              AND log.care_type = line.care_type
              AND log.company_id = line.company_id
           ) happened
     UNION ALL
    SELECT id * 2 + 1, NULL, id, user_id, partner_id, territory_id, company_id,
           contact_week, care_type, 0, 0, NULL, 1,
           (care_type = 'call')::integer,
           (care_type = 'call' AND evidence = 'talked'
            AND COALESCE(contact_result, 'reached') = 'reached')::integer,
           CASE WHEN care_type != 'call' THEN NULL
                WHEN evidence = 'talked'
                 AND COALESCE(contact_result, 'reached') = 'reached'
                THEN 100.0 ELSE 0 END
      FROM aig_care_log
     WHERE is_counted AND contact_week IS NOT NULL
"""


class AigCareContactReport(models.Model):
    """Contacts planned, done and successful, by salesperson and week (S16)."""

    _name = "aig.care.contact.report"
    _description = "Contacts by Week"
    _auto = False
    _order = "week_start desc, id desc"
    _rec_name = "partner_id"
    _depends = {
        "aig.care.contact.plan.line": [
            "user_id",
            "partner_id",
            "territory_id",
            "company_id",
            "week_start",
            "care_type",
            "day",
        ],
        "aig.care.log": [
            "user_id",
            "partner_id",
            "territory_id",
            "company_id",
            "contact_week",
            "care_type",
            "evidence",
            "contact_result",
            "is_counted",
        ],
    }

    line_id = fields.Many2one(
        "aig.care.contact.plan.line", string="Planned Contact", readonly=True
    )
    log_id = fields.Many2one("aig.care.log", string="Care Log", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    territory_id = fields.Many2one("aig.territory", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    week_start = fields.Date(string="Week From", readonly=True)
    care_type = fields.Selection(
        selection=lambda self: self.env["aig.care.contact"]._get_kinds(),
        string="Kind",
        readonly=True,
    )
    planned = fields.Integer(readonly=True)
    done = fields.Integer(readonly=True)
    done_rate = fields.Float(
        string="% Done",
        readonly=True,
        aggregator="avg",
        digits=(5, 1),
        help="Planned contacts that took place, of all planned ones.",
    )
    contacts = fields.Integer(string="Contacts Made", readonly=True)
    calls = fields.Integer(readonly=True)
    successful = fields.Integer(string="Successful Calls", readonly=True)
    success_rate = fields.Float(
        string="% Successful",
        readonly=True,
        aggregator="avg",
        digits=(5, 1),
        help="Calls in which the customer was reached and talked, of all calls.",
    )

    @property
    def _table_query(self):
        return SQL(QUERY)
