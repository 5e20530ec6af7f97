from odoo import api, models
from odoo.tools import SQL

# A site is fullest on the first day, or on one on which another stay begins.
FREE = """
SELECT asked.site_id, asked.first, asked.last, site.slot_count - COALESCE((
    SELECT MAX(fullest.taken) FROM (
        SELECT COUNT(*) AS taken
        FROM aig_position_stay began
        JOIN aig_position_stay beside
          ON int4range(beside.site_id, beside.site_id, '[]')
             && int4range(asked.site_id, asked.site_id, '[]')
         AND daterange(beside.date_from, beside.date_to, '[]')
             @> GREATEST(began.date_from, asked.first)
        WHERE int4range(began.site_id, began.site_id, '[]')
              && int4range(asked.site_id, asked.site_id, '[]')
          AND daterange(began.date_from, began.date_to, '[]')
              && daterange(asked.first, asked.last, '[]')
        GROUP BY began.id) fullest), 0)
FROM unnest(%(sites)s::int[], %(firsts)s::date[], %(lasts)s::date[])
     AS asked(site_id, first, last)
JOIN aig_position site ON site.id = asked.site_id
"""


class AigPosition(models.Model):
    """What is free for many requests, each with days of its own."""

    _inherit = "aig.position"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_fitting(self, asked):
        """Whether each request fits, in one query for any number.

        :param asked: list of (position, slots, first day, last day)
        :return: list of booleans in the same order
        """
        periods = [(place, first, last) for place, _slots, first, last in asked]
        free = self._get_free_of(periods)
        return [
            count >= slots
            for count, (_place, slots, _first, _last) in zip(free, asked, strict=True)
        ]

    @api.model
    def _get_free_of(self, asked):
        """How many slots are free on all days of each request, in one query.

        A place with parts is free, as one, when all of its parts are.

        :param asked: list of (position, first day, last day)
        :return: list of numbers in the same order
        """
        positions = self.browse({position.id for position, *_days in asked})
        # sudo: parts of a place in another company are parts nevertheless
        sites = positions.sudo()._get_sites()
        wanted = {
            (site.id, first, last)
            for place, first, last in asked
            for site in sites[place]
        }
        if not wanted:
            return []
        ids, firsts, lasts = map(list, zip(*wanted, strict=True))
        self.env["aig.position.stay"].flush_model()
        self.flush_model(["slot_count"])
        rows = self.env.execute_query(SQL(FREE, sites=ids, firsts=firsts, lasts=lasts))
        free = {tuple(key): count for *key, count in rows}
        return [
            free[place.id, first, last]
            if sites[place] == place
            else int(
                all(
                    free[site.id, first, last] >= site.slot_count
                    for site in sites[place]
                )
            )
            for place, first, last in asked
        ]
