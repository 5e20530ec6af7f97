from odoo import fields, models


class IrUiView(models.Model):
    """Two more ways to look at positions."""

    _inherit = "ir.ui.view"

    type = fields.Selection(
        selection_add=[("aig_map", "Map"), ("aig_availability", "Availability")]
    )

    def _get_view_info(self):
        return super()._get_view_info() | {
            "aig_map": {"icon": "fa fa-map-o"},
            "aig_availability": {"icon": "fa fa-th"},
        }
