import logging
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError
from odoo.fields import Domain

#: Customers between two commits: some seconds, far from the limits of a worker.
BATCH = 500
#: How long to leave alone what somebody else is changing.
PATIENCE = timedelta(minutes=5)

_logger = logging.getLogger(__name__)


class AigTerritoryRehearsal(models.Model):
    """The job: a large split passes in batches, each of them whole or not at all.

    What is done is written on the lines only, in the transaction of the batch. A job
    that was killed therefore goes on exactly where it was.
    """

    _inherit = "aig.territory.rehearsal"  # pylint: disable=consider-merging-classes-inherited

    undoer_id = fields.Many2one(
        "res.users", string="Undone by", readonly=True, copy=False
    )
    failure = fields.Char(
        string="Stopped because",
        readonly=True,
        copy=False,
        help="Why the job stopped halfway. Somebody must say whether it goes on.",
    )

    def write(self, vals):
        if not self.env.su and {"date", "company_id"} & vals.keys():
            # The people of the lines follow the date.
            self._check_state("draft")
        return super().write(vals)

    def action_go_on(self):
        """Let the job go on where it stopped, in the name of who says so."""
        self.ensure_one()
        self._lock_for_change()
        self._check_state("activating", "undoing")
        self._check_may_activate(self._lines_left())
        who = "undoer_id" if self.state == "undoing" else "activator_id"
        # sudo: who may activate was checked; nobody types these.
        self.sudo().write({"failure": False, who: self.env.uid})
        self._activation_cron()._trigger()
        return True

    @api.model
    def _cron_activate(self):
        """Begin what is due, and go on with what was begun, each for itself."""
        due = self.search(self._domain_unfinished()).filtered(lambda r: r._is_due())
        crons = self.env["ir.cron"]
        crons._commit_progress(remaining=sum(len(r._lines_left()) for r in due))
        for rehearsal in due:
            held = set()
            while rehearsal._is_due():
                done = rehearsal._work_on(held)
                seconds = crons._commit_progress(done or 0)
                if done is None:
                    break
                if not seconds:
                    # Core would repeat the job in the same worker, up to ten times:
                    # a run of its own begins anew with the limits of a worker.
                    self._activation_cron()._trigger()
                    crons._commit_progress(remaining=0)
                    return
        crons._commit_progress(remaining=0)

    @api.model
    def _domain_unfinished(self):
        return Domain("state", "in", ("scheduled", "activating", "undoing")) & Domain(
            "failure", "=", False
        )

    def _is_due(self):
        """Whether the job has something to do here now."""
        if self.state == "scheduled":
            return self.date <= self.company_id._aig_today()
        return bool(self.filtered_domain(self._domain_unfinished()))

    def _work_on(self, held):
        """One step in the name of whoever wanted it, or tell why it failed.

        :param set held: ids of lines left for later; those locked are added
        :return: number of customers done; ``None`` if it must wait or stop
        """
        who = self.undoer_id if self.state == "undoing" else self.activator_id
        # The user may have been deleted since; never as superuser.
        mine = self.with_user(who or self.user_id).with_company(self.company_id)
        try:
            with self.env.cr.savepoint():
                mine._lock_for_change()
                done = mine._step(held)
                self.env.flush_all()
                return done
        except (LockError, OperationalError):
            # Somebody is at work on one of the records: later, what is done is done.
            _logger.info("Rehearsal %s waits for locked records", self.id)
            self._activation_cron()._trigger(at=fields.Datetime.now() + PATIENCE)
        except UserError as error:
            self._stop(str(error))
        except Exception:
            _logger.warning("Rehearsal %s stopped", self.id, exc_info=True)
            self._stop(self.env._("an error that the administrator finds in the log."))
        return None

    def _step(self, held):
        """Begin, or pass one batch; the last batch puts the rules in force as well."""
        self._check_state("scheduled", "activating", "undoing")
        if self.state == "scheduled":
            self._check_may_activate()
            self._begin()
            return 0
        lines = self._lines_left(held, limit=BATCH)
        if held and not lines:
            raise LockError(self.env._("The last customers are still being changed."))
        free = lines._with_free_customers()
        held.update((lines - free).ids)
        self._check_may_activate(free)
        if self.state == "undoing":
            free._move_back()
        else:
            free.sudo()._refresh_people()  # sudo: found anew, nobody types them.
            free._move()
        if not self._lines_left(limit=1):
            self._finish()
        return len(free)

    def _stop(self, reason):
        """Tell the owner; with nobody moved it is a draft again."""
        self.env.invalidate_all(flush=False)
        record = self.with_context(lang=self.user_id.lang)
        if self.state == "undoing" or self.moved_count or self.changed_count:
            self.failure = reason
            summary = record.env._("Rehearsal stopped halfway")
            body = record.env._(
                "Stopped while %(moved)s of %(total)s customers are in their new "
                "territory, because this failed: %(reason)s Open the rehearsal and say "
                "how it goes on.",
                moved=self.moved_count,
                total=self.line_count,
                reason=reason,
            )
        else:
            self.state = "draft"
            summary = record.env._("Rehearsal not activated")
            body = record.env._(
                "Nobody was moved, because this failed: %(reason)s", reason=reason
            )
        self.message_post(body=body, partner_ids=self.user_id.partner_id.ids)
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            user_id=self.user_id.id,
            summary=summary,
            note=body,
        )
