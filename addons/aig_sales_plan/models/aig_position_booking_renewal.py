from odoo import models


class AigPositionBooking(models.Model):
    """Bookings that end are renewals of a plan (A24)."""

    _inherit = "aig.position.booking"

    def _prepare_order_line(self):
        """Also say when it is on display: its end is when the order can be renewed."""
        return {
            **super()._prepare_order_line(),
            "aig_date_from": self.date_from,
            "aig_date_to": self.date_to,
        }

    def _is_no_renewal(self):
        """Whether there is nothing to renew any more, as far as a plan counts it.

        It was given back or stopped, will not be renewed, or a confirmed order has
        come, which is counted instead.
        """
        self.ensure_one()
        sold = self.sale_line_id
        return (
            self.state not in ("booked", "in_flight", "finished")
            or bool(self.not_renewed_reason_id)
            or (sold.state == "sale" and bool(sold.aig_date_to))
        )
