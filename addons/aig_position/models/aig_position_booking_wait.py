from odoo import models

from ..tools import wait as line


class AigPositionBooking(models.Model):
    """What bookings mean to those in line: places become free, customers get one."""

    _inherit = "aig.position.booking"  # pylint: disable=consider-merging-classes-inherited

    def _give_back(self):
        result = super()._give_back()
        self.env["aig.position.wait"]._call_job_if_any(self.company_id)
        return result

    def action_stop(self):
        """Also tell those in line that the rest of the days is free."""
        result = super().action_stop()
        self.env["aig.position.wait"]._call_job_if_any(self.company_id)
        return result

    def _take_place(self, step):
        result = super()._take_place(step)
        self._end_waiting()
        return result

    def _end_waiting(self):
        """The customer waits no longer for the days it has a place on."""
        self.ensure_one()
        if not self.partner_id:
            return
        # sudo: a colleague of the customer's salesperson may have entered it
        waits = self.env["aig.position.wait"].sudo()
        mine = waits.search(
            [
                ("state", "in", list(line.OPEN)),
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("date_from", ">=", self.date_from),
                ("date_to", "<=", self.date_to),
                ("slots", "<=", self.slots),
            ]
        )
        mine.filtered(lambda wait: wait._is_answered_by(self))._end(line.DONE)


class AigPositionWait(models.Model):
    _inherit = "aig.position.wait"  # pylint: disable=consider-merging-classes-inherited

    def _is_answered_by(self, booking):
        """Whether the place of a booking is one that is waited for."""
        place = booking.position_id
        if self.position_id:
            # a larger place is taken with all of its parts
            return str(place.id) in self.position_id.parent_path.split("/")
        return (not self.kind_id or self.kind_id == place.kind_id) and (
            not self.province_id or self.province_id == place.state_id
        )
