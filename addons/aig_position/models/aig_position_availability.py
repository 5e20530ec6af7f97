from odoo import api, fields, models
from odoo.tools import SQL

#: Who comes (+1) and goes (-1) on which day, of the stays on sites in a period: the
#: sum of the steps so far, in the order of day and step, says how many are there.
STEPS = """
inside AS MATERIALIZED (
    SELECT site_id, booking_id, GREATEST(date_from, %(first)s) AS date_from, date_to
    FROM aig_position_stay
    WHERE site_id IN (%(sites)s)
      AND date_from <= %(last)s AND date_to >= %(first)s
), steps AS (
    SELECT site_id, booking_id, date_from AS day, 1 AS step FROM inside
    UNION ALL
    SELECT site_id, booking_id, date_to + 1, -1 FROM inside
)
"""
FREE_SLOTS = f"""
WITH {STEPS}, days AS (
    SELECT site_id, SUM(step) OVER (PARTITION BY site_id ORDER BY day, step) AS taken
    FROM steps
)
SELECT site.id, site.slot_count - COALESCE(MAX(days.taken), 0)
FROM aig_position site LEFT JOIN days ON days.site_id = site.id
WHERE site.id IN (%(sites)s)
GROUP BY site.id
"""


class AigPosition(models.Model):
    """What is free, in one query for any number of positions (A41)."""

    _inherit = "aig.position"  # pylint: disable=consider-merging-classes-inherited

    free_slots = fields.Integer(
        string="Free",
        compute="_compute_free_slots",
        aggregator=None,
        help="Slots that are free on every day of the period asked for, or today.",
    )

    @api.depends_context("aig_free_from", "aig_free_to")
    def _compute_free_slots(self):
        first, last = self._get_period_asked()
        free = self._get_free_slots(first, last)
        for position in self:
            position.free_slots = free.get(position._origin.id, 0)

    def _get_period_asked(self):
        today = self.env.company._aig_today()
        first = fields.Date.to_date(self.env.context.get("aig_free_from")) or today
        last = fields.Date.to_date(self.env.context.get("aig_free_to")) or first
        return first, max(first, last)

    def _get_free_slots(self, first, last):
        """Count the slots that are free all through a period.

        A place with parts is free, as one, when all of its parts are. Whose bookings
        take the others does not matter, nor who asks.

        :return: {position id: slots}
        """
        positions = self._origin
        # sudo: parts of a place in another company are parts nevertheless
        sites = positions.sudo()._get_sites()
        every = self.browse().union(*sites.values())
        self.env["aig.position.stay"].flush_model()
        rows = self.env.execute_query(
            SQL(
                FREE_SLOTS,
                first=first,
                last=last,
                sites=SQL("SELECT unnest(%s::int[])", list(every.ids)),
            )
        )
        free = dict(rows)
        return {
            position.id: (
                free[position.id]
                if parts == position
                else int(all(free[part.id] >= part.slot_count for part in parts))
            )
            for position, parts in sites.items()
        }

    @api.model
    def _find_free(self, domain, first, last, slots=1):
        """Positions of a domain with so many slots free all through a period."""
        found = self.search(domain)
        free = found._get_free_slots(first, last)
        return found.filtered(lambda position: free[position.id] >= slots)

    def action_book_here(self):
        """Open a new booking of this position, with the days that were asked for."""
        self.ensure_one()
        first, last = self._get_period_asked()
        context = self.env.context
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Booking"),
            "res_model": "aig.position.booking",
            "views": [(False, "form")],
            "context": {
                "default_position_id": self.id,
                "default_date_from": str(first),
                "default_date_to": str(last),
                "default_slots": context.get("aig_slots") or 1,
                "default_partner_id": context.get("aig_partner_id") or False,
            },
        }

    def action_bookings(self):
        """Open the bookings of these positions that one may read."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Bookings"),
            "res_model": "aig.position.booking",
            "views": [(False, "calendar"), (False, "list"), (False, "form")],
            "domain": [("position_id", "child_of", self.ids)],
        }
