from odoo import fields, models
from odoo.exceptions import UserError


class AigSalesPlan(models.Model):
    """From draft to approved, adjusted and closed (A01, A18)."""

    _inherit = "aig.sales.plan"  # pylint: disable=consider-merging-classes-inherited

    def action_submit(self):
        """Hand the plan in for approval.

        :return: on the screen, where something is missing, what leads there
        :raises UserError: when it is no draft or lacks something (A02)
        """
        self._check_state("draft")
        on_screen = self.env.context.get("aig_show_missing") and len(self) == 1
        if on_screen and (message := self._get_missing_message()):
            return self._prepare_missing_action(message)
        self._check_complete()
        self._move(state="submitted", submitted_date=fields.Datetime.now())
        self._ask_approval()
        self._close_reminders()
        return True

    def action_approve(self):
        """Approve submitted plans: from now on their figures are frozen.

        :raises AccessError: for a salesperson, and for one's own plan unless
            one is a director
        """
        self._approve()
        return True

    def action_send_back(self):
        """Take one's own plan back; ask a manager what the salesperson shall change."""
        self._check_state("submitted")
        if self.user_id == self.env.user:
            self._send_back()
            return True
        self._check_approver()
        return self._prepare_decision_action("send_back")

    def action_revise(self, reason=None, kind="quarter", month=None):
        """Adjust an approved plan: keep what was approved, open the next revision.

        The approved figures go, unchangeable, into a row of the history (A18).

        :param reason: why; the button on the screen asks for it
        :param kind: ``month``, ``quarter`` or ``year``
        :param month: of the quarter, ``"1"`` to ``"3"``, for the kind ``month``
        :raises UserError: when the plan is not approved, or the month is over
        """
        self._check_state("approved")
        self._check_adjustable(kind, month)
        self.env["aig.sales.plan.revision"]._keep(
            self, reason=reason, kind=kind, month=month
        )
        for plan in self:
            plan._move(
                state="draft",
                revision=plan.revision + 1,
                submitted_date=False,
                approved_by_id=False,
                approved_date=False,
            )
        return True

    def action_close(self):
        """Close approved plans: the quarter is over, nothing changes any more."""
        self._check_state("approved")
        self._check_approver()
        self._move(state="closed")
        return True

    def action_open_lines(self):
        """Open the customers of this plan as the list everything starts from."""
        return self.env["ir.actions.act_window"]._aig_open_for(
            "aig_sales_plan.aig_sales_plan_line_action_plan", self
        )

    def _move(self, **vals):
        """Set what only the workflow sets; the caller has checked the step."""
        # back to the salesperson: who went through the plan does so again
        if vals.get("state") == "draft":
            vals["reviewed_date"] = False
        # guarded against typing: written as superuser, after _check_state has asked
        # for the right to write
        self.sudo().write(vals)

    def _check_state(self, expected):
        """Refuse an action whose moment has passed, say what the state is."""
        self.check_access("write")
        self._lock_for_decision()
        labels = dict(self._fields["state"]._description_selection(self.env))
        for plan in self:
            if plan.state != expected:
                raise UserError(
                    self.env._(
                        "%(plan)s is “%(state)s”; this is possible only while it is "
                        "“%(expected)s”.",
                        plan=plan.display_name,
                        state=labels[plan.state],
                        expected=labels[expected],
                    )
                )
