from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .aig_my_day import MOST, REPLY, Source

#: Older answers are no business of today.
DAYS = 60
LENGTH = 120
#: What answers somebody: a mail of mass sending does not.
ANSWERS = ("call", "meeting", "visit", "other")

# What customers wrote last about each mail, unless somebody has answered since: a
# message on the document, or a contact with the customer.
OPEN = """
SELECT log.id, reply.date, reply.message_id
  FROM aig_care_log log
  JOIN LATERAL (
       SELECT said.date, said.message_id
         FROM (SELECT sign.date, NULL::integer AS message_id
                 FROM aig_care_evidence sign
                WHERE sign.log_id = log.id AND sign.kind = 'replied'
                  AND NOT sign.by_machine
                UNION ALL
               SELECT message.date, message.id
                 FROM mail_message message
                WHERE message.model = log.res_model AND message.res_id = log.res_id
                  AND message.message_type = 'email' AND message.date >= log.date
                  AND NOT %(colleague)s) said
        ORDER BY said.date DESC, said.message_id NULLS LAST
        LIMIT 1) reply ON TRUE
 WHERE log.id = ANY(%(logs)s)
   AND NOT EXISTS (
       SELECT FROM aig_care_log later
        WHERE later.partner_id = log.partner_id AND later.date > reply.date
          AND later.care_type = ANY(%(answers)s) AND later.state IN ('queued', 'sent')
          AND later.reversal_of_id IS NULL)
   AND NOT EXISTS (
       SELECT FROM mail_message message
        WHERE message.model = log.res_model AND message.res_id = log.res_id
          AND message.date > reply.date AND %(is_answer)s)
 ORDER BY reply.date
 LIMIT %(limit)s
"""
COLLEAGUE = """
EXISTS (SELECT FROM res_users colleague
         WHERE colleague.partner_id = %(message)s.author_id AND NOT colleague.share)
"""
# A note is read by colleagues alone.
ANSWER = """
%(message)s.message_type IN ('comment', 'email', 'email_outgoing')
AND %(message)s.is_internal IS NOT TRUE
AND NOT EXISTS (SELECT FROM mail_message_subtype subtype
                 WHERE subtype.id = %(message)s.subtype_id AND subtype.internal)
AND %(colleague)s
"""


def from_colleague(message):
    """A condition on a message of a query: somebody of the company wrote it."""
    return SQL(COLLEAGUE, message=SQL.identifier(message))


def is_answer(message):
    """A condition on a message of a query: it answers what was written before."""
    name = SQL.identifier(message)
    return SQL(ANSWER, message=name, colleague=from_colleague(message))


class AigMyDay(models.AbstractModel):
    """Customers who answered a mail, and whom nobody has answered (A51)."""

    _inherit = "aig.my.day"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_sources(self):
        return [*super()._get_sources(), Source((REPLY,), self._find_replies)]

    @api.model
    def _find_replies(self):
        company = self.env.company
        since = company._aig_today() - timedelta(DAYS)
        logs = self.env["aig.care.log"].search(
            self._get_looked_after("territory_id", "partner_id")
            & Domain("evidence", "=", "replied")
            & Domain("date", ">=", company._aig_day_start_utc(since))
        )
        self.env.flush_all()
        found = self.env.execute_query(
            SQL(
                OPEN,
                logs=logs.ids,
                answers=list(ANSWERS),
                is_answer=is_answer("message"),
                colleague=from_colleague("message"),
                limit=MOST,
            )
        )
        logs = logs.browse(log_id for log_id, _date, _message in found)
        words = self._read_words([message for _log, _date, message in found if message])
        customers = self._get_customers(logs.partner_id)
        documents = self._get_documents(logs)
        return [
            self._describe_reply(
                documents[log_id],
                customers[logs.browse(log_id).partner_id.id],
                self.env.company._aig_local(date).date(),
                f"{title}: {words[message]}" if words.get(message) else title,
                logs.browse(log_id).user_id,
            )
            for log_id, date, message in found
            for title in [logs.browse(log_id).subject or ""]
        ]

    @api.model
    def _get_looked_after(self, territory, customer):
        """What is one's own, and what one looks after for a colleague today.

        Whoever waits for an answer does not wait until somebody's leave is over.
        """
        entrusted = self.env.user._aig_entrusted_documents(
            territory, "user_id", customer
        )
        return Domain("user_id", "=", self.env.uid) | Domain(entrusted)

    @api.model
    def _read_words(self, message_ids):
        """The first words of messages, as far as the user may read them."""
        messages = self.env["mail.message"].browse(message_ids)
        return {
            message.id: self._quote(message)
            for message in messages._filtered_access("read")
        }

    @api.model
    def _quote(self, message):
        """The first words of a message, in quotes; nothing of an empty one."""
        words = (message.preview or "")[:LENGTH]
        return f"“{words}”" if words else ""

    @api.model
    def _describe_reply(self, document, customer, due, reason, user):
        buttons = []
        if user != self.env.user:
            reason = self.env._(
                "%(reason)s (for %(colleague)s)", reason=reason, colleague=user.name
            )
        if customer:
            label = self.env._("Answer")
            buttons.append(
                self._make_button(customer, "action_aig_write_mail", label, "fa-reply")
            )
        return self._make_row(
            REPLY, document, reason, customer, due=due, buttons=buttons
        )

    @api.model
    def _get_documents(self, logs):
        """What was mailed, which shows the answer, by log; else the log's row."""
        result = {log.id: log for log in logs}
        for model, some in logs.filtered("res_id").grouped("res_model").items():
            if not logs._is_care_model(model):
                continue
            documents = self.env[model].browse(some.mapped("res_id")).exists()
            readable = set(documents._filtered_access("read").ids)
            result |= {
                log.id: documents.browse(log.res_id)
                for log in some
                if log.res_id in readable
            }
        return result
