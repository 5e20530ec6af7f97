from odoo import api, models
from odoo.fields import Domain


class AigTimeline(models.AbstractModel):
    """What was written about the customer's 4E mails; they show by the care log."""

    _inherit = "aig.timeline"

    @api.model
    def _get_documents(self, subject):
        documents = super()._get_documents(subject)
        if not subject.is_deal:
            documents["aig.content.mailing"] = Domain(
                "partner_id", "=", subject.customer.id
            )
        return documents
