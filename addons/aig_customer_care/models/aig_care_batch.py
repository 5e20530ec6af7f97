from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

#: Counts of a batch, by the result of its lines.
COUNTS = {
    "waiting": "waiting_count",
    "queued": "queued_count",
    "sent": "sent_count",
    "failed": "failed_count",
    "skipped": "skipped_count",
}
#: Changed by the buttons and the job.
SYSTEM_FIELDS = {
    "approved_by_id",
    "company_id",
    "line_ids",
    "res_model",
    "state",
    "territory_id",
    "user_id",
}
#: Mails that a salesperson sends in a day without asking; a system parameter says else.
LIMIT_PARAMETER = "aig_customer_care.batch_limit"
LIMIT = 200


class AigCareBatch(models.Model):
    """Documents sent to many customers at once, each mail personal (A35, A36).

    A job hands the mails to the queue. What it did is written on the lines in the
    transaction of the mail, so that a job that was killed goes on where it was and
    nobody gets a mail twice.
    """

    _name = "aig.care.batch"
    _description = "Sending to Many"
    _inherit = ["aig.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"

    name = fields.Char(required=True)
    res_model = fields.Char(string="Document Model", required=True, readonly=True)
    # Read by: the territory rule's own-row branch
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.user,
    )
    # Read by: the territory rule
    territory_id = fields.Many2one(
        "aig.territory",
        compute="_compute_territory_id",
        store=True,
        index=True,
        help="The salesperson's territory when the sending was made.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("approval", "Waiting for Approval"),
            ("running", "Being Sent"),
            ("stopped", "Stopped"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
    )
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    line_ids = fields.One2many("aig.care.batch.line", "batch_id", readonly=True)
    line_count = fields.Integer(string="Customers", compute="_compute_counts")
    waiting_count = fields.Integer(string="Waiting", compute="_compute_counts")
    queued_count = fields.Integer(string="Queued", compute="_compute_counts")
    sent_count = fields.Integer(string="Sent", compute="_compute_counts")
    failed_count = fields.Integer(string="Failed", compute="_compute_counts")
    skipped_count = fields.Integer(string="Left Out", compute="_compute_counts")
    progress = fields.Float(
        compute="_compute_counts",
        help="Share of the mails that left, failed or were left out, in percent.",
    )

    @api.depends("user_id")
    def _compute_territory_id(self):
        homes = self.user_id._aig_home_territories()
        for batch in self:
            batch.territory_id = batch.territory_id or homes.get(
                batch.user_id._origin.id
            )

    @api.depends("line_ids.result")
    def _compute_counts(self):
        groups = self.env["aig.care.batch.line"]._read_group(
            [("batch_id", "in", self.ids)], ["batch_id", "result"], ["__count"]
        )
        counts = {(batch.id, result): count for batch, result, count in groups}
        for batch in self:
            total = open_count = 0
            for result, name in COUNTS.items():
                count = counts.get((batch._origin.id, result), 0)
                batch[name] = count
                total += count
                open_count += count if result in ("waiting", "queued") else 0
            batch.line_count = total
            batch.progress = 100 * (total - open_count) / total if total else 0

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | SYSTEM_FIELDS

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        if any(batch.state not in ("draft", "approval") for batch in self):
            raise UserError(
                self.env._(
                    "What was sent stays on record: a sending cannot be deleted."
                )
            )

    def action_send(self):
        """Begin; a large sending of a salesperson waits for a manager.

        :raises UserError: there is nobody to send to, or it was begun already
        """
        self.ensure_one()
        self._lock_in_state("draft")
        if not self.waiting_count:
            raise UserError(
                self.env._("None of the chosen documents can be sent: see the reasons.")
            )
        if self._needs_approval():
            self._move("approval")
            self._ask_approval()
            return True
        self._begin()
        return True

    def action_approve(self):
        """Let a large sending begin.

        :raises AccessError: for its own salesperson, and who is no manager there
        """
        self.ensure_one()
        self._lock_in_state("approval")
        if not self._may_approve():
            raise AccessError(
                self.env._("Only a manager of the territory may approve a sending.")
            )
        # sudo: who may approve was checked; nobody types these
        self.sudo().approved_by_id = self.env.user
        self.activity_feedback(["mail.mail_activity_data_todo"])
        self._begin()
        return True

    def action_stop(self):
        """Stop: what is not with the queue yet stays where it is."""
        self.ensure_one()
        self._lock_in_state("running")
        self._move("stopped")
        return True

    def action_go_on(self):
        """Go on where it was stopped."""
        self.ensure_one()
        self._lock_in_state("stopped")
        self._begin()
        return True

    def action_view_lines(self):
        """Open the lines, those that failed first in sight."""
        self.ensure_one()
        return {
            "name": self.name,
            "type": "ir.actions.act_window",
            "res_model": "aig.care.batch.line",
            "views": [(False, "list")],
            "domain": [("batch_id", "=", self.id)],
            "context": {"search_default_failed": 1},
        }

    def _begin(self):
        self._move("running")
        self._get_cron()._trigger()

    def _move(self, state):
        # sudo: states are moved by the buttons, which checked who presses
        self.sudo().state = state

    def _lock_in_state(self, state):
        """Two people at once: the second sees what the first has done."""
        self.check_access("write")
        self.lock_for_update()
        self.invalidate_recordset(["state"])
        if self.state != state:
            raise UserError(
                self.env._("Somebody was faster: load the page again to see the state.")
            )

    @api.model
    def _get_limit(self):
        # sudo: salespeople read no system parameters
        parameters = self.env["ir.config_parameter"].sudo()
        return int(parameters.get_param(LIMIT_PARAMETER, LIMIT))

    def _may_approve(self):
        user = self.env.user
        return user.has_group("aig_base.group_director") or (
            user.has_group("aig_base.group_sales_manager")
            and user in self._get_managers()
        )

    def _ask_approval(self):
        for manager in self._get_managers()[:1]:
            theirs = self.with_context(lang=manager.lang).env
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=manager.id,
                summary=theirs._(
                    "Approve a sending to %(count)s customers", count=self.waiting_count
                ),
            )

    def _get_managers(self):
        """Those who decide in the sending's territory, the nearest first."""
        # sudo: who manages what is technical knowledge
        managers = self.sudo().territory_id._managers_above()
        return managers.get(self.territory_id, self.env["res.users"])

    @api.model
    def _get_cron(self):
        # sudo: the job belongs to the system
        return self.env.ref("aig_customer_care.ir_cron_aig_care_batch").sudo()
