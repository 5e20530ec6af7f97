from odoo import api, models
from odoo.fields import Domain

from odoo.addons.aig_customer_care.models.aig_timeline import Source


class AigTimeline(models.AbstractModel):
    """Which positions the customer was offered."""

    _inherit = "aig.timeline"

    @api.model
    def _get_documents(self, subject):
        documents = super()._get_documents(subject)
        documents["aig.position.offer"] = self._get_offer_domain(subject)
        return documents

    @api.model
    def _get_sources(self, subject):
        return [
            *super()._get_sources(subject),
            Source(
                name="position_offer",
                model="aig.position.offer",
                date="sent_date",
                domain=self._get_offer_domain(subject) & Domain("state", "=", "sent"),
                kinds={"send": Domain.TRUE},
                fields=("user_id", "company_id", "line_ids", "log_id"),
                text=("line_ids.position_id.name", "line_ids.position_id.code"),
                describe=self._describe_offer,
            ),
        ]

    @api.model
    def _get_offer_domain(self, subject):
        if subject.is_deal:
            return Domain("lead_id", "=", subject.record.id)
        return Domain("partner_id", "=", subject.customer.id)

    @api.model
    def _describe_offer(self, offers):
        return [
            {
                "label": self.env._("Positions Offered"),
                "title": ", ".join(
                    line.position_id.display_name
                    for line in offer.line_ids
                    if line.is_offered
                ),
                "who": self._get_colleague(offer.user_id),
            }
            for offer in offers
        ]
