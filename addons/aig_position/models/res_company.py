from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    aig_hold_length = fields.Integer(string="Length of a Hold", default=2)
    aig_hold_unit = fields.Selection(
        [("days", "Working days"), ("hours", "Hours")],
        string="Unit of a Hold",
        required=True,
        default="days",
    )
    aig_hold_renewals = fields.Integer(string="Times a Hold Is Prolonged", default=1)
    aig_hold_approval = fields.Boolean(string="Managers Approve Holds")

    _aig_hold_check = models.Constraint(
        "CHECK (aig_hold_length BETWEEN 1 AND 2000 AND aig_hold_renewals >= 0)",
        "A hold lasts at least one working day or hour, and at most 2,000.",
    )
