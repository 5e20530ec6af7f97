from odoo import api, fields, models
from odoo.tools import groupby

#: Writing one of these may win or lose an opportunity.
CLOSING_FIELDS = {"stage_id", "probability", "active"}
#: What the rules for leads look at.
ADDRESS_FIELDS = {"state_id", "street", "street2", "city", "partner_name"}


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "aig.visible.partner.mixin"]

    aig_territory_id = fields.Many2one(
        "aig.territory",
        string="Territory",
        compute="_compute_aig_territory_id",
        store=True,
        precompute=True,
        readonly=False,
        index=True,
        ondelete="restrict",
        copy=False,
        help="From the customer, else by the rules from the address or the company's "
        "name, else from the salesperson. Won and lost opportunities keep the "
        "territory they had.",
    )

    @api.depends("partner_id.aig_territory_id", "user_id")
    def _compute_aig_territory_id(self):
        homes = self.user_id._aig_home_territories()
        # Address and name are not computed before a lead is inserted, so they are no
        # dependencies: create() and write() look at them again.
        by_rule = self._aig_territories_by_rule()
        for lead in self:
            if lead._origin and lead.won_status != "pending":
                continue
            # Nothing to go by: a lead keeps what it has.
            lead.aig_territory_id = (
                lead.partner_id.aig_territory_id
                or by_rule.get(lead)
                or homes.get(lead.user_id._origin.id)
                or lead.aig_territory_id
            )

    def _aig_territories_by_rule(self):
        """Territory by address or company name, of leads that have none yet.

        A lead is never taken out of its salesperson's sight.
        """
        asked = self.filtered(
            lambda lead: (
                not lead.aig_territory_id
                and (not lead._origin or lead.won_status == "pending")
                and (lead.state_id or lead.city or lead.partner_name)
            )
        )
        matches = self.env["aig.territory.rule"]._match(
            [
                self.env["res.partner"]._aig_customer_of(
                    {
                        "name": lead.partner_name,
                        "state_id": lead.state_id.id,
                        "street": lead.street,
                        "street2": lead.street2,
                        "city": lead.city,
                        "industry_id": lead.partner_id.industry_id.id,
                    }
                )
                for lead in asked
            ]
        )
        territories = self.env["aig.territory"]
        return {
            lead: territories.browse(match.territory_id)
            for lead, match in zip(asked, matches, strict=True)
            if match and lead._aig_stays_in_sight(match.territory_id)
        }

    def _aig_stays_in_sight(self, territory_id):
        """Whether the salesperson, if any, sees a territory."""
        user = self.user_id
        return (
            not user
            or user.aig_sees_all_territories
            or territory_id in user.aig_territory_ids.ids
        )

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        leads._aig_assign_by_rule()
        return leads

    def _aig_assign_by_rule(self):
        """Give open leads without a territory the one that the rules find."""
        by_rule = self._aig_territories_by_rule()
        for territory, pairs in groupby(by_rule.items(), lambda pair: pair[1]):
            leads = self.browse([lead.id for lead, _territory in pairs])
            # sudo: the rules decide, whoever typed the address.
            leads.sudo().aig_territory_id = territory

    @api.depends_context("uid")
    def _compute_potential_lead_duplicates(self):
        super()._compute_potential_lead_duplicates()
        if self.env.uid == api.SUPERUSER_ID:
            return
        for lead in self:
            # Core counts as superuser: others' leads must not even be counted.
            others = (lead.duplicate_lead_ids - lead).sudo(False)
            seen = others._filtered_access("read")
            lead.duplicate_lead_ids = seen + lead
            lead.duplicate_lead_count = len(seen)

    def write(self, vals):
        if "aig_territory_id" in vals and not self.env.su:
            new = self.env["aig.territory"].browse(vals["aig_territory_id"] or ())
            for lead in self:
                self.env.user._aig_check_move(
                    lead.aig_territory_id, new, lead.name, by_manager=False
                )
        if CLOSING_FIELDS & vals.keys():
            # A changed customer must not be overtaken by the closing.
            self._recompute_recordset(["aig_territory_id"])
        result = super().write(vals)
        if ADDRESS_FIELDS & vals.keys():
            self._aig_assign_by_rule()
        return result

    def _prepare_customer_values(self, partner_name, is_company=False, parent_id=False):
        """A customer made from a lead lands in the lead's territory."""
        values = super()._prepare_customer_values(partner_name, is_company, parent_id)
        if not parent_id and self.aig_territory_id:
            values["aig_territory_id"] = self.aig_territory_id.id
        return values
