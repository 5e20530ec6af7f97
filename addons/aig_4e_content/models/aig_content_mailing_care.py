from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.post_link import linked

#: More would be a list that nobody reads.
MOST_POSTS = 10


class AigContentMailing(models.Model):
    """Mailing posts: what the customer care composer asks of a document (A49)."""

    _inherit = "aig.content.mailing"  # pylint: disable=consider-merging-classes-inherited

    def _care_type(self):
        return "article"

    def _care_partner(self):
        return self.partner_id

    def _care_mail_template(self):
        return self._care_ref("mail.template", "aig_4e_content.mail_template_mailing")

    def _care_check_compose(self):
        """Read titles, links and pictures anew before anything is said of them."""
        for mailing in self:
            mailing.check_access("write")
            if mailing.state != "sent":
                mailing.line_ids._read_anew()
                mailing.line_ids._take_pictures()
        return super()._care_check_compose()

    def _care_check_ready(self):
        result = super()._care_check_ready()
        for mailing in self:
            mailing._check_draft()
            mailing._check_posts()
        return result

    def _check_posts(self):
        """Check that there is something to send, all of it published (A52).

        :raises UserError: nothing was chosen, it is too much, or not published
        """
        if not self.line_ids:
            raise UserError(
                self.env._(
                    "No post is chosen for %(customer)s yet: choose posts first.",
                    customer=self.partner_id.display_name,
                )
            )
        if len(self.line_ids) > MOST_POSTS:
            raise UserError(
                self.env._(
                    "A mail tells of %(most)s posts at most, here are %(count)s: take "
                    "some out.",
                    most=MOST_POSTS,
                    count=len(self.line_ids),
                )
            )
        self._check_published(self.line_ids)

    def _check_published(self, lines):
        # sudo: of a post that was taken back one may read nothing any more
        lines.sudo().post_id._check_sendable()

    def _care_notice(self):
        """Say which of the posts the customer has already."""
        notice = super()._care_notice()
        got = self._get_got_posts()[self.partner_id.id]
        again = self.line_ids.filtered(lambda line: line.post_id.id in got)
        if not again:
            return notice
        said = self.env._(
            "%(customer)s has this already: %(posts)s.",
            customer=self.partner_id.display_name,
            posts=", ".join(again.mapped("title")),
        )
        return " ".join(filter(None, (notice, said)))

    def _care_check_text(self, body):
        """Look again whether what the text leads to may be sent.

        :raises UserError: it may not, or the text leads to no chosen post
        """
        result = super()._care_check_text(body)
        lines = self._get_linked_lines(body)
        if not lines:
            raise UserError(
                self.env._(
                    "The mail leads to none of the chosen posts: leave the link of "
                    "each in the text, so that it is known what was sent."
                )
            )
        self._check_published(lines)
        return result

    def _get_linked_lines(self, body):
        urls = [url for url in self.line_ids.mapped("url") if url]
        there = linked(urls, body or "")
        return self.line_ids.filtered(lambda line: line.url in there)

    def _care_after_send(self, log):
        result = super()._care_after_send(log)
        self._keep_as_sent([log])
        return result

    def _care_after_send_many(self, logs):
        self._keep_as_sent(logs)
        return super()._care_after_send_many(logs)

    def _keep_as_sent(self, logs):
        """Keep what each mail told of, and mark it on the customers' roadmaps.

        A mail that is kept already is left as it is.
        """
        ids, lines = defaultdict(list), self.line_ids.browse()
        for mailing, log in zip(self, logs, strict=True):
            if mailing.state == "sent":
                continue
            # sudo: the text of the mail that is being sent
            lines |= mailing._get_linked_lines(log.sudo().mail_message_id.body)
            ids[log.date or fields.Datetime.now()].append(mailing.id)
            mailing._decide({"log_id": log.id})
        # sudo: nobody types what was sent
        lines.sudo().is_sent = True
        for moment, kept in ids.items():
            mailings = self.browse(kept)
            mailings._decide({"state": "sent", "sent_date": moment})
            mailings._mark_roadmaps()

    def _mark_roadmaps(self):
        """Say on the customers' roadmaps what they have now; add what was unplanned."""
        # sudo: the row may be a colleague's, e.g. of the content department
        rows = self.env["aig.content.roadmap"].sudo()
        lines = self.line_ids.filtered("is_sent")
        found = rows.search(
            [
                ("post_id", "in", lines.post_id.ids),
                ("partner_id", "in", self.partner_id.ids),
            ]
        )
        known = {(row.post_id.id, row.partner_id.id): row for row in found}
        missing = []
        for line in lines:
            mailing = line.mailing_id
            company = mailing.company_id
            vals = {"mailing_id": mailing.id, "sent_date": mailing.sent_date}
            key = (line.post_id.id, mailing.partner_id.id)
            row = known.get(key)
            if row is None:
                missing.append(
                    {
                        **vals,
                        "post_id": line.post_id.id,
                        "partner_id": mailing.partner_id.id,
                        "user_id": mailing.user_id.id,
                        "territory_id": mailing.territory_id.id,
                        "is_planned": False,
                        # the week in which it was sent shows it
                        "week_planned": company._aig_local(mailing.sent_date).date(),
                    }
                )
            elif not row.sent_date:
                row.write(vals)
        rows.create(missing)

    def _care_after_cancel(self, log):
        result = super()._care_after_cancel(log)
        for mailing in self.filtered(lambda mailing: mailing.state == "sent"):
            left = mailing.care_log_ids.filtered(
                lambda row: row.state in ("queued", "sent")
            )
            if not left:
                mailing._take_back()
        return result

    def _take_back(self):
        # sudo: nobody types it; what was planned is planned again
        self.sudo().line_ids.is_sent = False
        self._decide({"state": "cancelled", "sent_date": False, "log_id": False})
        self._unmark_roadmaps()

    def _unmark_roadmaps(self):
        """Say on the roadmaps that customers do not have these posts by these mails."""
        # sudo: the row may be a colleague's, and so may be the other mail
        rows = self.env["aig.content.roadmap"].sudo()
        rows = rows.search([("mailing_id", "in", self.ids)])
        others = self.env["aig.content.mailing.line"].sudo()
        others = others.search(
            [
                ("post_id", "in", rows.post_id.ids),
                ("mailing_id", "not in", self.ids),
                ("mailing_id.partner_id", "in", rows.partner_id.ids),
                ("mailing_id.log_id.is_counted", "=", True),
                ("is_sent", "=", True),
            ]
        )
        rows.write({"mailing_id": False, "sent_date": False})
        others.mailing_id.sorted("sent_date")._mark_roadmaps()
        rows.filtered(lambda row: not (row.is_planned or row.sent_date)).unlink()
