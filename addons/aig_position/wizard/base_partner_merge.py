from odoo import models
from odoo.fields import Domain

from ..tools import booking as steps
from ..tools import wait as line

#: Rows that hang on a customer.
CUSTOMER_MODELS = (
    "aig.position.booking",
    "aig.position.offer",
    "aig.position.offer.line",
    "aig.position.wait",
)


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Merged customers: bookings, offers and places in line follow, none is lost."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        # sudo: a contact one sees may have a customer one does not see
        customer = dst_partner.sudo().commercial_partner_id
        self._aig_join_waits(src_partners | dst_partner | customer)
        result = super()._update_foreign_keys(src_partners, dst_partner)
        for name in CUSTOMER_MODELS:
            self._aig_stand_with_customer(name, dst_partner)
        self._aig_end_answered_waits(customer)
        return result

    def _aig_join_waits(self, customers):
        """Leave one place in line for the same place and days: the first.

        The later ones end, which the first one's chatter tells. It takes over the
        more slots and the longer patience.
        """
        # sudo: colleagues of whoever merges wait as well
        waits = self.env["aig.position.wait"].sudo()
        found = waits.search(
            [("partner_id", "in", customers.ids), ("state", "in", list(line.OPEN))],
            order="id",
        )
        for alike in found.grouped(lambda wait: wait._get_wanted()).values():
            alike[0]._join(alike[1:])
        waits.flush_model()

    def _aig_end_answered_waits(self, customer):
        """A customer that has a place of the one waits for it no longer as the other.

        :param customer: in sudo
        """
        waits = self.env["aig.position.wait"].sudo()  # sudo: see _aig_join_waits
        mine = Domain("partner_id", "=", customer.id)
        found = waits.search(mine & Domain("state", "in", list(line.OPEN)))
        if not found:
            return
        # sudo: bookings of colleagues, of which nothing is told
        bookings = self.env["aig.position.booking"].sudo()
        taking = bookings.search(
            mine
            & Domain("state", "in", list(steps.TAKING))
            & Domain("date_to", ">=", min(found.mapped("date_to")))
        )
        for booking in taking:
            booking._end_waiting()
