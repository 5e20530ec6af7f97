from odoo import api, fields, models

#: Writing one of these may win or lose an opportunity.
CLOSING_FIELDS = {"stage_id", "probability", "active"}


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
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        help="From the customer, else from the salesperson. Won and lost "
        "opportunities keep the territory they had.",
    )

    @api.depends("partner_id.aig_territory_id", "user_id")
    def _compute_aig_territory_id(self):
        homes = self.user_id._aig_home_territories()
        for lead in self:
            if lead._origin and lead.won_status != "pending":
                continue
            # Nothing to go by: a lead keeps what it has.
            lead.aig_territory_id = (
                lead.partner_id.aig_territory_id
                or homes.get(lead.user_id._origin.id)
                or lead.aig_territory_id
            )

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
        return super().write(vals)

    def _prepare_customer_values(self, partner_name, is_company=False, parent_id=False):
        """A customer made from a lead lands in the lead's territory."""
        values = super()._prepare_customer_values(partner_name, is_company, parent_id)
        if not parent_id and self.aig_territory_id:
            values["aig_territory_id"] = self.aig_territory_id.id
        return values
