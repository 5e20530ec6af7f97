from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    aig_one_territory_per_person = fields.Boolean(
        string="One territory per salesperson",
        help="A person belongs to one territory at a time (G06). Managers may manage "
        "any number of territories either way.",
    )

    @api.model
    def get_values(self):
        values = super().get_values()
        memberships = self.env["aig.territory.membership"]
        several = memberships._are_several_allowed()
        return {**values, "aig_one_territory_per_person": not several}

    def set_values(self):
        result = super().set_values()
        memberships = self.env["aig.territory.membership"]
        memberships._allow_several(not self.aig_one_territory_per_person)
        return result
