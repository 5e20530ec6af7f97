from odoo import api, models
from odoo.exceptions import UserError

from ..tools.suggestion import Candidate, rank, start

#: Older posts are suggested to those only for whom they are planned.
NEWEST = 100


class AigContentMailing(models.Model):
    """What the system suggests to send to a customer (A45, A49)."""

    _inherit = "aig.content.mailing"  # pylint: disable=consider-merging-classes-inherited

    def _begin(self):
        """Choose what is suggested, where nobody has chosen yet.

        What is due for the customer this week or late, else the best post there is.
        """
        drafts = self.filtered(
            lambda mailing: mailing.is_automatic and mailing.state == "draft"
        )
        old, new = self.env["aig.content.mailing.line"], []
        for company, mailings in drafts.grouped("company_id").items():
            monday = company._aig_this_monday()
            found = self._get_candidates(mailings.partner_id, company)
            for mailing in mailings:
                wanted = start(*self._of_customer(found, mailing.partner_id, monday))
                if wanted != mailing._get_lines_to_send().post_id.ids:
                    old |= mailing.line_ids
                    new += mailing._prepare_lines(wanted)
        old.unlink()
        old.create(new)
        return drafts

    def _prepare_lines(self, post_ids):
        self.ensure_one()
        return [
            {"mailing_id": self.id, "post_id": post_id, "sequence": number}
            for number, post_id in enumerate(post_ids, 1)
        ]

    def _get_suggested_posts(self):
        """Posts for the customer of this mail, the best first."""
        self.ensure_one()
        found = self._get_candidates(self.partner_id, self.company_id)
        monday = self.company_id._aig_this_monday()
        ranked = rank(*self._of_customer(found, self.partner_id, monday))
        posts = self.env["aig.content.post"]
        return posts.browse([candidate.post for candidate in ranked])

    def _get_got_posts(self):
        """Return ``{customer id: ids of posts that it has}``."""
        # sudo: a colleague may have sent it, of which the post alone is told
        rows = self.env["aig.content.roadmap"].sudo()
        groups = rows._read_group(
            [("partner_id", "in", self.partner_id.ids), ("sent_date", "!=", False)],
            ["partner_id"],
            ["post_id:array_agg"],
        )
        got = dict.fromkeys(self.partner_id.ids, frozenset())
        return got | {partner.id: frozenset(ids) for partner, ids in groups}

    @api.model
    def _of_customer(self, found, partner, monday):
        """What ``tools/suggestion.py`` asks of one customer."""
        posts, rows = found
        mine = {row.post_id.id: row for row in rows.get(partner, ())}
        without = {
            post for post, row in mine.items() if row.sent_date or row.is_skipped
        }
        candidates = [
            Candidate(
                post=post.id,
                published=post.date_published,
                week=mine[post.id].week_planned or None if post.id in mine else None,
                is_planned=post.id in mine,
                fits=partner.industry_id in post.industry_ids,
            )
            for post in posts
        ]
        return candidates, monday, without

    @api.model
    def _get_candidates(self, partners, company):
        """What may be sent, and the roadmaps of customers, by a few queries.

        :return: posts, and rows of roadmaps by customer
        """
        # sudo: of rows of colleagues only the post and its week are used
        rows = (
            self.env["aig.content.roadmap"]
            .sudo()
            .search([("partner_id", "in", partners.ids)])
        )
        waiting = rows.filtered(lambda row: not (row.sent_date or row.is_skipped))
        posts = self.env["aig.content.post"]
        ready = [
            ("state", "=", "published"),
            ("url", "!=", False),
            ("company_id", "=", company.id),
        ]
        newest = posts.search(ready, order="date_published desc, id desc", limit=NEWEST)
        planned = posts.search([*ready, ("id", "in", waiting.post_id.ids)])
        return newest | planned, rows.grouped("partner_id")

    def action_send_suggested(self):
        """Open the ready mail; where nothing is left to suggest, the choice of posts.

        :raises UserError: nobody at the customer has an address, or nothing is
            published yet
        """
        self.ensure_one()
        self._begin()
        if self.line_ids:
            return self.action_care_compose()
        self._care_recipients()  # says now whether there is nobody to write to
        return self.action_choose()

    @api.model
    def _check_begun(self, mailing):
        """Return a draft that has something to send.

        :raises UserError: nothing is left that the customer does not have
        """
        if not mailing.line_ids:
            raise UserError(
                self.env._(
                    "%(customer)s has all posts that are published, or none is: "
                    "nothing is left to suggest.",
                    customer=mailing.partner_id.display_name,
                )
            )
        return mailing
