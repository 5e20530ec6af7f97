from odoo import api, models

from ..tools import assignment

#: What the rules look at.
RULE_FIELDS = ("name", "state_id", "street", "street2", "city", "industry_id")


class ResPartner(models.Model):
    """The territory of a new customer: at home, else by rule (G06)."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _aig_assign(self, vals_list):
        """Fill in where new customer companies land.

        Whoever has a home enters customers at home: what one typed must not vanish
        from one's sight. For everybody else the rules decide.

        :param list vals_list: values for ``create()``, changed in place
        :return: list of booleans, whether the territory was filled in
        """
        new = [vals for vals in vals_list if self._aig_wants_territory(vals)]
        if not new:
            return [False] * len(vals_list)
        filled = set()
        home = (
            self.env["aig.territory"] if self.env.su else self._aig_default_territory()
        )
        chosen = [home.id] * len(new) if home else self._aig_assign_by_rule(new)
        for vals, territory_id in zip(new, chosen, strict=True):
            if home and "aig_territory_id" in vals:
                continue  # emptied by hand
            if territory_id:
                vals["aig_territory_id"] = territory_id
                filled.add(id(vals))
        return [id(vals) in filled for vals in vals_list]

    @api.model
    def _aig_wants_territory(self, vals):
        """Whether somebody must choose the territory of a new partner: it is a
        customer company, and neither given a territory nor a vendor."""
        context = self.env.context
        given = {
            name: vals.get(name) or context.get(f"default_{name}")
            for name in ("parent_id", "aig_territory_id", "supplier_rank")
        }
        is_vendor = context.get("res_partner_search_mode") == "supplier"
        if any(given.values()) or is_vendor:
            return False
        is_company = vals.get("is_company", context.get("default_is_company"))
        return vals.get("company_type", "company" if is_company else "") == "company"

    @api.model
    def _aig_assign_by_rule(self, vals_list):
        """Territory ids by rule; none where the user would lose sight of it."""
        matches = self.env["aig.territory.rule"]._match(
            [self._aig_customer_of(self._aig_defaults(vals)) for vals in vals_list]
        )
        ids = [match.territory_id if match else False for match in matches]
        if self.env.su or not any(ids) or self.env.user.aig_sees_all_customers:
            return ids
        seen = set(self.env.user.aig_territory_ids.ids)
        return [territory_id in seen and territory_id for territory_id in ids]

    @api.model
    def _aig_defaults(self, vals):
        """Values with those that the context adds."""
        context = self.env.context
        return {
            name: vals.get(name, context.get(f"default_{name}")) for name in RULE_FIELDS
        }

    @api.model
    def _aig_customer_of(self, vals):
        """What the rules look at, from values as ``create()`` gets them."""
        return assignment.Customer(
            name=assignment.fold(vals["name"] or ""),
            province_id=vals["state_id"] or None,
            places=assignment.address_places(
                vals["street"], vals["street2"], vals["city"]
            ),
            industry_id=vals["industry_id"] or None,
        )

    def _aig_rule_customers(self):
        """What the rules look at, one ``assignment.Customer`` per partner."""
        return [
            self._aig_customer_of(
                {
                    "name": partner.name,
                    "state_id": partner.state_id.id,
                    "street": partner.street,
                    "street2": partner.street2,
                    "city": partner.city,
                    "industry_id": partner.industry_id.id,
                }
            )
            for partner in self
        ]
