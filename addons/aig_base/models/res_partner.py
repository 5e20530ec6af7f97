from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def write(self, vals):
        result = super().write(vals)
        if "tz" in vals:
            # The time zone of a company's partner decides what "today" is.
            self.env.registry.clear_cache()
        return result
