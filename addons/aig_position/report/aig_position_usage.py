from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.tools import SQL

from ..tools.booking import TAKING

#: Months ahead that are shown even when nothing is booked there.
AHEAD = 3
#: Places that consist of others are counted through them. A place counts from the day
#: on which it was added or first taken; one that was archived until it was last taken.
QUERY = """
WITH site AS (
    SELECT place.id, place.slot_count, place.company_id, place.kind_id, place.state_id,
        LEAST(
            (place.create_date AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date,
            MIN(stay.date_from)
        ) AS born,
        CASE WHEN place.active THEN 'infinity'::date ELSE MAX(stay.date_to) END AS died,
        MAX(stay.date_to) AS last
    FROM aig_position place LEFT JOIN aig_position_stay stay ON stay.site_id = place.id
    WHERE NOT EXISTS (SELECT FROM aig_position part WHERE part.parent_id = place.id)
    GROUP BY place.id
), month AS (
    SELECT day::date AS first, (day + interval '1 month - 1 day')::date AS last
    FROM (SELECT MIN(born) AS begin, MAX(last) AS finish FROM site) span,
        generate_series(
            date_trunc('month', span.begin::timestamp),
            GREATEST(span.finish, %(ahead)s)::timestamp,
            interval '1 month'
        ) day
), used AS (
    SELECT stay.site_id, day::date AS month, SUM(days) AS taken,
        SUM(days) FILTER (WHERE firm AND booking_type = 'paid') AS paid,
        SUM(days) FILTER (WHERE firm AND booking_type = 'gift') AS gift,
        SUM(days) FILTER (WHERE firm AND booking_type = 'maintenance') AS maintenance,
        SUM(days) FILTER (WHERE NOT firm) AS held
    FROM aig_position_stay stay
    JOIN aig_position_booking booking ON booking.id = stay.booking_id,
        generate_series(
            date_trunc('month', stay.date_from::timestamp),
            stay.date_to::timestamp,
            interval '1 month'
        ) day,
        LATERAL (SELECT
            LEAST(stay.date_to, (day + interval '1 month - 1 day')::date)
                - GREATEST(stay.date_from, day::date) + 1 AS days,
            booking.state NOT IN ('requested', 'reserved') AS firm
        ) part
    GROUP BY stay.site_id, day
), counted AS (
    SELECT site.*, month.first,
        GREATEST(
            (LEAST(month.last, site.died) - GREATEST(month.first, site.born) + 1)
                * site.slot_count,
            used.taken
        ) AS possible,
        used.taken, used.paid, used.gift, used.maintenance, used.held
    FROM site
    JOIN month ON month.last >= site.born AND month.first <= site.died
    LEFT JOIN used ON used.site_id = site.id AND used.month = month.first
)
SELECT id::bigint * 10000
        + (EXTRACT(year FROM first)::int - 2000) * 12
        + EXTRACT(month FROM first)::int AS id,
    id AS position_id, kind_id, state_id, company_id, first AS month,
    CASE WHEN away < 0 THEN 10000 - away ELSE away END AS month_turn,
    possible AS possible_days,
    COALESCE(paid, 0) AS paid_days,
    COALESCE(gift, 0) AS gift_days,
    COALESCE(maintenance, 0) AS maintenance_days,
    COALESCE(held, 0) AS held_days,
    possible - COALESCE(taken, 0) AS free_days,
    (COALESCE(paid, 0) + COALESCE(gift, 0))::numeric / possible AS utilisation
FROM counted, LATERAL (SELECT
    (EXTRACT(year FROM first) * 12 + EXTRACT(month FROM first))::int - %(now)s AS away
) distance
"""


class AigPositionUsage(models.Model):
    """How well each position is used, month by month (A41).

    What is counted are slot-days: one slot for one day. It tells how much of a place
    is taken, never by whom.
    """

    _name = "aig.position.usage"
    _description = "Utilisation of Positions"
    _auto = False
    _order = "month_turn, position_id"
    _rec_name = "position_id"

    position_id = fields.Many2one("aig.position", readonly=True)
    kind_id = fields.Many2one("aig.position.kind", readonly=True)
    state_id = fields.Many2one("res.country.state", string="Province", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    month = fields.Date(readonly=True, help="The first day of the month.")
    month_turn = fields.Integer(
        string="Order from This Month",
        readonly=True,
        aggregator=None,
        help="This month, then those ahead, then those that are over, the latest "
        "first.",
    )
    possible_days = fields.Integer(
        string="Slot-days Possible",
        readonly=True,
        help="Slots times days of the month since the position was added.",
    )
    paid_days = fields.Integer(string="Paid Slot-days", readonly=True)
    gift_days = fields.Integer(string="Gift Slot-days", readonly=True)
    maintenance_days = fields.Integer(string="Slot-days of Maintenance", readonly=True)
    held_days = fields.Integer(string="Slot-days Held", readonly=True)
    free_days = fields.Integer(string="Slot-days Free", readonly=True)
    utilisation = fields.Float(
        readonly=True,
        aggregator="avg",
        help="Paid and gift slot-days, of all that are possible. Of several rows: of "
        "their sums.",
    )

    _depends = {
        "aig.position": [
            "slot_count",
            "company_id",
            "kind_id",
            "state_id",
            "active",
            "parent_id",
        ],
        "aig.position.booking": ["state", "booking_type"],
        "aig.position.stay": ["booking_id", "site_id", "date_from", "date_to"],
    }

    @property
    def _table_query(self):
        company = self.env.company
        today = company._aig_today()
        return SQL(
            QUERY,
            zone=company._aig_timezone_name(),
            ahead=today + relativedelta(months=AHEAD),
            now=today.year * 12 + today.month,
        )

    def _read_group_select(self, aggregate_spec, query):
        # a mean of shares would count a wifi spot like a screen of ten slots
        if aggregate_spec != "utilisation:avg":
            return super()._read_group_select(aggregate_spec, query)
        paid, gift, possible = (
            self._field_to_sql(self._table, name, query)
            for name in ("paid_days", "gift_days", "possible_days")
        )
        return SQL(
            "SUM(%(paid)s + %(gift)s)::numeric / NULLIF(SUM(%(possible)s), 0)",
            paid=paid,
            gift=gift,
            possible=possible,
        )

    def action_bookings(self):
        """Open the bookings that a month's figures count, as far as one may read."""
        self.ensure_one()
        last = self.month + relativedelta(months=1, days=-1)
        above = [int(key) for key in self.position_id.parent_path.split("/")[:-1]]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Bookings"),
            "res_model": "aig.position.booking",
            "views": [(False, "list"), (False, "form")],
            "mobile_view_mode": "kanban",
            "domain": [
                ("position_id", "in", above),
                ("date_from", "<=", str(last)),
                ("date_to", ">=", str(self.month)),
                ("state", "in", sorted(TAKING)),
            ],
        }
