from odoo import models
from odoo.tools import SQL

#: Rows that hang on a customer, besides those of contacts.
CUSTOMER_MODELS = (
    "aig.care.log",
    "aig.care.batch.line",
    "aig.care.contact.plan.line",
    "aig.care.quiet.day",
)
# Of two notifications of one message the one that says most of the sending stays, so
# that the state of its row of the log is the same (tools/delivery.py).
TELLING = """
    CASE WHEN notification_status IN ('ready', 'process', 'pending') THEN 0
         WHEN notification_status = 'sent' THEN 1
         WHEN notification_status = 'canceled' THEN 3
         ELSE 2 END, id
"""


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Merged customers and contacts: what was sent and done follows, and counts.

    The counter has no customers: nothing changes in it.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        partners = src_partners | dst_partner
        self._aig_keep_one(
            "aig.care.evidence",
            partners,
            "log_id, kind, by_machine, md5(COALESCE(url, ''))",
            order="date, id",
        )
        self._aig_keep_one(
            "mail.notification",
            partners,
            "mail_message_id",
            column="res_partner_id",
            order=TELLING,
        )
        # sudo: customers of colleagues have quiet days as well
        days = self.env["aig.care.quiet.day"].sudo()
        days = days.search([("partner_id", "in", src_partners.ids)])
        result = super()._update_foreign_keys(src_partners, dst_partner)
        for name in CUSTOMER_MODELS:
            self._aig_stand_with_customer(name, dst_partner)
        # core rewrites the customer by SQL, which recomputes nothing
        self.env.add_to_compute(days._fields["territory_id"], days)
        return result

    def _update_reference_fields(self, src_partners, dst_partner):
        result = super()._update_reference_fields(src_partners, dst_partner)
        # what was written in the chatter of a customer
        self.env.cr.execute(
            SQL(
                "UPDATE aig_care_log SET res_id = %s"
                " WHERE res_model = 'res.partner' AND res_id = ANY(%s)",
                dst_partner.id,
                src_partners.ids,
            )
        )
        self.env["aig.care.log"].invalidate_model(["res_id"], flush=False)
        return result

    def _update_values(self, src_partners, dst_partner):
        """Who opted out under one of the addresses is mailed at none of them."""
        # sudo: who merges need not see the list of those who opted out
        partners = (src_partners | dst_partner).sudo()
        opted_out = any(partners.mapped("is_blacklisted"))
        result = super()._update_values(src_partners, dst_partner)
        partner = dst_partner.sudo()
        if opted_out and partner.email_normalized and not partner.is_blacklisted:
            partner.env["mail.blacklist"]._add(
                partner.email_normalized,
                message=self.env._("Merged with a contact that had opted out."),
            )
        return result
