from odoo import models
from odoo.exceptions import UserError


class AigPositionFind(models.TransientModel):
    """What is not free in these days, to wait for it."""

    _inherit = "aig.position.find"  # pylint: disable=consider-merging-classes-inherited

    def action_find_taken(self):
        """Open the positions that are taken, with their days kept for waiting."""
        self.ensure_one()
        slots = max(self.slots, 1)
        found = self._filter_by_rate(
            self.env["aig.position"].search(self._get_domain())
        )
        free = found._get_free_slots(self.date_from, self.date_to)
        taken = found.filtered(lambda position: free[position.id] < slots)
        action = self._open_found(taken)
        return {**action, "name": self.env._("Taken Positions")}

    def action_wait(self):
        """Wait for any position of the kind and province.

        :raises UserError: several kinds or provinces, or none of them
        """
        self.ensure_one()
        kinds, provinces = self.kind_ids, self.state_ids
        if len(kinds) > 1 or len(provinces) > 1 or not (kinds or provinces):
            raise UserError(
                self.env._("Choose one kind, one province or both to wait for.")
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Wait for Any"),
            "res_model": "aig.position.wait",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_kind_id": kinds.id,
                "default_province_id": provinces.id,
                "default_date_from": str(self.date_from),
                "default_date_to": str(self.date_to),
                "default_slots": max(self.slots, 1),
                "default_partner_id": self.partner_id.id,
            },
        }
