from odoo import api, models
from odoo.fields import Domain

from .aig_timeline import Source

MAILED = ("voucher", "product", "article")
#: How much a sign says, as one of the web client's colours
EVIDENCE_TONES = {
    "delivered": "info",
    "machine": "secondary",
    "opened": "info",
    "clicked": "success",
    "replied": "success",
    "talked": "success",
}
STATE_TONES = {"failed": "danger", "queued": "warning"}


class AigTimeline(models.AbstractModel):
    """What was sent to or done with the customer, and what came back."""

    _inherit = "aig.timeline"

    @api.model
    def _get_sources(self, subject):
        return [
            *super()._get_sources(subject),
            self._get_care_source(subject),
            self._get_reply_source(subject),
            self._get_opinion_source(subject),
        ]

    @api.model
    def _care_domain(self, subject, prefix=""):
        """Domain of the log's rows, or of what hangs on them.

        :param str prefix: path to the row, with its dot
        """
        if subject.is_deal:
            return Domain(f"{prefix}res_model", "=", "crm.lead") & Domain(
                f"{prefix}res_id", "=", subject.record.id
            )
        return Domain(f"{prefix}partner_id", "=", subject.customer.id)

    @api.model
    def _get_care_source(self, subject):
        by_mail = Domain("send_key", "!=", False) | Domain(
            "mail_message_id", "!=", False
        )
        other = Domain("care_type", "=", "other")
        return Source(
            name="care",
            model="aig.care.log",
            date="date",
            # a reversal shows on the row it reverses, what never left nowhere
            domain=self._care_domain(subject)
            & Domain("reversal_of_id", "=", False)
            & Domain("state", "!=", "cancelled"),
            kinds={
                "send": Domain("care_type", "in", MAILED) | (other & by_mail),
                "call": Domain("care_type", "=", "call"),
                "meeting": Domain("care_type", "in", ("meeting", "visit")),
                "other": other & ~by_mail,
            },
            fields=(
                "care_type",
                "subject",
                "note",
                "purpose_id",
                "user_id",
                "state",
                "send_key",
                "mail_message_id",
                "evidence",
                "outcome",
                "is_counted",
                "reversal_ids",
            ),
            text=("subject", "note"),
            describe=self._describe_care,
            ahead=True,
        )

    @api.model
    def _describe_care(self, logs):
        types = self._get_words("aig.care.log", "care_type")
        states = self._get_words("aig.care.log", "state")
        outcomes = self._get_words("aig.care.log", "outcome")
        signs = self._get_words("aig.care.log", "evidence")
        rows = []
        for log in logs:
            is_mail = self._is_mailed(log)
            label = types[log.care_type]
            if is_mail and log.care_type == "other":
                label = self.env._("Email")
            state, tone = outcomes.get(log.outcome, ""), "secondary"
            if is_mail:
                state, tone = states.get(log.state, ""), STATE_TONES.get(log.state)
            if log.reversal_ids:
                state, tone = self.env._("Reversed"), "danger"
            evidence = log.evidence if log.evidence != "none" else False
            rows.append(
                {
                    "kind": self._get_care_kind(log),
                    "label": label,
                    "title": log.subject or log.note or log.purpose_id.name or "",
                    "who": self._get_colleague(log.user_id),
                    "state": state,
                    "tone": tone or "success",
                    "evidence": signs[evidence] if evidence else "",
                    "evidence_tone": EVIDENCE_TONES.get(evidence, "secondary"),
                }
            )
        return rows

    @api.model
    def _is_mailed(self, log):
        return log.care_type in MAILED or bool(log.send_key or log.mail_message_id)

    @api.model
    def _get_care_kind(self, log):
        if self._is_mailed(log):
            return "send"
        return {"call": "call", "meeting": "meeting", "visit": "meeting"}.get(
            log.care_type, "other"
        )

    @api.model
    def _get_reply_source(self, subject):
        domain = Domain("customer_id", "=", subject.customer.id)
        if subject.is_deal:
            domain = self._care_domain(subject, "log_id.")
        return Source(
            name="reply",
            model="aig.care.evidence",
            date="date",
            domain=domain & Domain("kind", "=", "replied"),
            kinds={"reply": Domain.TRUE},
            fields=("log_id", "partner_id", "kind"),
            text=("log_id.subject",),
            describe=self._describe_reply,
        )

    @api.model
    def _describe_reply(self, signs):
        readable = signs.partner_id._filtered_access("read")
        return [
            {
                "label": self.env._("Reply"),
                "title": sign.log_id.subject or "",
                "who": (sign.partner_id & readable).name or "",
                "res_model": "aig.care.log",
                "res_id": sign.log_id.id,
            }
            for sign in signs
        ]

    @api.model
    def _get_opinion_source(self, subject):
        domain = Domain("partner_id", "=", subject.customer.id)
        if subject.is_deal:
            domain = self._care_domain(subject, "log_id.")
        return Source(
            name="opinion",
            model="aig.care.feedback",
            date="date",
            domain=domain,
            kinds={"reply": Domain.TRUE},
            fields=("log_id", "opinion", "words", "user_id"),
            text=("words",),
            describe=self._describe_opinion,
        )

    @api.model
    def _describe_opinion(self, opinions):
        words = self._get_words("aig.care.feedback", "opinion")
        tones = {"good": "success", "change": "warning"}
        return [
            {
                "label": self.env._("Customer's Opinion"),
                "title": opinion.words or opinion.log_id.subject or "",
                "who": self._get_colleague(opinion.user_id),
                "state": words[opinion.opinion],
                "tone": tones.get(opinion.opinion, "secondary"),
                "res_model": "aig.care.log",
                "res_id": opinion.log_id.id,
            }
            for opinion in opinions
        ]
