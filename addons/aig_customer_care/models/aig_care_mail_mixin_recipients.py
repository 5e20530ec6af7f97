from typing import NamedTuple

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import email_normalize_all

from ..tools.recipients import (
    ARCHIVED,
    DUPLICATE,
    INVALID,
    NO_EMAIL,
    UNSUBSCRIBED,
    Person,
    choose,
    once,
)


class Ahead(NamedTuple):
    """What was read at once about many documents and the people of their customers.

    A class of its own, so that nothing a request puts into the context is taken for it.
    """

    #: ids of the people, by customer
    families: dict
    #: addresses by person
    addresses: dict
    #: addresses that have unsubscribed
    unsubscribed: set
    #: ids of documents that may be written, and by whom: user and companies
    writable: set
    writer: tuple


class AigCareMailMixin(models.AbstractModel):
    """Whom a mail to the customer goes to, for the composer and for sending to many."""

    _inherit = "aig.care.mail.mixin"  # pylint: disable=consider-merging-classes-inherited

    def _care_preferred(self):
        """Return the people to write to rather than to all: the customer's own address.

        Override to choose by role.
        """
        return self._care_partner()

    def _care_people(self):
        """Return the customer and its contacts, archived ones too, who may be read."""
        customer = self._care_partner()
        ahead = self._care_ahead()
        families = ahead.families if ahead else self._care_find_families(customer)
        return customer | customer.browse(families.get(customer.id, ()))

    def _care_read_ahead(self):
        """Return the documents, who know their customers' people by two queries.

        They know, too, which of them the user may write.
        """
        customers = self.env["res.partner"].union(
            *(document._care_partner() for document in self)
        )
        families = self._care_find_families(customers)
        people = customers.browse(
            {person for family in families.values() for person in family}
        )
        addresses = self._care_find_addresses(people | customers)
        unsubscribed = self._care_find_unsubscribed(
            address for found in addresses.values() for address in found
        )
        writable = set(self._filtered_access("write").ids)
        ahead = Ahead(families, addresses, unsubscribed, writable, self._care_writer())
        return self.with_context(aig_care_ahead=ahead)

    def _care_ahead(self):
        ahead = self.env.context.get("aig_care_ahead")
        return ahead if isinstance(ahead, Ahead) else None

    def _care_check_write(self):
        """Check that the user may write these documents, by what was read ahead.

        :raises AccessError: the user may not
        """
        ahead = self._care_ahead()
        if not (
            ahead
            and ahead.writer == self._care_writer()
            and ahead.writable.issuperset(self.ids)
        ):
            self.check_access("write")

    def _care_writer(self):
        """Return what decides on access besides the document."""
        return (
            self._name,
            self.env.uid,
            self.env.su,
            self.env.context.get("allowed_company_ids"),
        )

    def _care_find_families(self, customers):
        people = customers.with_context(active_test=False).search(
            [("commercial_partner_id", "in", customers.ids)]
        )
        return {
            customer.id: family.ids
            for customer, family in people.grouped("commercial_partner_id").items()
        }

    def _care_find_addresses(self, people):
        return {
            person.id: tuple(dict.fromkeys(email_normalize_all(person.email or "")))
            for person in people
        }

    def _care_find_unsubscribed(self, addresses):
        every = sorted(set(addresses))
        if not every:
            return set()
        # sudo: salespeople may not read the list; whether an address is on it, they see
        blocked = self.env["mail.blacklist"].sudo().search([("email", "in", every)])
        return set(blocked.mapped("email"))

    def _care_recipients(self):
        """Return the people proposed in the composer, each address once.

        :raises UserError: nobody at the customer has a valid e-mail address, or
            everybody who has one has unsubscribed
        """
        people = self._care_people()
        choice = self._care_choose(people)
        if not choice.chosen:
            raise UserError(self._care_nobody_sentence({*choice.excluded.values()}))
        return people.browse(choice.chosen)

    def _care_choose(self, people):
        """Return the ``Choice`` among people: proposed, and who is left out and why."""
        return choose(self._care_as_persons(people), self._care_preferred().ids)

    def _care_once(self, people):
        """Return ``people`` without those whose address another of them has."""
        if len(people) < 2:
            return people
        return people.browse(once(self._care_as_persons(people)))

    def _care_as_persons(self, people):
        """Return the people as the rule sees them, with one query about who left."""
        ahead = self._care_ahead()
        if ahead and ahead.addresses.keys() >= set(people.ids):
            addresses = ahead.addresses
        else:
            addresses = self._care_find_addresses(people)
        unsubscribed = (
            ahead.unsubscribed
            if ahead
            else self._care_find_unsubscribed(
                address for found in addresses.values() for address in found
            )
        )
        return [
            Person(
                person.id,
                addresses[person.id],
                has_email=bool((person.email or "").strip()),
                archived=not person.active,
                unsubscribed=not unsubscribed.isdisjoint(addresses[person.id]),
            )
            for person in people
        ]

    def _care_role(self, person):
        """Return what a person is for the customer: the position or the type."""
        if person.function:
            return person.function
        if person == self._care_partner():
            return self.env._("Customer") if person.is_company else ""
        types = dict(person._fields["type"]._description_selection(self.env))
        return types.get(person.type, "")

    def _care_say_excluded(self, people, choice):
        """Return ``{id: sentence}`` of those who are left out."""
        names = {person.id: person.name or person.email for person in people}
        return {
            ref: self._care_reason(reason, names.get(choice.twins.get(ref)))
            for ref, reason in choice.excluded.items()
        }

    def _care_reason(self, reason, twin):
        reasons = {
            ARCHIVED: self.env._("Archived"),
            NO_EMAIL: self.env._("No e-mail address"),
            INVALID: self.env._("The e-mail address is not valid"),
            UNSUBSCRIBED: self.env._("Has unsubscribed from e-mails"),
            DUPLICATE: self.env._("Same address as %(person)s", person=twin),
        }
        return reasons[reason]

    def _care_nobody_sentence(self, reasons):
        customer = self._care_partner().display_name
        if UNSUBSCRIBED in reasons:
            return self.env._(
                "%(customer)s has unsubscribed from e-mails: call instead, or ask"
                " for another address.",
                customer=customer,
            )
        if INVALID in reasons:
            return self.env._(
                "The e-mail address of %(customer)s is not valid: correct it at the"
                " customer or at one of its contacts, then send again.",
                customer=customer,
            )
        return self.env._(
            "%(customer)s has no e-mail address: add one to the customer or"
            " to one of its contacts, then send again.",
            customer=customer,
        )
