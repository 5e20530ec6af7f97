from odoo import models

from ..tools.busy import taken_periods


class AigPosition(models.Model):
    """When positions are taken, without whose they are."""

    _inherit = "aig.position"  # pylint: disable=consider-merging-classes-inherited

    def _get_taken_periods(self, first, last):
        """The periods when nobody else can have each position (A41).

        Two queries for any number of positions. A place with parts is taken as long
        as somebody has any slot of any part.

        :return: {position id: [(first day, last day), ...]}
        """
        # sudo: that a place is taken is told to everybody, not by whom
        parts = self.sudo()._get_sites()
        sites = self.browse().union(*parts.values())
        stays = self.env["aig.position.stay"].sudo()
        taken = {}
        for stay in stays.search(
            [
                ("site_id", "in", sites.ids),
                ("date_from", "<=", last),
                ("date_to", ">=", first),
            ]
        ):
            days = (stay.date_from, stay.date_to)
            taken.setdefault(stay.site_id.id, []).append(days)
        return {
            position.id: taken_periods(
                [days for site in sites for days in taken.get(site.id, ())],
                position.slot_count if sites == position else 1,
                first,
                last,
            )
            for position, sites in parts.items()
        }
