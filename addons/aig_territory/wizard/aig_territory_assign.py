from odoo import fields, models


class AigTerritoryAssign(models.TransientModel):
    """Takes the chosen customers to one territory."""

    _name = "aig.territory.assign"
    _description = "Set Territory"

    partner_ids = fields.Many2many(
        "res.partner",
        string="Customers",
        required=True,
        default=lambda self: self._default_partner_ids(),
    )
    territory_id = fields.Many2one("aig.territory", required=True, ondelete="cascade")

    def _default_partner_ids(self):
        if self.env.context.get("active_model") != "res.partner":
            return False
        partners = self.env["res.partner"].browse(self.env.context.get("active_ids"))
        # Contacts follow their customer.
        return partners.filtered(lambda p: not p._aig_follows_parent())

    def action_assign(self):
        """Move the customers, as far as the person may."""
        self.ensure_one()
        self.partner_ids.write({"aig_territory_id": self.territory_id.id})
        return {"type": "ir.actions.act_window_close"}
