from odoo import models

from ..tools.checkin import distance, known_position


class ResPartner(models.Model):
    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def action_aig_contact(self):
        """Ask what came of a call, meeting or visit, while it is fresh (S34)."""
        self.ensure_one()
        return self.env["aig.care.contact"]._aig_open(self)

    def _aig_distance_from(self, here):
        """Metres from a position to this customer; None when either is unknown."""
        try:
            there = known_position(self.partner_latitude, self.partner_longitude)
        except ValueError:
            # core lets people type any number
            there = None
        return distance(here, there) if here and there else None
