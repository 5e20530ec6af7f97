from odoo import models


class AigCareLog(models.Model):
    """When vouchers were sent."""

    _inherit = "aig.care.log"

    # read by: when the effect of a voucher ends, that of the customer's next one
    _aig_voucher_idx = models.Index(
        "(partner_id, date) WHERE is_counted AND care_type = 'voucher'"
        " AND res_model = 'aig.voucher'"
    )
