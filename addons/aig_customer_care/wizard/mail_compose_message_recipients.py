from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize_all


class MailComposeMessage(models.TransientModel):
    """The customer's people in the composer: roles, and who gets no mail (A35)."""

    _inherit = "mail.compose.message"  # pylint: disable=consider-merging-classes-inherited

    aig_people = fields.Json(string="People", compute="_compute_aig_people")

    @api.depends("aig_care", "model", "res_ids")
    def _compute_aig_people(self):
        for composer in self:
            document = composer.aig_care and composer._aig_get_document()
            composer.aig_people = document and composer._aig_list_people(document)

    def _aig_list_people(self, document):
        """Return the people as the widget shows them: who is proposed comes first.

        ``reason`` says why somebody can never be chosen. Whose address another one has
        can be, instead of that one: the widget compares ``addresses``.
        """
        people = document._care_people()
        choice = document._care_choose(people)
        reasons = document._care_say_excluded(people, choice)
        rows = [
            {
                "id": person.id,
                "name": person.name or person.email or "",
                "email": person.email or "",
                "addresses": email_normalize_all(person.email or ""),
                "role": document._care_role(person),
                "reason": (
                    "" if person.id in choice.twins else reasons.get(person.id, "")
                ),
            }
            for person in people
        ]
        chosen = set(choice.chosen)
        return sorted(rows, key=lambda row: (row["id"] not in chosen, row["reason"]))

    def _aig_check_recipients(self, document, people):
        """Check that the mail can go to these people.

        :raises UserError: one sentence that says what to change
        """
        customer = document._care_partner()
        foreign = people.filtered(
            lambda partner: partner.commercial_partner_id != customer
        )
        if foreign:
            raise UserError(
                self.env._(
                    "%(people)s do not belong to %(customer)s: remove them, or add them"
                    " to the customer's contacts first.",
                    people=", ".join(foreign.mapped("display_name")),
                    customer=customer.display_name,
                )
            )
        persons = document._care_as_persons(people)
        without = [person.ref for person in persons if not person.addresses]
        if without or not persons:
            names = people.browse(without).mapped("display_name")
            raise UserError(
                self.env._(
                    "Choose recipients with a valid e-mail address. Without one: "
                    "%(people)s.",
                    people=", ".join(names) or "-",
                )
            )
        unsubscribed = [person.ref for person in persons if person.unsubscribed]
        if unsubscribed:
            names = people.browse(unsubscribed).mapped("display_name")
            raise UserError(
                self.env._(
                    "%(people)s have unsubscribed from e-mails: remove them.",
                    people=", ".join(names),
                )
            )
