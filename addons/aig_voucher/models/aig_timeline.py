from odoo import api, models
from odoo.fields import Domain

from odoo.addons.aig_customer_care.models.aig_timeline import Source

STATE_TONES = {"sent": "info", "chosen": "success", "done": "success"}


class AigTimeline(models.AbstractModel):
    """Vouchers of the customer, and what was chosen of them."""

    _inherit = "aig.timeline"

    @api.model
    def _get_documents(self, subject):
        documents = super()._get_documents(subject)
        if not subject.is_deal:
            documents["aig.voucher"] = Domain("partner_id", "=", subject.customer.id)
        return documents

    @api.model
    def _get_sources(self, subject):
        sources = super()._get_sources(subject)
        if not subject.is_deal:
            sources += self._get_voucher_sources(subject)
        return sources

    @api.model
    def _get_voucher_sources(self, subject):
        domain = Domain("partner_id", "=", subject.customer.id)
        return [
            Source(
                name="voucher",
                model="aig.voucher",
                date="create_date",
                domain=domain,
                kinds={"voucher": Domain.TRUE},
                fields=("name", "user_id", "amount", "company_id", "state"),
                text=("name",),
                describe=self._describe_voucher,
            ),
            Source(
                name="voucher_choice",
                model="aig.voucher",
                date="chosen_date",
                domain=domain & Domain("chosen_package_id", "!=", False),
                kinds={"voucher": Domain.TRUE},
                fields=("name", "chosen_by_id", "chosen_package_id", "company_id"),
                text=("name", "chosen_package_id.name"),
                describe=self._describe_choice,
            ),
        ]

    @api.model
    def _describe_voucher(self, vouchers):
        states = self._get_words("aig.voucher", "state")
        return [
            {
                "label": self.env._("Voucher"),
                "title": voucher.name,
                "who": self._get_colleague(voucher.user_id),
                "amount": voucher.amount,
                "currency_id": voucher.currency_id.id,
                "state": states[voucher.state],
                "tone": STATE_TONES.get(voucher.state, "secondary"),
            }
            for voucher in vouchers
        ]

    @api.model
    def _describe_choice(self, vouchers):
        return [
            {
                "label": self.env._("Package Chosen"),
                "title": f"{voucher.name} · {voucher.chosen_package_id.name}",
                "who": self._get_colleague(voucher.chosen_by_id),
                "amount": voucher.chosen_package_id.total_value,
                "currency_id": voucher.currency_id.id,
            }
            for voucher in vouchers
        ]
