import logging
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError

#: More customers than a person should wait for: the job moves them within minutes.
AT_ONCE = 1000

_logger = logging.getLogger(__name__)


class AigTerritoryRehearsal(models.Model):
    """Activating a rehearsal on its day, and undoing it within that day."""

    _inherit = "aig.territory.rehearsal"  # pylint: disable=consider-merging-classes-inherited

    def action_activate(self):
        """Move the customers now, or on the date if that is still to come.

        Very many are moved by the job, which begins at once.
        """
        self.ensure_one()
        self._lock_for_change()
        self._check_state("draft")
        self._check_may_activate()
        today = self.company_id._aig_today()
        if self.date and self.date < today:
            raise UserError(
                self.env._(
                    "%(day)s is over: choose today or a later activation date.",
                    day=fields.Date.to_string(self.date),
                )
            )
        # sudo: who may activate was checked; nobody types the state.
        self.sudo().write({"activator_id": self.env.uid, "date": self.date or today})
        if self.date > today or self.line_count > AT_ONCE:
            self.sudo().state = "scheduled"  # sudo: as above
            start = self.company_id._aig_day_start_utc(self.date)
            self._activation_cron()._trigger(at=max(start, fields.Datetime.now()))
            return True
        self._activate()
        return True

    def action_undo(self):
        """Take everything back, on the day of the activation only."""
        self.ensure_one()
        self._lock_for_change()
        self._check_state("active")
        self._check_may_activate()
        if self.activated_on != self.company_id._aig_today():
            raise UserError(
                self.env._(
                    "%(name)s was activated on %(day)s and can be undone on that day "
                    "only: make a new rehearsal for what should change.",
                    name=self.name,
                    day=fields.Date.to_string(self.activated_on),
                )
            )
        self.line_ids._move_back()
        self._restore_rules()
        self.sudo().state = "undone"  # sudo: nobody types the state.
        return True

    def action_cancel(self):
        """Give the draft up."""
        self._lock_for_change()
        self._check_state("draft", "scheduled")
        self.sudo().state = "cancelled"  # sudo: nobody types the state.
        return True

    def action_draft(self):
        """Work on it again."""
        self._lock_for_change()
        self._check_state("scheduled", "cancelled")
        self.sudo().state = "draft"  # sudo: nobody types the state.
        return True

    def _lock_for_change(self):
        """Two people at once: the second waits for nothing, and is told so."""
        self.check_access("write")
        try:
            self.lock_for_update()
        except LockError as error:
            raise LockError(
                self.env._(
                    "Somebody else is changing this rehearsal right now: look at it "
                    "again in a moment."
                )
            ) from error
        self.invalidate_recordset(["state", "date", "activated_on"])

    def _check_may_activate(self):
        """Every move within what the person may move; rules by directors only."""
        if self.env.user._aig_moves_freely(by_manager=True):
            return
        if self.rule_ids:
            raise UserError(
                self.env._(
                    "%(name)s has rules of its own, and directors alone put rules in "
                    "force: ask a director to activate it, or remove the rules.",
                    name=self.name,
                )
            )
        self.line_ids.filtered("moves")._check_may_move()

    def _activate(self):
        """Move customers, hand over their open business, put the rules in force.

        All or nothing: whatever fails leaves everything as it was.
        """
        self.ensure_one()
        self._refresh_split()
        self.line_ids._move()
        self._replace_rules()
        # sudo: nobody types the state.
        self.sudo().write(
            {"state": "active", "activated_on": self.company_id._aig_today()}
        )
        self._message_log(
            body=self.env._(
                "%(moved)s customers moved, %(changed)s had been changed meanwhile "
                "and stay.",
                moved=self.line_count - self.changed_count,
                changed=self.changed_count,
            )
        )

    def _replace_rules(self):
        """The drafts become the rules in force, if there are any."""
        if not self.rule_ids:
            return
        # sudo: the right to activate was checked.
        rules = self.env["aig.territory.rule"].sudo()
        old = rules.search(rules._domain_in_force())
        old.write({"active": False, "replaced_rehearsal_id": self.id})
        rules.create(
            [
                {**vals, "rehearsal_id": False, "source_rehearsal_id": self.id}
                for vals in self.rule_ids.copy_data()
            ]
        )

    def _restore_rules(self):
        # sudo: the right to undo was checked.
        rules = self.env["aig.territory.rule"].sudo().with_context(active_test=False)
        rules.search([("source_rehearsal_id", "=", self.id)]).active = False
        rules.search([("replaced_rehearsal_id", "=", self.id)]).write(
            {"active": True, "replaced_rehearsal_id": False}
        )

    @api.model
    def _activation_cron(self):
        # sudo: the job belongs to the system.
        return self.env.ref("aig_territory.ir_cron_aig_territory_rehearsal").sudo()

    @api.model
    def _cron_activate(self):
        """Activate what is due, each rehearsal for itself."""
        scheduled = self.search([("state", "=", "scheduled")], order="date, id")
        due = scheduled.filtered(lambda r: r.date <= r.company_id._aig_today())
        crons = self.env["ir.cron"]
        crons._commit_progress(remaining=len(due))
        for rehearsal in due:
            rehearsal._activate_scheduled()
            crons._commit_progress(1)

    def _activate_scheduled(self):
        """Activate in the name of whoever scheduled it, or tell why it failed."""
        mine = self.with_user(self.activator_id).with_company(self.company_id)
        try:
            with self.env.cr.savepoint():
                mine._lock_for_change()
                mine._check_state("scheduled")
                mine._check_may_activate()
                mine._activate()
                self.env.flush_all()
        except (LockError, OperationalError):
            # Somebody is at work on one of the records: later, and all of it again.
            _logger.info("Rehearsal %s waits for locked records", self.id)
            later = fields.Datetime.now() + timedelta(minutes=5)
            self._activation_cron()._trigger(at=later)
        except UserError as error:
            self._tell_failure(str(error))
        except Exception:
            _logger.warning("Rehearsal %s was not activated", self.id, exc_info=True)
            self._tell_failure(
                self.env._("an error that the administrator finds in the log.")
            )

    def _tell_failure(self, reason):
        """Back to draft, with a word to its owner."""
        self.env.invalidate_all(flush=False)
        self.state = "draft"
        owner = self.user_id
        record = self.with_context(lang=owner.lang)
        body = record.env._(
            "Nobody was moved, because this failed: %(reason)s", reason=reason
        )
        record.message_post(body=body, partner_ids=owner.partner_id.ids)
        record.activity_schedule(
            "mail.mail_activity_data_todo",
            user_id=owner.id,
            summary=record.env._("Rehearsal not activated"),
            note=body,
        )
