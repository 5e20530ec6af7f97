from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools import periods
from ..tools.booking import TAKING
from .aig_position_map import SITES

#: For each site and column the fewest slots that are free on a day, and those that
#: would be without holds.
CELLS = f"""
WITH sites AS MATERIALIZED (
    SELECT position_id, site_id FROM ({SITES}) sites
    WHERE position_id = ANY(%(positions)s)
), day AS (
    SELECT number - 1 AS number, day::date AS day
    FROM unnest(%(firsts)s::date[], %(lasts)s::date[])
        WITH ORDINALITY AS given(first, last, number),
        generate_series(first, last, interval '1 day') AS day
), taken AS (
    SELECT stay.site_id, day.number, day.day, COUNT(*) AS taken,
        COUNT(*) FILTER (WHERE booking.state NOT IN ('requested', 'reserved')) AS firm
    FROM (SELECT DISTINCT site_id FROM sites) wanted
    JOIN aig_position_stay stay
      ON int4range(stay.site_id, stay.site_id, '[]')
         && int4range(wanted.site_id, wanted.site_id, '[]')
     AND daterange(stay.date_from, stay.date_to, '[]')
         && daterange(%(first)s, %(last)s, '[]')
    JOIN aig_position_booking booking ON booking.id = stay.booking_id
    JOIN day ON day.day BETWEEN stay.date_from AND stay.date_to
    GROUP BY stay.site_id, day.number, day.day
), fullest AS (
    SELECT site_id, number, MAX(taken) AS taken, MAX(firm) AS firm
    FROM taken GROUP BY site_id, number
)
SELECT sites.position_id, fullest.number,
    CASE WHEN bool_and(site.id = sites.position_id)
        THEN MIN(site.slot_count - fullest.taken) ELSE 0 END,
    CASE WHEN bool_and(site.id = sites.position_id)
        THEN MIN(site.slot_count - fullest.firm)
        ELSE bool_and(fullest.firm = 0)::int END
FROM fullest
JOIN sites ON sites.site_id = fullest.site_id
JOIN aig_position site ON site.id = sites.site_id
GROUP BY sites.position_id, fullest.number
"""


class AigPosition(models.Model):
    """What is free when: a grid of positions and days or weeks (A41)."""

    _inherit = "aig.position"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    @api.readonly
    def get_availability(self, domain, first, last, step, limit=40, offset=0):
        """Free slots of each position in each day or week of a period.

        A place with parts has one slot, its whole: it is free while all of its parts
        are, whoever has them.

        :param step: ``day`` or ``week``
        :return: ``columns`` as ``[first, last]``; ``rows`` with ``id``, ``code``,
            ``name``, ``slots``, and per column ``free``: slots free on each of its
            days, ``held``: slots more that only a hold keeps; ``count``: how many
            positions the domain has
        :raises UserError: the period is none, or longer than a quarter
        """
        first, last = fields.Date.to_date(first), fields.Date.to_date(last)
        try:
            columns = periods.columns(first, last, step)
        except ValueError as error:
            raise UserError(
                self.env._("Ask for a period of one day up to a quarter.")
            ) from error
        positions = self.search(domain, limit=limit, offset=offset)
        full = len(positions) == limit or offset
        cells = positions._get_cells(columns)
        return {
            "columns": [list(map(fields.Date.to_string, days)) for days in columns],
            "rows": [
                position._prepare_grid_row(cells.get(position.id, {}), len(columns))
                for position in positions
            ],
            "count": self.search_count(domain) if full else len(positions),
        }

    def _get_cells(self, columns):
        """Slots free, and free but for holds, of the columns in which any is taken."""
        for model in (
            self,
            self.env["aig.position.stay"],
            self.env["aig.position.booking"],
        ):
            model.flush_model()
        cells = {}
        query = SQL(
            CELLS,
            positions=self.ids,
            firsts=[begin for begin, _end in columns],
            lasts=[end for _begin, end in columns],
            first=columns[0][0],
            last=columns[-1][1],
        )
        for key, number, free, but_held in self.env.execute_query(query):
            cells.setdefault(key, {})[number] = free, but_held
        return cells

    def _prepare_grid_row(self, cells, count):
        # sudo: parts of a place in another company are parts nevertheless
        whole = self.sudo().with_context(active_test=False)
        slots = 1 if whole.child_ids else self.slot_count
        both = [cells.get(number, (slots, slots)) for number in range(count)]
        return {
            "id": self.id,
            "code": self.code,
            "name": self.name,
            "slots": slots,
            "free": [free for free, _but_held in both],
            "held": [but_held - free for free, but_held in both],
        }

    def action_bookings_between(self, first, last):
        """Open the bookings of some days here that one may read."""
        action = self.action_bookings()
        return action | {
            "domain": [
                *action["domain"],
                ("date_from", "<=", last),
                ("date_to", ">=", first),
                ("state", "in", sorted(TAKING)),
            ],
            "views": [(False, "list"), (False, "form")],
            "mobile_view_mode": "kanban",
        }
