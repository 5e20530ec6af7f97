from odoo import models
from odoo.tools import split_every
from odoo.tools.misc import clean_context

from .mail_message import Threads

#: What ``message_post`` leaves empty when nobody names it.
UNNAMED = {
    "author_guest_id": False,
    "incoming_email_cc": False,
    "incoming_email_to": False,
    "outgoing_email_to": False,
}


#: Odoo tells of each recipient for each document: few at a time.
ASKED_TOGETHER = 25


class AigCareMixin(models.AbstractModel):
    """Posting on many documents as ``message_post`` does on one.

    The same hooks of Odoo are called in the same order with the same values; only the
    rows of messages, notifications and mails are created together. A test compares the
    two. What is rare (people who have a user, thus an inbox or a telephone to be
    notified) is left to Odoo's own method.
    """

    _inherit = "aig.care.mixin"  # pylint: disable=consider-merging-classes-inherited

    def _care_post_many(self, values_by_id, log_vals_by_id):
        """Post a message on each document and hand its mails to the queue.

        :param values_by_id: ``{id: arguments of message_post}``
        :param log_vals_by_id: ``{id: values of its row of the log}``
        :return: the rows, in sudo, in the order of the documents
        :raises ConcurrencyError: one of them has just been sent
        """
        threads, rows, recipients = Threads(self), {}, {}
        threads.ask_parents()
        # each further context would be an environment more that Odoo goes through
        # whenever it looks for one: what these hold comes later
        documents = self._fallback_lang().with_context(
            aig_threads=threads, aig_care_logs=rows, aig_recipients=recipients
        )
        posts = [
            (document, *document._care_split_values(values_by_id[document.id]))
            for document in documents
        ]
        documents._care_add_reply_to([vals for _document, vals, _notify in posts])
        messages = documents._message_create([vals for _doc, vals, _notify in posts])
        logs = self.env["aig.care.log"]._create_for_sends(
            [
                {**log_vals_by_id[document.id], "mail_message_id": message.id}
                for document, message in zip(documents, messages, strict=True)
            ]
        )
        rows.update(zip(documents.ids, logs.ids, strict=True))
        documents._care_subscribe_authors([vals for _doc, vals, _notify in posts])
        posts = [
            (document, message, vals, notify)
            for message, (document, vals, notify) in zip(messages, posts, strict=True)
        ]
        for document, message, vals, _notify in posts:
            document._message_post_after_hook(message, vals)
        threads.ask_ancestors(messages)
        recipients.update(documents._care_find_recipients(posts))
        documents._care_notify_many(posts)
        return logs

    def _care_split_values(self, values):
        """Return the message's values and the arguments of notifying, of one post."""
        self.ensure_one()
        own = self.env["mail.message"]._fields
        author_id, email_from = self._message_compute_author(
            values["author_id"], values["email_from"]
        )
        vals = {
            **UNNAMED,
            **{name: value for name, value in values.items() if name in own},
            "author_id": author_id,
            "email_from": email_from,
            "model": self._name,
            "res_id": self.id,
            "parent_id": self._message_compute_parent_id(values["parent_id"]),
            "partner_ids": list(values["partner_ids"]),
        }
        vals.update(
            self._process_attachments_for_post(None, values["attachment_ids"], vals)
        )
        return vals, {name: values[name] for name in values if name not in own}

    def _care_add_reply_to(self, vals_list):
        replies = self._notify_get_reply_to_batch(
            defaults={vals["res_id"]: vals["email_from"] for vals in vals_list},
            author_ids={vals["res_id"]: vals["author_id"] for vals in vals_list},
        )
        for vals in vals_list:
            vals.setdefault("reply_to", replies[vals["res_id"]])

    def _care_subscribe_authors(self, vals_list):
        """Let who really wrote follow the document, to be told of answers."""
        followed = {}
        for document, vals in zip(self, vals_list, strict=True):
            author = self._message_compute_real_author(vals["author_id"])
            if author and not author.partner_share:
                followed.setdefault(author, self.browse())
                followed[author] |= document
        for author, documents in followed.items():
            documents._message_subscribe(partner_ids=author.ids)

    def _care_notify_many(self, posts):
        """Create mails and notifications of posts, whose recipients have no user."""
        mails, notifications, sendings = [], [], []
        for document, message, vals, notify in posts:
            recipients = document._notify_get_recipients(message, vals, **notify)
            if any(data["uid"] or data["notif"] != "email" for data in recipients):
                document._notify_thread(message, vals, **notify)
                continue
            if document._notify_thread_with_out_of_office(
                message, recipients, msg_vals=vals, **notify
            ):
                # somebody has answered already
                self.env.context["aig_threads"].forget()
            for mail, notification in document._care_mails_of(
                message, recipients, vals, notify
            ):
                mails.append(mail)
                notifications.append(notification)
                sendings.append(notify["force_send"])
        self._care_create_mails(mails, notifications, sendings)

    def _care_find_recipients(self, posts):
        """Return what Odoo asks of the recipients of each document, by few queries."""
        followers, found = self.env["mail.followers"], {}
        for part in split_every(ASKED_TOGETHER, posts):
            ids = {
                partner_id
                for _doc, _message, vals, _notify in part
                for partner_id in vals["partner_ids"]
            }
            documents = self.browse(document.id for document, *_rest in part)
            found |= followers._get_recipient_data(
                documents, "user_notification", False, list(ids)
            )
        return found

    def _care_mails_of(self, message, recipients, vals, notify):
        """Give values of each mail of a message, and of its notification."""
        # a new message has no tracked values: Odoo need not look for them
        vals = {**vals, "tracking_value_ids": []}
        base = self._notify_by_email_get_base_mail_values(
            message,
            recipients,
            additional_values={"auto_delete": notify["mail_auto_delete"]},
        )
        notification = self._notify_by_email_get_base_notification_values(message)
        groups = self._notify_get_classified_recipients_iterator(
            message,
            recipients,
            msg_vals=vals,
            model_description=notify["model_description"],
            force_email_lang=notify["force_email_lang"],
        )
        for _lang, render_values, group in groups:
            body = self._notify_by_email_render_layout(
                message, group, msg_vals=vals, render_values=render_values
            )
            for partner_id in group["recipients_ids"]:
                yield (
                    self._notify_by_email_get_final_mail_values(
                        [partner_id], base, additional_values={"body_html": body}
                    ),
                    {**notification, "res_partner_id": partner_id},
                )

    def _care_create_mails(self, mails, notifications, sendings):
        # without defaults that are meant for others; sudo: as Odoo notifies itself
        # pylint: disable-next=context-overridden
        env = self.sudo().with_context(clean_context(self.env.context)).env
        created = env["mail.mail"].create(mails)
        env["mail.notification"].create(
            [
                {**notification, "mail_mail_id": mail.id}
                for mail, notification in zip(created, notifications, strict=True)
            ]
        )
        created.browse(
            mail.id for mail, send in zip(created, sendings, strict=True) if send
        ).send_after_commit()
