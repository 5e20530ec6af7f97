from odoo import models
from odoo.exceptions import LockError, UserError
from odoo.tools import SQL

#: In the context of rows whose plan is held already; nobody can send it from outside.
HELD = object()


class AigSalesPlan(models.Model):
    """Two people at one plan: one wins, the other is told (ADR 12)."""

    _inherit = "aig.sales.plan"  # pylint: disable=consider-merging-classes-inherited

    def _lock_for_decision(self):
        """Hold the plans whose state is about to move; wait for nobody.

        :raises LockError: one sentence, when somebody else is at work on a plan
        """
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise LockError(
                self.env._(
                    "Somebody else is changing this plan right now: look at it again "
                    "in a moment, then decide."
                )
            ) from error

    def _lock_for_figures(self):
        """Hold the plans whose figures are about to change, in one query.

        Waits for whoever decides on them. When that one was faster the database
        refuses, the server runs the request again, and it meets the new state.
        """
        if self.ids:
            self.env.execute_query(
                SQL(
                    "SELECT id FROM aig_sales_plan WHERE id IN %s"
                    " ORDER BY id FOR NO KEY UPDATE",
                    tuple(self.ids),
                )
            )

    def _check_open(self):
        """Let figures of drafts change, and nobody else meanwhile.

        :raises UserError: for a plan that was handed in
        """
        # sudo: who may write a row may not always read its plan (a stand-in)
        plans = self.sudo()
        plans._lock_for_figures()
        for plan in plans:
            if plan.state != "draft":
                raise UserError(
                    self.env._(
                        "%(plan)s has been handed in, its figures are frozen: send it "
                        "back or adjust it first.",
                        plan=plan.display_name,
                    )
                )
        plans._reset_review()


class AigSalesPlanLine(models.Model):
    """Figures of a plan that was handed in do not change."""

    _inherit = "aig.sales.plan.line"  # pylint: disable=consider-merging-classes-inherited

    def _check_plan_open(self):
        """Ask the plans once, before figures change (see ``_check_open``)."""
        if self.env.context.get("aig_plan_held") is not HELD:
            self.plan_id._check_open()

    def _hold_plans(self):
        """For many writes in one go: ask the plans now, and not once for each row.

        :return: the rows, to be written
        """
        self._check_plan_open()
        return self.with_context(aig_plan_held=HELD)
