from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.offer import mentioned

#: More would be a list that nobody reads.
MOST_POSITIONS = 50


class Fresh(frozenset):
    """Offers whose lines were read in this transaction: another reading is the same.

    A class of its own, so that no request's context can claim it.
    """


class AigPositionOffer(models.Model):
    """Mailing an offer: what the customer care composer asks of a document (A40)."""

    _inherit = "aig.position.offer"  # pylint: disable=consider-merging-classes-inherited

    def _care_type(self):
        return "product"

    def _care_partner(self):
        return self.partner_id

    def _care_mail_template(self):
        return self._care_ref("mail.template", "aig_position.mail_template_offer")

    def _get_lines_to_send(self):
        """What the mail tells of: lines whose position is still free."""
        return self.line_ids.filtered(lambda line: not line.is_taken)

    def _care_check_compose(self):
        """Read prices and what is free anew before anything is said of it."""
        for offer in self:
            offer.check_access("write")
            if offer.state != "sent":
                if not offer._is_fresh():
                    offer.line_ids._read_anew()
                offer._take_pictures()
        return super()._care_check_compose()

    def _care_read_ahead(self):
        """Read prices and what is free of all these offers at once."""
        offers = super()._care_read_ahead()
        drafts = offers.filtered(lambda offer: offer.state != "sent")
        drafts = drafts._filtered_access("write")
        drafts.line_ids._read_anew()
        return offers.with_context(aig_fresh_offers=Fresh(drafts.ids))

    def _is_fresh(self):
        fresh = self.env.context.get("aig_fresh_offers")
        return isinstance(fresh, Fresh) and self.id in fresh

    def _care_check_ready(self):
        result = super()._care_check_ready()
        for offer in self:
            offer._check_draft()
            offer._check_lines()
            offer._check_fits()
        return result

    def _check_lines(self):
        """Check that there is something to send, and not too much.

        :raises UserError: nothing was chosen, all is taken, or it is too much
        """
        if not self.line_ids:
            raise UserError(
                self.env._(
                    "Nothing is chosen for %(customer)s yet: choose positions first.",
                    customer=self.partner_id.display_name,
                )
            )
        lines = self._get_lines_to_send()
        if not lines:
            raise UserError(
                self.env._(
                    "All that was chosen for %(customer)s has been taken meanwhile: "
                    "choose other positions or days.",
                    customer=self.partner_id.display_name,
                )
            )
        if len(lines) > MOST_POSITIONS:
            raise UserError(
                self.env._(
                    "A mail tells of %(most)s positions at most, here are %(count)s: "
                    "take some out.",
                    most=MOST_POSITIONS,
                    count=len(lines),
                )
            )

    def _check_fits(self):
        """Check that the customer may be shown at these places.

        :raises UserError: naming the first that is not for the customer
        """
        for (first, last), lines in (
            self._get_lines_to_send()
            .grouped(lambda line: (line.date_from, line.date_to))
            .items()
        ):
            unfit = lines.position_id._get_unfit(self.partner_id, first, last)
            if unfit:
                raise UserError(
                    self.env._(
                        "%(reason)s Take it out of the offer.",
                        reason=next(iter(unfit.values())),
                    )
                )

    def _get_unreviewed(self):
        positions = self._get_lines_to_send().position_id
        return positions.filtered(lambda position: not position.reviewed_date)

    def _care_is_reviewed(self):
        return super()._care_is_reviewed() and not self._get_unreviewed()

    def _care_review_sentence(self):
        return self.env._(
            "Nobody has looked at %(positions)s since what customers see has changed: "
            "ask a manager to press “Looked At” there, or take it out of the offer.",
            positions=", ".join(self._get_unreviewed().mapped("display_name")),
        )

    def _care_notice(self):
        """Say which of the chosen positions are left out, and why."""
        notice = super()._care_notice()
        taken = self.line_ids.filtered("is_taken").position_id
        if not taken:
            return notice
        return self.env._(
            "Taken meanwhile, and left out of the mail: %(positions)s.",
            positions=", ".join(taken.mapped("display_name")),
        )

    def _care_check_text(self, body):
        """Look again whether what the text tells of is free.

        :raises UserError: it is not, or the text tells of nothing that was chosen
        """
        result = super()._care_check_text(body)
        lines = self._get_named_lines(body)
        if not lines:
            raise UserError(
                self.env._(
                    "The mail names none of the chosen positions: leave the code of "
                    "each in the text, so that it is known what was offered."
                )
            )
        if not self._is_fresh():
            lines._read_anew()
        taken = lines.filtered("is_taken").position_id
        if taken:
            raise UserError(
                self.env._(
                    "%(positions)s has been taken meanwhile: delete it from the text, "
                    "then send the mail.",
                    positions=", ".join(taken.mapped("display_name")),
                )
            )
        return result

    def _get_named_lines(self, body):
        codes = mentioned(self.line_ids.position_id.mapped("code"), body or "")
        return self.line_ids.filtered(lambda line: line.position_id.code in codes)

    def _care_after_send(self, log):
        result = super()._care_after_send(log)
        # sudo: the text of the mail that is being sent
        body = log.sudo().mail_message_id.body
        for offer in self:
            # sudo: nobody types what was offered
            offer._get_named_lines(body).sudo().is_offered = True
            offer._decide(
                {
                    "state": "sent",
                    "sent_date": log.date or fields.Datetime.now(),
                    "log_id": log.id,
                }
            )
        return result

    def _care_after_cancel(self, log):
        result = super()._care_after_cancel(log)
        for offer in self.filtered(lambda offer: offer.state == "sent"):
            left = offer.care_log_ids.filtered(
                lambda row: row.state in ("queued", "sent")
            )
            if not left:
                offer.sudo().line_ids.is_offered = False  # sudo: nobody types it
                offer._decide({"state": "cancelled", "sent_date": False})
        return result
