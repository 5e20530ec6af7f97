from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.aig_customer_care.tools.auto_reply import is_automatic

from .aig_my_day import MOST, REPLY, Source
from .aig_my_day_reply import ANSWERS, DAYS, from_colleague, is_answer

# The last mail that somebody else wrote to each document, unless a colleague has
# written to them on the document since.
OPEN = """
SELECT DISTINCT ON (message.res_id) message.res_id, message.date, message.id
  FROM mail_message message
 WHERE message.model = %(model)s AND message.res_id IN %(documents)s
   AND message.message_type = 'email' AND message.date >= %(since)s
   AND NOT %(colleague)s
   AND NOT EXISTS (
       SELECT FROM mail_message later
        WHERE later.model = message.model AND later.res_id = message.res_id
          AND later.date > message.date AND %(is_answer)s)
 ORDER BY message.res_id, message.date DESC, message.id DESC
"""


class AigMyDay(models.AbstractModel):
    """Mails to one's deals and orders that nobody has answered (A51).

    Beside the answers to what was sent: whoever writes first waits, too.
    """

    _inherit = "aig.my.day"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_sources(self):
        return [*super()._get_sources(), Source((REPLY,), self._find_messages)]

    @api.model
    def _get_answered_models(self):
        """Models whose documents customers write to; each has a ``user_id``."""
        return ["crm.lead", "sale.order"]

    @api.model
    def _get_answered_domain(self, model):
        if "aig_territory_id" not in self.env[model]._fields:
            return Domain("user_id", "=", self.env.uid)
        return self._get_looked_after(
            "aig_territory_id", "partner_id.commercial_partner_id"
        )

    @api.model
    def _find_messages(self):
        rows = []
        for model in self._get_answered_models():
            found = self._read_unanswered(model)
            documents = self.env[model].browse(found)
            rows += self._describe_messages(documents, found)
        return sorted(rows, key=lambda row: row.entry.due)[:MOST]

    @api.model
    def _read_unanswered(self, model):
        """When and by which message each of one's documents was written to last."""
        company = self.env.company
        since = company._aig_day_start_utc(company._aig_today() - timedelta(DAYS))
        # customers write about lost deals, too
        documents = self.env[model].with_context(active_test=False)
        mine = documents._search(self._get_answered_domain(model))
        self.env["mail.message"].flush_model()
        found = self.env.execute_query(
            SQL(
                OPEN,
                model=model,
                documents=mine.subselect(),
                since=since,
                colleague=from_colleague("message"),
                is_answer=is_answer("later"),
            )
        )
        return {key: (date, message) for key, date, message in found}

    @api.model
    def _describe_messages(self, documents, found):
        messages = self._read_messages([message for _date, message in found.values()])
        partner_of = {one.id: self._get_partner(one) for one in documents}
        customers = self._get_customers(
            self.env["res.partner"].union(*partner_of.values())
        )
        contacts = self._read_contacts(customers.values())
        rows = []
        for document in documents:
            date, message = found[document.id]
            customer = customers.get(partner_of[document.id].id)
            answered = customer and contacts.get(customer.id)
            if message not in messages or (answered and answered > date):
                continue
            rows.append(
                self._describe_reply(
                    document,
                    customer,
                    self._get_day(date),
                    f"{document.display_name}: {messages[message]}",
                    document.user_id,
                )
            )
        return rows

    @api.model
    def _read_messages(self, message_ids):
        """The first words of each message that a person wrote."""
        messages = self.env["mail.message"].browse(message_ids)
        return {
            message.id: self._quote(message)
            for message in messages._filtered_access("read")
            if not is_automatic({"Subject": message.subject or ""})
        }

    @api.model
    def _read_contacts(self, customers):
        """When each customer was last written to or talked with."""
        groups = self.env["aig.care.log"]._read_group(
            [
                ("partner_id", "in", [customer.id for customer in customers]),
                ("care_type", "in", ANSWERS),
                ("state", "in", ("queued", "sent")),
                ("reversal_of_id", "=", False),
            ],
            ["partner_id"],
            ["date:max"],
        )
        return {partner.id: date for partner, date in groups}
