from odoo import api, models
from odoo.tools import SQL

# One row per request and site of it; those with a site that is too full come back.
TOO_FULL = """
SELECT DISTINCT asked.ref
FROM unnest(%(refs)s::int[], %(sites)s::int[], %(counts)s::int[],
            %(firsts)s::date[], %(lasts)s::date[])
     AS asked(ref, site_id, count, first, last)
JOIN aig_position site ON site.id = asked.site_id
WHERE asked.count > site.slot_count - COALESCE((
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
"""


class AigPosition(models.Model):
    """Which of many requests, each with days of its own, fit by the slots."""

    _inherit = "aig.position"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_fitting(self, asked):
        """Whether each request fits, in one query for any number.

        :param asked: list of (position, slots, first day, last day)
        :return: list of booleans in the same order
        """
        positions = self.browse({position.id for position, *_rest in asked})
        # sudo: parts of a place in another company are parts nevertheless
        sites = positions.sudo()._get_sites()
        rows = [
            (ref, site.id, slots if site == place else site.slot_count, first, last)
            for ref, (place, slots, first, last) in enumerate(asked)
            for site in sites[place]
        ]
        if not rows:
            return []
        refs, site_ids, counts, firsts, lasts = map(list, zip(*rows, strict=True))
        self.env["aig.position.stay"].flush_model()
        self.flush_model(["slot_count"])
        full = {
            ref
            for (ref,) in self.env.execute_query(
                SQL(
                    TOO_FULL,
                    refs=refs,
                    sites=site_ids,
                    counts=counts,
                    firsts=firsts,
                    lasts=lasts,
                )
            )
        }
        return [
            # a place with parts is sold once, as one
            ref not in full and slots <= (1 if sites[place] != place else slots)
            for ref, (place, slots, _first, _last) in enumerate(asked)
        ]
