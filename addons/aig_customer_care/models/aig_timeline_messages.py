from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .aig_timeline import Source

#: Written by people; what the system notes is no news.
WRITTEN = ("comment", "email", "email_outgoing")


class AigTimeline(models.AbstractModel):
    """Messages, files and next steps on the documents of the page."""

    _inherit = "aig.timeline"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_documents(self, subject):
        documents = {
            **super()._get_documents(subject),
            "sale.order": self._orders_domain(subject),
        }
        if subject.is_deal:
            documents["crm.lead"] = Domain("id", "=", subject.record.id)
        else:
            documents["res.partner"] = Domain("id", "in", subject.family)
            documents["crm.lead"] = Domain("partner_id", "in", subject.family)
        return documents

    @api.model
    def _get_sources(self, subject):
        return [
            *super()._get_sources(subject),
            self._get_message_source(subject),
            self._get_file_source(subject),
            self._get_activity_source(subject),
        ]

    @api.model
    def _get_message_source(self, subject):
        # core drops messages of unreadable documents after the search: none is asked
        # for here, else a page would come up short
        return Source(
            name="message",
            model="mail.message",
            date="date",
            domain=self._hangs_on(subject, "model", "res_id")
            & Domain("message_type", "in", WRITTEN)
            & self._not_logged_domain(subject),
            kinds={"message": Domain.TRUE},
            fields=(
                "subject",
                "body",
                "author_id",
                "email_from",
                "message_type",
                "subtype_id",
                "model",
                "res_id",
            ),
            text=("subject", "body"),
            describe=self._describe_message,
        )

    @api.model
    def _not_logged_domain(self, subject):
        """Without the mails for which a row of the care log stands already."""
        logs = self.env["aig.care.log"]
        if not logs.has_access("read"):
            return Domain.TRUE
        shown = logs._search(
            self._care_domain(subject) & Domain("mail_message_id", "!=", False)
        )
        if shown.is_empty():
            return Domain.TRUE
        mailed = logs._field_to_sql(logs._table, "mail_message_id", shown)
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s NOT IN %s",
                SQL.identifier(alias, "id"),
                shown.subselect(mailed),
            )
        )

    @api.model
    def _describe_message(self, messages):
        note = self.env.ref("mail.mt_note")
        readable = messages.author_id._filtered_access("read")
        rows = []
        for message in messages:
            label = self.env._("Message")
            if message.message_type in ("email", "email_outgoing"):
                label = self.env._("Email")
            elif message.subtype_id == note:
                label = self.env._("Note")
            author = message.author_id & readable
            rows.append(
                {
                    "label": label,
                    "title": message.subject or message.preview or "",
                    "who": author.name or message.email_from or "",
                    "res_model": message.model,
                    "res_id": message.res_id,
                }
            )
        return rows

    @api.model
    def _get_file_source(self, subject):
        return Source(
            name="file",
            model="ir.attachment",
            date="create_date",
            domain=self._hangs_on(subject, "res_model", "res_id"),
            kinds={"file": Domain.TRUE},
            fields=("name", "create_uid"),
            text=("name",),
            describe=self._describe_file,
        )

    @api.model
    def _describe_file(self, attachments):
        return [
            {
                "label": self.env._("File"),
                "title": attachment.name,
                "who": self._get_colleague(attachment.create_uid),
                "url": f"/web/content/{attachment.id}?download=true",
            }
            for attachment in attachments
        ]

    @api.model
    def _get_activity_source(self, subject):
        return Source(
            name="activity",
            model="mail.activity",
            date="date_deadline",
            domain=self._hangs_on(subject, "res_model", "res_id")
            & Domain("active", "=", True),
            kinds={"activity": Domain.TRUE},
            fields=(
                "summary",
                "activity_type_id",
                "user_id",
                "date_deadline",
                "res_model",
                "res_id",
            ),
            text=("summary",),
            describe=self._describe_activity,
            ahead=True,
            only_ahead=True,
        )

    @api.model
    def _describe_activity(self, activities):
        today = self.env.company._aig_today()
        return [
            {
                "label": activity.activity_type_id.name or "",
                "title": activity.summary or "",
                "who": self._get_colleague(activity.user_id),
                "state": self.env._("Late") if activity.date_deadline < today else "",
                "tone": "danger",
                "res_model": activity.res_model,
                "res_id": activity.res_id,
            }
            for activity in activities
        ]
