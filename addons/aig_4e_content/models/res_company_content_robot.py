from odoo import fields, models


class ResCompany(models.Model):
    """Who is told when somebody's target goes unmet (A55)."""

    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    aig_content_manager_id = fields.Many2one(
        "res.users",
        string="Told of 4E targets behind",
        help="Gets one task when somebody of the department has been behind for the"
        " number of weeks below. Empty: nobody is told.",
    )
    aig_content_escalation_weeks = fields.Integer(
        string="Weeks behind in a row",
        default=2,
        help="After so many weeks that closed behind the manager is told, once."
        " 0: never.",
    )

    _aig_content_escalation_weeks_check = models.Constraint(
        "CHECK (aig_content_escalation_weeks BETWEEN 0 AND 26)",
        "The manager is told after 1 to 26 weeks; 0 means never.",
    )
