from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.aig_base.concurrency import retry_if_duplicate

from ..tools import wait as line

COUNTS = """
SELECT place.id, COUNT(DISTINCT wait.partner_id)
FROM unnest(%(places)s::int[], %(firsts)s::date[], %(lasts)s::date[])
     AS asked(place_id, first, last)
JOIN aig_position place ON place.id = asked.place_id
JOIN aig_position_wait wait
  ON wait.state IN ('waiting', 'told')
 AND wait.date_from <= asked.last AND wait.date_to >= asked.first
JOIN aig_position wanted
  ON wanted.id = wait.position_id
 AND (starts_with(wanted.parent_path, place.parent_path)
      OR starts_with(place.parent_path, wanted.parent_path))
GROUP BY place.id
"""


class AigPositionWait(models.Model):
    """How one enters the line from where a place was refused."""

    _inherit = "aig.position.wait"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _enter(self, vals):
        """The customer's open entry for a position and days; a new one if need be."""
        known = self.search(
            [
                ("state", "in", list(line.OPEN)),
                *(
                    (name, "=", vals[name])
                    for name in ("partner_id", "position_id", "date_from", "date_to")
                ),
            ],
            limit=1,
        )
        if known:
            return known
        with retry_if_duplicate(self.env.cr):
            return self.create(vals)

    def _say_in_line(self):
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "%(customer)s is number %(rank)s in line for %(place)s. You are "
                    "told when it is free.",
                    customer=self.partner_id.display_name,
                    rank=self.rank,
                    place=self._name_place(),
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }


class AigPosition(models.Model):
    """How many wait for a place; who they are is told by their own list."""

    _inherit = "aig.position"  # pylint: disable=consider-merging-classes-inherited

    def _count_waiting(self, first, last):
        """How many customers wait for this place, its parts or the whole of it."""
        self.ensure_one()
        if not first or not last:
            return 0
        self.env["aig.position.wait"].flush_model()
        rows = self.env.execute_query(
            SQL(COUNTS, places=[self._origin.id], firsts=[first], lasts=[last])
        )
        return rows[0][1] if rows else 0

    def action_wait_here(self):
        """Put the customer who was asked for in line, or ask which one."""
        self.ensure_one()
        first, last = self._get_period_asked()
        context = self.env.context
        partner = self.env["res.partner"].browse(context.get("aig_partner_id") or ())
        vals = {
            "partner_id": partner.commercial_partner_id.id,
            "position_id": self.id,
            "date_from": first,
            "date_to": last,
            "slots": context.get("aig_slots") or 1,
        }
        if partner:
            return self.env["aig.position.wait"]._enter(vals)._say_in_line()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Wait for It"),
            "res_model": "aig.position.wait",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                f"default_{name}": str(value) if name.startswith("date") else value
                for name, value in vals.items()
            },
        }

    def action_waiting(self):
        """Open the line for these places, as far as one may read it."""
        domain = Domain("position_id", "child_of", self.ids) | Domain(
            "position_id", "parent_of", self.ids
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Waiting List"),
            "res_model": "aig.position.wait",
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "domain": list(domain),
            "context": {"search_default_open": 1},
        }
