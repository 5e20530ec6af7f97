from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_amount

OPINIONS = ("good", "fair", "change")
#: Longer words are cut: a page is not a store.
LONGEST = 4000


class PageRefusal(UserError):
    """A refusal in the customer's own words: it may be shown on the page."""


class AigVoucher(models.Model):
    """What the customer answers on the page: a choice, a comment, a wish (A33, A37).

    All of it is done for a visitor: called in sudo, after the link was checked.
    """

    _inherit = "aig.voucher"  # pylint: disable=consider-merging-classes-inherited

    chosen_as_id = fields.Many2one(
        "res.partner",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The customer's person whose link was used to choose.",
    )
    chosen_from = fields.Char(
        readonly=True, copy=False, help="The network address of whoever chose."
    )
    chosen_with = fields.Char(
        readonly=True, copy=False, help="The browser of whoever chose."
    )

    def _get_guarded_fields(self):
        names = {"chosen_as_id", "chosen_from", "chosen_with"}
        return super()._get_guarded_fields() | names

    def _choose(self, package, **origin):
        # a choice that is noted inside forgets from where the former one came
        nowhere = dict.fromkeys(("chosen_as_id", "chosen_from", "chosen_with"), False)
        return super()._choose(package, **{**nowhere, **origin})

    def _choose_on_page(self, package_id, contact, address, agent):
        """The customer chooses a package, once; pressing again changes nothing.

        :raises PageRefusal: another package was chosen, or nothing can be chosen
        """
        self.ensure_one()
        # waits for another press; Odoo then runs this one again, and it sees the first
        self.env.execute_query(
            SQL("SELECT id FROM aig_voucher WHERE id = %s FOR UPDATE", self.id)
        )
        package = self.package_ids.filtered(lambda one: one.id == package_id)
        chosen = self.chosen_package_id
        if chosen and package == chosen:
            return
        if not package or not package.line_ids:
            raise PageRefusal(
                self.env._("This package is no longer offered: choose another one.")
            )
        if chosen:
            raise PageRefusal(
                self.env._(
                    "“%(package)s” has been chosen already. Ask for a change if you "
                    "would rather have another one.",
                    package=chosen.name,
                )
            )
        if self.state != "sent":
            raise PageRefusal(self.env._("There is nothing to choose any more."))
        self._choose(
            package,
            chosen_as_id=contact.id,
            chosen_from=address,
            chosen_with=agent,
        )
        self._tell_of_choice(package, contact)

    def _reply_on_page(self, opinion, words, contact, address, agent):
        """Keep what the customer thinks; a wish for changes opens a revision (A37).

        :raises PageRefusal: without words, or when the voucher is over
        """
        self.ensure_one()
        self.env.execute_query(
            SQL("SELECT id FROM aig_voucher WHERE id = %s FOR UPDATE", self.id)
        )
        words = (words or "").strip().replace("\0", "")[:LONGEST]
        log = self.care_log_ids.filtered("is_counted")[:1]
        if opinion not in OPINIONS or self.state not in ("sent", "chosen") or not log:
            raise PageRefusal(
                self.env._("This cannot be sent here: please call your salesperson.")
            )
        if not words:
            raise PageRefusal(self.env._("Write a few words first."))
        same = log.feedback_ids[:1]
        if (same.contact_id, same.opinion, same.words) == (contact, opinion, words):
            return  # the button was pressed twice
        theirs = self._with_sellers_language()
        theirs.env["aig.care.feedback"].create(
            {
                "log_id": log.id,
                "opinion": opinion,
                "words": words,
                "contact_id": contact.id,
                "address": address,
                "agent": agent,
                "next_step": theirs.env._(
                    "%(contact)s wrote about voucher %(voucher)s: answer",
                    contact=contact.display_name,
                    voucher=self.name,
                ),
                "next_date": self.company_id._aig_today(),
            }
        )

    def _tell_of_choice(self, package, contact):
        """Tell the salesperson what was chosen, as something to do today."""
        theirs = self._with_sellers_language()
        theirs._open_activity(
            theirs.env._(
                "%(contact)s chose “%(package)s” (%(value)s) of voucher %(voucher)s",
                contact=contact.display_name,
                package=package.name,
                value=format_amount(theirs.env, package.total_value, self.currency_id),
                voucher=self.name,
            )
        )

    def _tell_of_failure(self, contact, reason):
        """Tell the salesperson what kept the customer from choosing."""
        theirs = self._with_sellers_language()
        theirs._open_activity(
            theirs.env._(
                "%(contact)s could not choose from voucher %(voucher)s",
                contact=contact.display_name,
                voucher=self.name,
            ),
            reason,
        )

    def _open_activity(self, summary, note=""):
        self.partner_id.activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=self.company_id._aig_today(),
            summary=summary,
            note=note,
            user_id=(self.user_id or self.env.user).id,
        )

    def _with_sellers_language(self):
        return self.with_context(lang=self.user_id.lang or self.env.lang)

    def _get_sent_date(self):
        """When the customer first got it; None before."""
        dates = self.care_log_ids.filtered("is_counted").mapped("date")
        return min(dates) if dates else None

    def _get_chosen_day(self):
        """The day of the choice as the company counts days."""
        return self.chosen_date and fields.Datetime.context_timestamp(
            self.with_context(tz=self.company_id._aig_timezone_name()),
            self.chosen_date,
        )
