from odoo import api, fields, models
from odoo.exceptions import LockError, UserError
from odoo.fields import Domain

#: More customers than a person should wait for: the job moves them within minutes.
AT_ONCE = 1000


class AigTerritoryRehearsal(models.Model):
    """Activating a rehearsal on its day, and undoing it within that day."""

    _inherit = "aig.territory.rehearsal"  # pylint: disable=consider-merging-classes-inherited

    def action_activate(self):
        """Move the customers now, or on the date if that is still to come.

        Now means all or nothing. Very many are moved by the job, which begins at once
        and works in batches.
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
        """Take back what was moved: all of it on the day of the activation, or as much
        as there is of one that is not complete.

        Very many are moved back by the job. The rules before it are in force at once.
        """
        self.ensure_one()
        self._lock_for_change()
        self._check_state("active", "activating")
        self._check_may_activate()
        if self.state == "active":
            self._check_day_of_undo()
        self._restore_rules()
        # sudo: who may undo was checked; nobody types these.
        self.sudo().write(
            {"state": "undoing", "undoer_id": self.env.uid, "failure": False}
        )
        if self.moved_count > AT_ONCE:
            self._activation_cron()._trigger()
        else:
            self._lines_left()._move_back()
            self._finish()
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
        self.invalidate_recordset(["state", "date", "activated_on", "failure"])

    def _check_may_activate(self, lines=None):
        """Every move within what the person may move; rules by directors only.

        :param lines: those about to pass, all when left out
        """
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
        lines = self.line_ids if lines is None else lines
        lines.filtered("moves")._check_may_move()

    def _check_day_of_undo(self):
        if self.activated_on != self.company_id._aig_today():
            raise UserError(
                self.env._(
                    "%(name)s was activated on %(day)s and can be undone on that day "
                    "only: make a new rehearsal for what should change.",
                    name=self.name,
                    day=fields.Date.to_string(self.activated_on),
                )
            )

    def _activate(self):
        """Move customers, hand over their open business, put the rules in force.

        All or nothing: whatever fails leaves everything as it was.
        """
        self.ensure_one()
        self._begin()
        self._lines_left()._move()
        self._finish()

    def _begin(self):
        """From here on lines stay as they are, and so do the figures of today."""
        self._refresh_split()
        self.sudo().state = "activating"  # sudo: nobody types the state.

    def _finish(self):
        """All customers are where they belong, and so are the rules."""
        if self.state == "undoing":
            self.sudo().state = "undone"  # sudo: nobody types the state.
            return
        self._replace_rules()
        # sudo: nobody types the state.
        self.sudo().write(
            {"state": "active", "activated_on": self.company_id._aig_today()}
        )
        self._message_log(
            body=self.env._(
                "%(moved)s customers moved, %(changed)s had been changed meanwhile "
                "and stay.",
                moved=self.moved_count,
                changed=self.changed_count,
            )
        )

    def _lines_left(self, held=(), limit=None):
        """Lines still to pass, or to pass back; their state is the only mark of it.

        Sorted by where they go: customers are written in groups.
        """
        state, target = (
            ("moved", "old_territory_id")
            if self.state == "undoing"
            else ("pending", "new_territory_id")
        )
        return self.env["aig.territory.rehearsal.line"].search(
            Domain("rehearsal_id", "=", self.id)
            & Domain("moves", "=", True)
            & Domain("state", "=", state)
            & Domain("id", "not in", held),
            order=f"{target}, id",
            limit=limit,
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
