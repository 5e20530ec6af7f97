from odoo import models
from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

from .account_move import CUSTOMER_TYPES


class ResUsers(models.Model):
    """Whose past people read because the customer is theirs today."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    def _aig_past_domain(self, territory, customer, later):
        """What a group rule of reading adds to closed documents (G07).

        Core lets salespeople read their own documents only. Those of the customers
        they have today are added, whoever made them; documents of customers who left
        are not.

        :param str territory: path to the document's own territory
        :param str customer: path to its commercial customer
        :param str later: path to the territory the customer has moved to since
        :return: a domain in prefix notation, one complete term
        """
        self.ensure_one()

        def past(territories):
            stayed = ("&", (later, "=", False), (territory, "in", territories.ids))
            return ["|", (later, "in", territories.ids), *stayed]

        domain = past(self.aig_territory_ids)
        for giver, customer_ids in self._aig_entrusted_customers():
            theirs = past(giver.aig_own_territory_ids)
            domain = ["|", *domain, "&", (customer, "in", customer_ids), *theirs]
        return domain

    def _aig_other_entries(self):
        """Entries that are no customer's invoices, as far as the user reads any.

        What the user's group rules never show need not be allowed by the global one:
        beside "vendor bills, or of my territories" no index finds the few invoices of
        a salesperson, and all entries would be read.

        :return: one term of a domain, or an empty list
        """
        self.ensure_one()
        others = Domain("move_type", "not in", CUSTOMER_TYPES)
        moves, rules = self.env["account.move"], self.env["ir.rule"].with_user(self)
        context = rules._eval_context()
        # sudo: rules are read by administrators only.
        found = rules._get_rules(moves._name).sudo().filtered("groups")
        domains = [Domain(safe_eval(rule.domain_force, context)) for rule in found]
        if found and all((one & others).optimize(moves).is_false() for one in domains):
            return []
        return list(others)
