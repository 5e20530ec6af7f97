from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class CrmLead(models.Model):
    _inherit = "crm.lead"

    aig_lacks_next_step = fields.Boolean(
        string="Without Next Step",
        compute="_compute_aig_lacks_next_step",
        search="_search_aig_lacks_next_step",
        help="An open deal of a sales customer for which nothing is planned from"
        " today on.",
    )

    @api.depends(
        "activity_ids.date_deadline",
        "active",
        "aig_territory_id",
        "type",
        "won_status",
    )
    def _compute_aig_lacks_next_step(self):
        # sudo: a colleague's next step counts, whoever looks
        planned = self.sudo().search(
            Domain("id", "in", self.ids) & self._aig_planned_domain()
        )
        for lead in self:
            is_open = (
                lead.type == "opportunity"
                and lead.active
                and lead.won_status == "pending"
                and lead.aig_territory_id
            )
            lead.aig_lacks_next_step = is_open and lead._origin not in planned

    def _search_aig_lacks_next_step(self, operator, value):
        if operator != "in":
            return NotImplemented
        lacking = (
            Domain("type", "=", "opportunity")
            & Domain("active", "=", True)
            & Domain("won_status", "=", "pending")
            & Domain("aig_territory_id", "!=", False)
            & ~self._aig_planned_domain()
        )
        domain = Domain.FALSE
        if True in value:
            domain |= lacking
        if False in value:
            domain |= ~lacking
        return domain

    @api.model
    def _aig_planned_domain(self):
        # any!: as in the compute, whose activity it is does not matter
        today = self.env.company._aig_today()
        return Domain("activity_ids", "any!", [("date_deadline", ">=", today)])

    def action_aig_contact(self):
        """Ask what came of a call, meeting or visit about this deal (S34).

        :raises UserError: the deal has no customer yet
        """
        self.ensure_one()
        if not self.partner_id:
            raise UserError(self.env._("Choose the customer of this deal first."))
        return self.env["aig.care.contact"]._aig_open(self.partner_id, self)
