from odoo import api, fields, models

POLICIES = [("off", "Allow"), ("warn", "Warn"), ("block", "Block")]


class ResCompany(models.Model):
    _inherit = "res.company"

    aig_care_quiet_policy = fields.Selection(
        POLICIES, string="In Quiet Times", required=True, default="off"
    )
    aig_care_quiet_from = fields.Float(string="Quiet From", default=20.0)
    aig_care_quiet_to = fields.Float(string="Quiet Until", default=7.5)
    aig_care_quiet_weekend = fields.Selection(
        [("none", "None"), ("sunday", "Sundays"), ("weekend", "Saturdays and Sundays")],
        string="Quiet Weekdays",
        required=True,
        default="sunday",
    )
    aig_care_purpose_policy = fields.Selection(
        POLICIES, string="Same Purpose Again", required=True, default="warn"
    )
    aig_care_override = fields.Selection(
        [("nobody", "Nobody"), ("managers", "Managers, with a reason")],
        string="Who May Send Nevertheless",
        required=True,
        default="managers",
    )

    _aig_care_quiet_hours = models.Constraint(
        "CHECK (aig_care_quiet_from >= 0 AND aig_care_quiet_from < 24"
        " AND aig_care_quiet_to >= 0 AND aig_care_quiet_to < 24)",
        "Quiet hours lie between 00:00 and 23:59.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        self.env["aig.care.quiet.day"]._create_holidays(companies)
        return companies
