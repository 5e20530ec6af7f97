from odoo import fields, models


class IrActionsActWindowView(models.Model):
    """Actions may open the two ways to look at positions."""

    _inherit = "ir.actions.act_window.view"

    view_mode = fields.Selection(
        selection_add=[("aig_map", "Map"), ("aig_availability", "Availability")],
        ondelete={"aig_map": "cascade", "aig_availability": "cascade"},
    )
