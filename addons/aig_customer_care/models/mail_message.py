from odoo import api, models
from odoo.tools import SQL

#: What Odoo reads of a document's messages, for the next one's parent and references.
LOOKED_AT = [
    "author_id",
    "create_date",
    "date",
    "is_internal",
    "message_id",
    "message_type",
    "subtype_id",
]
#: How many messages Odoo looks at, of one document.
PARENTS, ANCESTORS = 200, 32


class Threads:
    """What Odoo asks of each document's messages, answered for many by one query.

    Known are the questions of ``_message_compute_parent_id`` and
    ``_notify_by_email_get_base_mail_values``, word by word: any other is asked anew.
    A class of its own, so that nothing a request puts into the context is taken for it.
    """

    def __init__(self, documents):
        self._env = documents.sudo().env  # as Odoo asks
        self._model, self._ids = documents._name, documents.ids
        self._answers = {}

    def find(self, domain, limit, order):
        """Return the ids of an answer, None when it is not known."""
        return self._answers.get((repr(domain), limit, order))

    @property
    def read_together(self):
        """Ids of all messages in the answers."""
        return [key for found in self._answers.values() for key in found]

    def forget(self):
        """Drop all answers, e.g. because a message has been added."""
        self._answers = {}

    def ask_parents(self):
        """Ask which messages the next one of each document may answer."""
        self.forget()
        found = self._ask(
            "message_type <> 'user_notification' ORDER BY date DESC, id DESC LIMIT %s",
            PARENTS,
        )
        for document_id, ids in found:
            domain = [
                ("res_id", "=", document_id),
                ("model", "=", self._model),
                ("message_type", "!=", "user_notification"),
            ]
            self._keep(domain, PARENTS, "date desc, id desc", ids)
        self._read()

    def ask_ancestors(self, messages):
        """Ask which messages a new one refers to.

        :param messages: the new one of each document, in their order
        """
        self.forget()
        found = self._ask(
            "subtype_id IS NOT NULL AND message_id <> '' AND id <> ALL(%s)"
            " ORDER BY id DESC LIMIT %s",
            messages.ids,
            ANCESTORS,
        )
        for (document_id, ids), message_id in zip(found, messages.ids, strict=True):
            domain = [
                ("model", "=", self._model),
                ("res_id", "=", document_id),
                ("id", "!=", message_id),
                ("subtype_id", "!=", False),
                ("message_id", "!=", False),
            ]
            self._keep(domain, ANCESTORS, "id DESC", ids)
        self._read()

    def _ask(self, condition, *params):
        self._env["mail.message"].flush_model(
            ["date", "message_id", "message_type", "model", "res_id", "subtype_id"]
        )
        return self._env.execute_query(
            SQL(
                "SELECT thread.id, ARRAY(SELECT id FROM mail_message"
                " WHERE model = %s AND res_id = thread.id AND %s)"
                " FROM unnest(%s) WITH ORDINALITY AS thread(id, place)"
                " ORDER BY thread.place",
                self._model,
                SQL(condition, *params),
                self._ids,
            )
        )

    def _keep(self, domain, limit, order, ids):
        self._answers[repr(domain), limit, order] = ids

    def _read(self):
        self._env["mail.message"].browse(self.read_together).fetch(LOOKED_AT)


class MailMessage(models.Model):
    """What is asked of each document's messages is read once for many documents."""

    _inherit = "mail.message"

    @api.model
    @api.readonly
    def search(self, domain, offset=0, limit=None, order=None):
        """Answer what ``Threads`` knows."""
        threads = self.env.context.get("aig_threads")
        if isinstance(threads, Threads) and self.env.su and not offset:
            found = threads.find(domain, limit, order)
            if found is not None:
                return self.browse(found).with_prefetch(threads.read_together)
        return super().search(domain, offset=offset, limit=limit, order=order)
