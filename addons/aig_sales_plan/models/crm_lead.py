from odoo import models


class CrmLead(models.Model):
    """What open deals are expected to bring is read by the month they are due in."""

    _inherit = "crm.lead"

    # read by: the forecast, target figures, proposals of deals for a plan
    _aig_due_idx = models.Index(
        "(date_deadline) WHERE type = 'opportunity' AND active"
        " AND won_status = 'pending'"
    )
