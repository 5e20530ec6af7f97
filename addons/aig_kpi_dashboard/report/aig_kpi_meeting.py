from odoo import SUPERUSER_ID, fields, models
from odoo.tools import SQL

from ..tools.near import MOMENT
from .aig_kpi_order import CONFIRMED

# As for orders: a customer is new until the first order that it confirms in a company.
KNOWN = CONFIRMED.format(
    customer="event.aig_partner_id",
    company="users.company_id",
    earlier="before.date_order <= event.create_date",
)


class AigKpiMeeting(models.Model):
    """Meetings with customers when they were booked, by who booked them (B07).

    Meetings that were held are rows of the care log, see ``aig.kpi.care``.
    """

    _name = "aig.kpi.meeting"
    _description = "Figures of Booked Meetings"
    _inherit = ["aig.kpi.fact.mixin"]
    _auto = False
    _depends = {
        "calendar.event": [
            "active",
            "aig_partner_id",
            "aig_territory_id",
            "create_date",
            "create_uid",
            "start",
            "user_id",
        ],
        "sale.order": ["company_id", "date_order", "partner_id", "state"],
        "res.company": ["currency_id", "partner_id"],
        "res.partner": ["commercial_partner_id", "tz"],
        "res.users": ["company_id", "sale_team_id"],
    }
    _kpi_record = "event_id"
    _kpi_near = MOMENT
    _kpi_lists = {
        "calendar.event": (
            "aig_kpi_meeting_ids",
            "aig_kpi_dashboard.calendar_event_action_booked",
        )
    }

    event_id = fields.Many2one("calendar.event", string="Meeting", readonly=True)
    held_on = fields.Date(
        string="Takes Place", readonly=True, help="The day of the meeting itself."
    )
    customer_kind = fields.Selection(
        [("new", "New Customer"), ("existing", "Existing Customer")],
        readonly=True,
        help="New: had confirmed no order when the meeting was booked.",
    )
    booked_count = fields.Integer(
        string="Meetings Booked",
        readonly=True,
        help="By the day on which they were put into the calendar, whoever is invited;"
        " without those that were cancelled.",
    )
    new_count = fields.Integer(string="Booked with New Customers", readonly=True)
    existing_count = fields.Integer(
        string="Booked with Existing Customers", readonly=True
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT booked.*,
                   CASE WHEN is_known THEN 'existing' ELSE 'new' END AS customer_kind,
                   1 AS booked_count,
                   (NOT is_known)::integer AS new_count,
                   is_known::integer AS existing_count
              FROM (
                SELECT event.id,
                       event.id AS event_id,
                       %(day)s AS date,
                       event.create_date AS near,
                       %(held)s AS held_on,
                       users.id AS user_id,
                       users.sale_team_id AS team_id,
                       event.aig_territory_id AS territory_id,
                       event.aig_partner_id AS partner_id,
                       users.company_id,
                       company.currency_id,
                       %(known)s AS is_known
                  FROM calendar_event event
                  JOIN res_users users ON users.id = %(booker)s
                  %(company)s
                 WHERE event.active AND event.aig_partner_id IS NOT NULL
              ) booked
            """,
            day=self._sql_day("event.create_date"),
            held=self._sql_day("event.start"),
            known=SQL(KNOWN),
            booker=self._sql_booker(),
            company=self._sql_company("users.company_id"),
        )

    def _sql_booker(self):
        """Who put a meeting into the calendar; of what the system put, whose it is."""
        return SQL(
            "COALESCE(NULLIF(event.create_uid, %s), event.user_id, event.create_uid)",
            SUPERUSER_ID,
        )
