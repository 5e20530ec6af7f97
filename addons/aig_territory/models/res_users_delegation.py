from collections import defaultdict

from odoo import fields, models
from odoo.fields import Domain


class ResUsers(models.Model):
    """What people see because they stand in for a colleague."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    aig_delegation_ids = fields.Many2many(
        "aig.territory.delegation",
        string="Stands in today",
        compute="_compute_aig_delegation_ids",
        compute_sudo=True,
        groups="base.group_system",
    )

    def _compute_aig_delegation_ids(self):
        delegations = self.env["aig.territory.delegation"]
        found = dict(
            delegations._read_group(
                delegations._domain_in_force() & Domain("delegate_id", "in", self.ids),
                ["delegate_id"],
                ["id:recordset"],
            )
        )
        for user in self:
            user.aig_delegation_ids = found.get(user._origin, delegations)

    def _aig_entrusted_customers(self):
        """Customers the user looks after by name today.

        :return: pairs of the colleague and the ids of the customers
        """
        self.ensure_one()
        found = defaultdict(set)
        for delegation in self.sudo().aig_delegation_ids:  # sudo: a technical field
            if delegation.partner_ids:
                found[delegation.user_id].update(delegation.partner_ids.ids)
        return [(giver, sorted(ids)) for giver, ids in found.items()]

    def _aig_entrusted_documents(self, territory, owner, customer):
        """What a group rule adds, as a domain in prefix notation.

        Core lets salespeople read their own and unassigned documents only. Whoever
        stands in for a colleague reads the colleague's, of the customers handed over;
        the global rules then say whether the territory is right.

        :param str territory: path to the record's territory
        :param str owner: path to the record's salesperson
        :param str customer: path to the record's commercial customer
        """
        self.ensure_one()
        domain = [(0, "=", 1)]
        for delegation in self.sudo().aig_delegation_ids:  # sudo: a technical field
            giver = delegation.user_id
            if delegation.territory_id:
                ids = giver.aig_own_territory_ids._aig_below(
                    delegation.territory_id.ids
                )
                term = [(territory, "in", ids.ids)]
            else:
                term = [(customer, "in", delegation.partner_ids.ids)]
            if not giver.has_group("sales_team.group_sale_salesman_all_leads"):
                term = ["&", *term, (owner, "=", giver.id)]
            domain = ["|", *domain, *term]
        return domain
