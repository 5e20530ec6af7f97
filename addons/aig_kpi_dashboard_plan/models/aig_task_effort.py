from odoo import fields, models


class AigTaskEffort(models.Model):
    _inherit = "aig.task.effort"

    counted = fields.Selection(
        selection_add=[("plan", "Plans Made")], ondelete={"plan": "cascade"}
    )
