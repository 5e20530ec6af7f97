from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.aig_customer_care.models.aig_care_log_contact import LAST_CONTACT


class AigKpiSilence(models.Model):
    """Each customer with the last call, meeting or visit, whoever it was (A51, S16).

    A customer is who has a territory or a salesperson.

    It is as it is today: who has been silent for longest does not depend on a period.
    """

    _name = "aig.kpi.silence"
    _description = "Figures of Last Contacts"
    _inherit = ["aig.kpi.fact.mixin"]
    _auto = False
    # PostgreSQL puts what is unknown first: those whom nobody has contacted
    _order = "days_since desc, id"
    _rec_name = "partner_id"
    _depends = {
        "aig.care.log": ["care_type", "company_id", "date", "is_counted", "partner_id"],
        "res.company": ["currency_id", "partner_id"],
        "res.partner": [
            "active",
            "aig_territory_id",
            "commercial_partner_id",
            "company_id",
            "tz",
            "user_id",
        ],
        "res.users": ["sale_team_id"],
    }
    _kpi_record = "partner_id"
    _kpi_lists = {
        "res.partner": ("aig_kpi_silence_ids", "aig_territory.res_partner_action")
    }

    date = fields.Date(
        string="Last Contact",
        help="The day of the last call, meeting or visit, whoever it was.",
    )
    days_since = fields.Integer(
        string="Days of Silence",
        readonly=True,
        aggregator="max",
        help="Days since the last contact; nothing where there was none yet.",
    )
    silence = fields.Char(string="For How Long", compute="_compute_silence")
    customer_count = fields.Integer(string="Customers", readonly=True)
    never_count = fields.Integer(
        string="Never Contacted",
        readonly=True,
        help="Customers whom nobody has called, met or visited yet.",
    )

    @api.depends("date", "days_since")
    def _compute_silence(self):
        for row in self:
            row.silence = (
                self.env._("%(days)s days", days=row.days_since)
                if row.date
                else self.env._("Never")
            )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT customer.id,
                   customer.id AS partner_id,
                   customer.user_id,
                   users.sale_team_id AS team_id,
                   customer.aig_territory_id AS territory_id,
                   customer.company_id,
                   company.currency_id,
                   %(day)s AS date,
                   %(today)s - %(day)s AS days_since,
                   1 AS customer_count,
                   (contact.date IS NULL)::integer AS never_count
              FROM res_partner customer
         LEFT JOIN res_users users ON users.id = customer.user_id
         LEFT JOIN LATERAL (%(last)s) contact ON TRUE
              %(company)s
             WHERE customer.active
               AND (customer.aig_territory_id IS NOT NULL
                    OR customer.user_id IS NOT NULL)
               AND customer.commercial_partner_id = customer.id
            """,
            day=self._sql_day("contact.date"),
            today=self._sql_day(SQL("%s::timestamp", fields.Datetime.now())),
            last=LAST_CONTACT,
            company=self._sql_company(
                "COALESCE(customer.company_id, contact.company_id)"
            ),
        )
