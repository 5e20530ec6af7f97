from datetime import date

from odoo import models

#: Rows that hang on a customer.
CUSTOMER_MODELS = (
    "aig.content.roadmap",
    "aig.content.mailing",
    "aig.content.mailing.line",
)


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Merged customers: roadmaps and mails follow, none is lost."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        # sudo: a contact one sees may have a customer one does not see
        customer = dst_partner.sudo().commercial_partner_id
        moved = self._aig_join_roadmaps(src_partners | dst_partner | customer)
        result = super()._update_foreign_keys(src_partners, dst_partner)
        for name in CUSTOMER_MODELS:
            self._aig_stand_with_customer(name, dst_partner)
        # core rewrites the customer by SQL, which recomputes nothing
        for name in ("user_id", "territory_id"):
            self.env.add_to_compute(moved._fields[name], moved)
        return result

    def _aig_join_roadmaps(self, customers):
        """Leave one row of each post: what one of them has, the other has, too.

        Else the earliest week stays.

        :return: the rows that are left, in sudo
        """
        # sudo: colleagues of whoever merges have rows as well
        rows = self.env["aig.content.roadmap"].sudo()
        found = rows.search([("partner_id", "in", customers.ids)])
        doubles = rows
        for alike in found.grouped("post_id").values():
            sent = alike.filtered("sent_date").sorted("sent_date")
            unsent = (alike - sent).sorted(
                lambda row: (row.week_planned or date.max, row.id)
            )
            doubles |= (sent + unsent)[1:]
        left = found - doubles
        doubles.unlink()
        return left
