from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools import map_state
from .aig_position_availability import STEPS

#: Each position with the smallest places it consists of, itself where it has no parts.
SITES = """
    SELECT above.id::int AS position_id, site.id AS site_id
    FROM aig_position site,
        unnest(string_to_array(rtrim(site.parent_path, '/'), '/')) above(id)
    WHERE NOT EXISTS (SELECT FROM aig_position part WHERE part.parent_id = site.id)
"""
POINTS = f"""
WITH asked AS (
    SELECT id, code, latitude, longitude, licence_expiry, slot_count
    FROM aig_position WHERE id IN (%(asked)s) AND (latitude <> 0 OR longitude <> 0)
), sites AS MATERIALIZED ({SITES}
), wanted AS (
    SELECT DISTINCT site_id FROM sites WHERE position_id IN (SELECT id FROM asked)
), {STEPS}, days AS (
    SELECT steps.site_id,
        SUM(step) OVER until_then AS taken,
        SUM(step) FILTER (WHERE booking.state NOT IN ('requested', 'reserved'))
            OVER until_then AS firm,
        SUM(step) FILTER (WHERE booking.booking_type <> 'maintenance')
            OVER until_then AS used
    FROM steps JOIN aig_position_booking booking ON booking.id = steps.booking_id
    WINDOW until_then AS (PARTITION BY steps.site_id ORDER BY steps.day, steps.step)
), room AS (
    SELECT site.id, site.slot_count AS slots,
        site.slot_count - COALESCE(MAX(days.taken), 0) AS free,
        site.slot_count - COALESCE(MAX(days.firm), 0) AS but_held,
        site.slot_count - COALESCE(MAX(days.used), 0) AS but_maintenance
    FROM wanted JOIN aig_position site ON site.id = wanted.site_id
    LEFT JOIN days ON days.site_id = site.id
    GROUP BY site.id
)
SELECT asked.id, asked.code, asked.latitude, asked.longitude,
    COALESCE(asked.licence_expiry < %(last)s, FALSE), asked.slot_count,
    CASE WHEN bool_and(room.id = asked.id) THEN MIN(room.free)
        ELSE bool_and(room.free >= room.slots)::int END,
    CASE WHEN bool_and(room.id = asked.id) THEN MIN(room.but_held)
        ELSE bool_and(room.but_held >= room.slots)::int END,
    CASE WHEN bool_and(room.id = asked.id) THEN MIN(room.but_maintenance)
        ELSE bool_and(room.but_maintenance >= room.slots)::int END
FROM asked
JOIN sites ON sites.position_id = asked.id
JOIN room ON room.id = sites.site_id
GROUP BY asked.id, asked.code, asked.latitude, asked.longitude, asked.licence_expiry,
    asked.slot_count
ORDER BY asked.code, asked.id
"""


class AigPosition(models.Model):
    """Positions on a map of their own, drawn without the internet (A41)."""

    _inherit = "aig.position"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    @api.readonly
    def get_map(self, domain, first=None, last=None):
        """Every position of a domain that has coordinates, in one query.

        :param first: first day asked, ``last`` the last one; by default those of the
            context, or today
        :return: ``points`` as ``[id, code, latitude, longitude, state]`` (states of
            ``tools/map_state.py``), ``missing``: how many have no coordinates,
            ``first`` and ``last``
        :raises UserError: the last day is before the first
        """
        first, last = self._get_days_asked(first, last)
        rows = self._get_map_rows(domain, first, last)
        nowhere = Domain(domain) & self._get_nowhere_domain()
        return {
            "points": [
                [
                    key,
                    code,
                    latitude,
                    longitude,
                    map_state.state(map_state.Room(*room), over),
                ]
                for key, code, latitude, longitude, over, *room in rows
            ],
            "missing": self.search_count(nowhere),
            "first": fields.Date.to_string(first),
            "last": fields.Date.to_string(last),
        }

    @api.model
    def _get_map_rows(self, domain, first, last):
        for model in (
            self,
            self.env["aig.position.stay"],
            self.env["aig.position.booking"],
        ):
            model.flush_model()
        asked = self._search(domain)
        return self.env.execute_query(
            SQL(
                POINTS,
                asked=asked.subselect(),
                sites=SQL("SELECT site_id FROM wanted"),
                first=first,
                last=last,
            )
        )

    @api.model
    def action_open_nowhere(self, domain):
        """Open the positions of a domain that have no coordinates yet."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Positions without Coordinates"),
            "res_model": self._name,
            "views": [(False, "list"), (False, "form")],
            "mobile_view_mode": "list",
            "domain": list(Domain(domain) & self._get_nowhere_domain()),
        }

    @api.model
    def _get_nowhere_domain(self):
        return Domain("latitude", "=", 0) & Domain("longitude", "=", 0)

    def _get_days_asked(self, first, last):
        asked = self._get_period_asked()
        first = fields.Date.to_date(first) or asked[0]
        last = fields.Date.to_date(last) or max(first, asked[1])
        if last < first:
            raise UserError(self.env._("The last day is before the first day."))
        return first, last
