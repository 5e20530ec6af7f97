from odoo import models


class AigCareLog(models.Model):
    _inherit = "aig.care.log"

    # Read by: My Day, for the answers that wait
    _replied_idx = models.Index("(user_id, date) WHERE evidence = 'replied'")
