from odoo import api, fields, models

from ..tools.time_saved import Effort


class AigTaskEffort(models.Model):
    """What a task takes: steps of the sources' path, and actions in this system (A57).

    The actions are measured by the tests in a browser, which fail when they differ
    from what stands here: nobody types them.
    """

    _name = "aig.task.effort"
    _description = "Effort of a Task"
    _inherit = ["aig.guard.mixin"]
    _order = "sequence, id"

    sequence = fields.Integer()
    name = fields.Char(string="Task", required=True, translate=True)
    counted = fields.Selection(
        [
            ("voucher", "Vouchers Sent"),
            ("product", "Product Updates Sent"),
            ("article", "4E Articles Sent"),
            ("contact", "Calls, Meetings and Visits"),
        ],
        string="Counted By",
        required=True,
        readonly=True,
        help="What is counted to know how often the task was done.",
    )
    has_before = fields.Boolean(
        string="Path Is Known",
        help="Unticked: nobody has told how many steps it took before, and no time is "
        "saved by it.",
    )
    steps_before = fields.Integer(
        aggregator=None,
        help="Steps of the path that the sources describe.",
    )
    path_before = fields.Text(translate=True)
    actions_now = fields.Integer(
        required=True,
        readonly=True,
        aggregator=None,
        help="Clicks, taps and typed fields from the first page to the end of the "
        "task, measured in a browser.",
    )
    steps_saved = fields.Integer(compute="_compute_steps_saved", aggregator=None)

    _counted_uniq = models.UniqueIndex(
        "(counted)", "What is counted for this task is counted already."
    )
    _steps_check = models.Constraint(
        "CHECK (steps_before >= 0 AND actions_now > 0)",
        "A task takes one action or more.",
    )

    @api.depends("has_before", "steps_before", "actions_now")
    def _compute_steps_saved(self):
        for task in self:
            task.steps_saved = task._as_effort().saved or 0

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"counted", "actions_now"}

    def _as_effort(self):
        """The pure value of this task, see ``tools/time_saved.py``."""
        self.ensure_one()
        return Effort(self.steps_before if self.has_before else None, self.actions_now)
