from odoo import models


class IrRule(models.Model):
    _inherit = "ir.rule"

    def _compute_domain_context_values(self):
        """Evaluate rules anew each day of the company.

        The ids of visible territories are baked into the rules; a membership that
        begins or ends by its date must count from midnight without anybody's help.
        """
        yield from super()._compute_domain_context_values()
        yield self.env.company._aig_today()
