from odoo import fields, models
from odoo.exceptions import UserError

from ..models.ir_qweb import CompiledTemplates

#: What a composer asks of its template for one document.
RENDERED = (
    "attachment_ids",
    "body_html",
    "email_from",
    "lang",
    "reply_to",
    "report_template_ids",
    "scheduled_date",
    "subject",
)


class MailComposeMessage(models.TransientModel):
    """One composer for many documents: checked one by one, written together.

    What may be sent is decided by the methods that the composer of one document
    calls; what is read for that, the texts and the rows are read and made at once.
    """

    _inherit = "mail.compose.message"  # pylint: disable=consider-merging-classes-inherited

    def _aig_send_many(self, documents, keys):
        """Send documents of different customers, each once, as Send would.

        :param documents: of one model and one mail template, in this composer's
            environment
        :param keys: ``{document id: send key}``, none of them sent yet
        :return: ``(reasons, busy)``: why documents are not sent, ``{id: sentence}``;
            and those that somebody else is sending at this moment
        """
        self.ensure_one()
        reasons = {}
        documents = documents._care_read_ahead()
        ready = self._aig_filter(documents, reasons, self._aig_check_ready)
        mails = self._aig_compose_many(ready)
        checked = self._aig_filter(
            ready,
            reasons,
            lambda document: self._aig_check(document, mails[document.id]),
        )
        free = self._aig_claim(checked, keys)
        guarded = self._aig_pass_guard_many(free, reasons)
        sent = free.filtered(lambda document: document.id in guarded)
        if sent:
            self._aig_write_many(sent, keys, guarded, mails)
        return reasons, checked - free

    def _aig_filter(self, documents, reasons, check):
        """Return the documents that pass a check; note why others do not."""
        for document in documents:
            self._aig_try(reasons, check, document)
        return documents.filtered(lambda document: document.id not in reasons)

    def _aig_try(self, reasons, method, document, *args):
        """Return what a method gives; None when it refuses, which is noted."""
        try:
            return method(document, *args)
        except UserError as error:
            reasons[document.id] = str(error)
            return None

    def _aig_check_ready(self, document):
        document._care_check_compose()

    def _aig_claim(self, documents, keys):
        """Take the turns and claim the keys that nobody holds; return their documents.

        The rows of two documents of one customer would not see each other: they may
        not be in one call.
        """
        if not documents:
            return documents
        customers = {document: document._care_partner() for document in documents}
        # sudo: nobody has access to the turns
        turns = self.env["aig.care.turn"].sudo()
        taken = turns._take_free(self.env["res.partner"].concat(*customers.values()))
        claimed = self.env["aig.care.log"]._claim_sends(
            [keys[document.id] for document in documents]
        )
        return documents.filtered(
            lambda document: (
                customers[document].id in taken.ids and keys[document.id] in claimed
            )
        )

    def _aig_pass_guard_many(self, documents, reasons):
        """Ask the guard; return ``{document id: values of the log row}``."""
        now = fields.Datetime.now()
        guarded = {}
        questions = documents.grouped(
            lambda document: (
                self._aig_get_company(document),
                document._care_type(),
                document._care_purpose(),
            )
        )
        for (company, kind, purpose), asked in questions.items():
            customers = {document: document._care_partner() for document in asked}
            answers = self.env["aig.care.guard"]._evaluate_many(
                self.env["res.partner"].concat(*customers.values()),
                company,
                kind,
                purpose,
            )
            for document, customer in customers.items():
                answer = answers[customer.id]
                vals = self._aig_try(
                    reasons, self._aig_guard_vals, document, answer, now
                )
                if vals:
                    guarded[document.id] = vals
        return guarded

    def _aig_write_many(self, documents, keys, guarded, mails):
        """Write the rows of the log and post the messages, all at once."""
        logs = self.env["aig.care.log"]
        static = self._prepare_mail_values_static()
        rows = documents._care_post_many(
            {
                document.id: {
                    **static,
                    **self._aig_get_post_values(mails[document.id]),
                }
                for document in documents
            },
            {
                document.id: {
                    **logs._care_log_vals(document),
                    **guarded[document.id],
                    "send_key": keys[document.id],
                    "subject": mails[document.id]["subject"],
                }
                for document in documents
            },
        )
        self._aig_finish(documents, rows)

    # What a composer of each document would hold

    def _aig_compose_many(self, documents):
        """Return ``{document id: mail}`` with what ``_aig_check`` looks at and more."""
        if not documents:
            return {}
        template = self.template_id.with_context(aig_compiled=CompiledTemplates())
        rendered = template._generate_template(
            documents.ids, RENDERED, recipients_allow_suggested=True
        )
        people = {document.id: document._care_recipients() for document in documents}
        together = self.env["res.partner"].concat(*people.values())
        companies = documents._mail_get_companies(default=self.env.company)
        domains = documents._mail_get_alias_domains(default_company=self.env.company)
        attachments = self._aig_get_attachments(rendered)
        authors = {}
        return {
            document.id: {
                **self._aig_get_texts(document, rendered[document.id]),
                "people": people[document.id].with_prefetch(together._prefetch_ids),
                "author_id": self._aig_find_author(
                    rendered[document.id].get("email_from"), authors
                ),
                "attachment_ids": attachments[document.id],
                "record_alias_domain_id": domains[document.id].id,
                "record_company_id": companies[document.id].id,
            }
            for document in documents
        }

    def _aig_get_texts(self, document, rendered):
        email_from = self.env.user.email_formatted
        if self.template_id.email_from:
            email_from = rendered.get("email_from") or False
        body = self._fields["body"].convert_to_cache(rendered.get("body_html"), self)
        return {
            "body": body or "",
            "email_from": email_from,
            "lang": rendered.get("lang"),
            "reply_to": rendered.get("reply_to"),
            "scheduled_date": rendered.get("scheduled_date"),
            "subject": rendered.get("subject") or document._message_compute_subject(),
        }

    def _aig_find_author(self, email_from, known):
        """Return whom Odoo takes for the author of an address, asked once for each."""
        if email_from not in known:
            threads = self.env["mail.thread"].with_context(active_test=False)
            found = email_from and threads._message_compute_author(None, email_from)[0]
            known[email_from] = found or self.env.user.partner_id.id
        return known[email_from]

    def _aig_get_attachments(self, rendered):
        """Return ids of each mail's files: its own, and copies of the template's."""
        own = {"res_model": self._name, "res_id": self.id}
        attachments = self.env["ir.attachment"]
        files = [
            (document_id, name, datas)
            for document_id, values in rendered.items()
            for name, datas in values.get("attachments") or []
        ]
        made = attachments.create(
            [
                {"name": name, "datas": datas, "type": "binary", **own, "res_id": 0}
                for _document_id, name, datas in files
            ]
        )
        found = {
            document_id: attachments.browse(values.get("attachment_ids")).copy(own).ids
            for document_id, values in rendered.items()
        }
        for (document_id, _name, _datas), attachment in zip(files, made, strict=True):
            found[document_id].append(attachment.id)
        return found

    def _aig_get_post_values(self, mail):
        """Return the arguments of ``message_post`` that differ from mail to mail."""
        return {
            "attachment_ids": mail["attachment_ids"],
            "author_id": mail["author_id"],
            "body": mail["body"],
            "email_from": mail["email_from"],
            "force_email_lang": mail["lang"],
            "force_send": True,
            "notify_skip_followers": True,
            "partner_ids": mail["people"].ids,
            "record_alias_domain_id": mail["record_alias_domain_id"],
            "record_company_id": mail["record_company_id"],
            "reply_to_force_new": bool(mail["reply_to"]),
            "subject": mail["subject"],
            **({"reply_to": mail["reply_to"]} if mail["reply_to"] else {}),
        }
