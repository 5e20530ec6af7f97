from odoo import api, models
from odoo.fields import Domain

from odoo.addons.aig_customer_care.models.aig_timeline import Source

PLAN_TONES = {"submitted": "warning", "approved": "success"}


class AigTimeline(models.AbstractModel):
    """The customer's rows in plans, and the plans it was sent."""

    _inherit = "aig.timeline"

    @api.model
    def _get_documents(self, subject):
        documents = super()._get_documents(subject)
        if not subject.is_deal:
            documents["aig.sales.plan.letter"] = Domain(
                "partner_id", "=", subject.customer.id
            )
        return documents

    @api.model
    def _get_sources(self, subject):
        sources = super()._get_sources(subject)
        if not subject.is_deal:
            sources += [
                self._get_plan_source(subject),
                self._get_letter_source(subject),
            ]
        return sources

    @api.model
    def _get_file_source(self, subject):
        source = super()._get_file_source(subject)
        # a copy of what was sent lies on the customer
        sent = Domain("res_model", "=", "aig.sales.plan.letter")
        return source._replace(domain=source.domain & ~sent)

    @api.model
    def _get_plan_source(self, subject):
        return Source(
            name="plan",
            model="aig.sales.plan.line",
            date="create_date",
            domain=Domain("partner_id", "=", subject.customer.id),
            kinds={"plan": Domain.TRUE},
            fields=("period_id", "user_id", "planned_revenue", "currency_id"),
            text=("period_id",),
            describe=self._describe_plan,
        )

    @api.model
    def _describe_plan(self, lines):
        states = self._get_words("aig.sales.plan", "state")
        return [
            {
                "label": self.env._("Financial Plan"),
                "title": line.period_id.display_name,
                "who": self._get_colleague(line.user_id),
                "amount": line.planned_revenue,
                "currency_id": line.currency_id.id,
                "state": states[line.plan_state],
                "tone": PLAN_TONES.get(line.plan_state, "secondary"),
            }
            for line in lines
        ]

    @api.model
    def _get_letter_source(self, subject):
        return Source(
            name="letter",
            model="aig.sales.plan.letter",
            date="create_date",
            domain=Domain("partner_id", "=", subject.customer.id),
            kinds={"plan": Domain.TRUE},
            fields=("period_id", "partner_id", "version", "user_id", "state"),
            text=("period_id",),
            describe=self._describe_letter,
        )

    @api.model
    def _describe_letter(self, letters):
        states = self._get_words("aig.sales.plan.letter", "state")
        return [
            {
                "label": self.env._("Plan for the Customer"),
                "title": letter.display_name,
                "who": self._get_colleague(letter.user_id),
                "state": states[letter.state],
                "tone": "success" if letter.state == "sent" else "secondary",
            }
            for letter in letters
        ]
