from odoo import api, fields, models


class AigContentReminder(models.Model):
    """A person was reminded of a week that closed behind; one row, once (A55)."""

    _name = "aig.content.reminder"
    _description = "4E Reminder"
    _inherit = ["aig.guard.mixin"]
    _order = "week_start desc, id desc"
    _rec_name = "week_start"

    # Read by: own-row rule, the robot
    user_id = fields.Many2one("res.users", string="Person", required=True, index=True)
    company_id = fields.Many2one("res.company", required=True)
    week_start = fields.Date(string="Closed Week From", required=True)
    missed = fields.Integer(string="Missed Posts")
    weeks_in_row = fields.Integer(
        string="Weeks Behind", help="Weeks in a row that closed behind, with this one."
    )
    activity_id = fields.Many2one("mail.activity", string="Task", ondelete="set null")
    manager_id = fields.Many2one("res.users", string="Also Told")
    manager_activity_id = fields.Many2one(
        "mail.activity", string="Manager's Task", ondelete="set null"
    )
    is_open = fields.Boolean(
        string="Not Caught Up", help="What was missed has not been published since."
    )

    _week_uniq = models.UniqueIndex(
        "(user_id, company_id, week_start)", "A person is reminded once of a week."
    )
    # Read by: the robot, to close what has been caught up
    _open_idx = models.Index("(user_id) WHERE is_open")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "user_id",
            "company_id",
            "week_start",
            "missed",
            "weeks_in_row",
            "activity_id",
            "manager_id",
            "manager_activity_id",
            "is_open",
        }

    def _close(self):
        """What was missed has been caught up: the tasks close by themselves."""
        (self.activity_id | self.manager_activity_id).action_archive()
        self.write({"is_open": False})
