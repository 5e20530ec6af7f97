from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_amount, format_datetime

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
        former = self._describe_choice() if self.chosen_package_id != package else None
        result = super()._choose(package, **{**nowhere, **origin})
        if former:
            self._for_seller()._message_log(body=former)
        return result

    def _describe_choice(self):
        """The choice as it stands, in a sentence for the history; ``None`` without."""
        package = self.chosen_package_id
        if not package:
            return None
        theirs = self._for_seller()
        return theirs.env._(
            "The former choice: “%(package)s” (%(value)s), by %(person)s on "
            "%(moment)s, from %(address)s, with %(browser)s.",
            package=package.name,
            value=format_amount(theirs.env, package.total_value, self.currency_id),
            person=(theirs.chosen_as_id or theirs.chosen_by_id).display_name,
            moment=format_datetime(
                theirs.env, self.chosen_date, tz=self.company_id._aig_timezone_name()
            ),
            address=self.chosen_from or "-",
            browser=self.chosen_with or "-",
        )

    def _may_choose_anew(self):
        """Whether the customer may give the choice up for another package."""
        self.ensure_one()
        return (
            self.state == "chosen"
            and self._care_is_reviewed()
            and not any(self.chosen_package_id.line_ids.mapped("delivered_date"))
        )

    def _choose_on_page(self, package_id, contact, address, agent, instead=0):
        """The customer chooses a package; pressing again changes nothing.

        As long as nothing of it was delivered, another one may be chosen instead.

        :param instead: the choice that the page showed, to be given up
        :raises PageRefusal: another package was chosen, or nothing can be chosen
        """
        self.ensure_one()
        # waits for another press; Odoo then runs this one again, and it sees the first
        self.env.execute_query(
            SQL("SELECT id FROM aig_voucher WHERE id = %s FOR UPDATE", self.id)
        )
        package = self.package_ids.filtered(lambda one: one.id == package_id)
        former = self.chosen_package_id
        if former and package == former:
            return
        self._check_choice(package, instead)
        self._track_set_author(contact)
        self._choose(
            package,
            chosen_as_id=contact.id,
            chosen_from=address,
            chosen_with=agent,
        )
        self._tell_of_choice(package, contact, former)

    def _check_choice(self, package, instead):
        chosen = self.chosen_package_id
        if not package or not package.line_ids:
            raise PageRefusal(
                self.env._("This package is no longer offered: choose another one.")
            )
        if chosen and not self._may_choose_anew():
            raise PageRefusal(
                self.env._(
                    "“%(package)s” has been chosen already. Ask for a change if you "
                    "would rather have another one.",
                    package=chosen.name,
                )
            )
        if chosen and chosen.id != instead:
            raise PageRefusal(
                self.env._(
                    "“%(package)s” has been chosen already. Choose once more if you "
                    "would rather have another one.",
                    package=chosen.name,
                )
            )
        if not chosen and (self.state != "sent" or self._is_being_changed()):
            raise PageRefusal(self.env._("There is nothing to choose any more."))

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
        self._track_set_author(contact)
        theirs = self._for_seller()
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

    def _tell_of_choice(self, package, contact, former):
        """Tell the salesperson what was chosen, as something to do today."""
        theirs = self._for_seller()
        values = {
            "contact": contact.display_name,
            "package": package.name,
            "value": format_amount(theirs.env, package.total_value, self.currency_id),
            "voucher": self.name,
        }
        if former:
            # each time, whatever else was told: the last one counts
            theirs._add_activity(
                theirs.env._(
                    "%(contact)s now chose “%(package)s” (%(value)s) of voucher "
                    "%(voucher)s instead of “%(former)s”",
                    former=former.name,
                    **values,
                )
            )
            return
        theirs._open_activity(
            theirs.env._(
                "%(contact)s chose “%(package)s” (%(value)s) of voucher %(voucher)s",
                **values,
            )
        )

    def _tell_of_failure(self, contact, reason):
        """Tell the salesperson what kept the customer from choosing."""
        theirs = self._for_seller()
        theirs._open_activity(
            theirs.env._(
                "%(contact)s could not choose from voucher %(voucher)s",
                contact=contact.display_name,
                voucher=self.name,
            ),
            reason,
        )

    def _is_being_changed(self):
        """Whether it says what nobody has reviewed since it was sent (A34)."""
        return self.state == "sent" and not self._care_is_reviewed()

    def _open_activity(self, summary, note=""):
        if summary in self.partner_id.activity_ids.mapped("summary"):
            return  # told already, and not done yet
        self._add_activity(summary, note)

    def _add_activity(self, summary, note=""):
        self.partner_id.activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=self.company_id._aig_today(),
            summary=summary,
            note=note,
            user_id=(self.user_id or self.env.user).id,
        )

    def _for_seller(self):
        """In the salesperson's language, and written by the system.

        A visitor is nobody whose name would tell something.
        """
        lang = self.user_id.lang or self.env.lang
        return self.with_user(SUPERUSER_ID).with_context(lang=lang)

    def _get_chosen_day(self):
        """The day of the choice as the company counts days."""
        return self.chosen_date and fields.Datetime.context_timestamp(
            self.with_context(tz=self.company_id._aig_timezone_name()),
            self.chosen_date,
        )
