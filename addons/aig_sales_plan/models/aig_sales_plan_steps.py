from dataclasses import dataclass, field

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.steps import completeness

#: In the order in which a plan is made; a step nobody asks for is not shown.
STEPS = (
    "customers",
    "debt",
    "renewals",
    "development",
    "stretch",
    "pricing",
    "cash_flow",
    "study",
    "review",
)
#: Of each step the meter shows so many things; the others follow when these are done.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a complete plan lacks, and the action that opens it (A02).

    The action is a window action, or ``{"type": "object", "name": ...}`` with
    ``res_model`` and ``res_id``: a button that does it. Without one, the sentence is
    no link.
    """

    sentence: str
    action: dict = field(default_factory=dict)


class AigSalesPlan(models.Model):
    """What a plan needs before it can be submitted (A02)."""

    _inherit = "aig.sales.plan"  # pylint: disable=consider-merging-classes-inherited

    reviewed_date = fields.Datetime(
        "Gone through",
        readonly=True,
        copy=False,
        help="When somebody last went through the whole plan. A figure that changes "
        "empties it.",
    )
    completeness = fields.Integer(
        "Complete (%)",
        compute="_compute_steps",
        aggregator=None,
        help="Steps that are done, of all that the plan needs before it is submitted.",
    )
    step_meter = fields.Json("Steps", compute="_compute_steps")

    @api.depends("state", "reviewed_date", "line_ids")
    @api.depends_context("lang")
    def _compute_steps(self):
        """Of drafts as they are saved; whatever was submitted was complete."""
        for plan in self:
            saved = plan._origin
            steps = saved._get_steps() if saved.state == "draft" else []
            plan.step_meter = steps
            done = (step["done"] for step in steps)
            plan.completeness = completeness(done) if saved else 0

    def _get_steps(self):
        """The steps of a plan, in order, as the meter draws them."""
        labels = self._get_step_labels()
        return [
            {
                "name": step,
                "label": labels.get(step, step),
                "done": not missing,
                "missing": [
                    {"sentence": item.sentence, "action": item.action}
                    for item in missing[:SHOWN]
                ],
                "more": max(len(missing) - SHOWN, 0),
            }
            for step, missing in self._get_ordered_missing().items()
        ]

    @api.model
    def _get_step_labels(self):
        return {
            "customers": self.env._("Customers"),
            "debt": self.env._("Debt"),
            "renewals": self.env._("Renewals"),
            "development": self.env._("Development sales"),
            "stretch": self.env._("Stretch sales"),
            "pricing": self.env._("Pricing"),
            "cash_flow": self.env._("Cash flow"),
            "study": self.env._("Customer study"),
            "review": self.env._("Review"),
        }

    def _get_ordered_missing(self):
        """``_get_missing`` in the order of the steps, unknown ones last."""
        missing = self._get_missing()
        known = [step for step in STEPS if step in missing]
        return {step: missing[step] for step in [*known, *(missing.keys() - known)]}

    def _get_missing(self):
        """What the plan lacks, by step; a step with an empty list is done.

        A subject adds its own step by overriding this.

        :return: dict of step name to list of :class:`Missing`
        """
        self.ensure_one()
        return {
            "customers": self._get_missing_customers(),
            "stretch": self._get_missing_stretch(),
            "review": self._get_missing_review(),
        }

    def _get_missing_customers(self):
        if self.line_ids:
            return []
        sentence = self.env._(
            "%(plan)s has no customer yet: add at least one before you submit it.",
            plan=self.display_name,
        )
        new_line = {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": "aig.sales.plan.line",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_plan_id": self.id},
        }
        return [Missing(sentence, new_line)]

    def _get_missing_stretch(self):
        return [
            Missing(
                self.env._(
                    "%(customer)s has a multiplier but no expected sales: type what "
                    "you expect, or 1 as the multiplier.",
                    customer=line.partner_id.display_name,
                ),
                line.action_open_line(),
            )
            for line in self.line_ids
            if line.expectation_multiplier != 1 and not line.expected_revenue
        ]

    def _get_missing_review(self):
        if self.reviewed_date:
            return []
        return [
            Missing(
                self.env._("Read the whole plan once more: I have gone through it."),
                {
                    "type": "object",
                    "name": "action_review",
                    "res_model": self._name,
                    "res_id": self.id,
                },
            )
        ]

    def action_review(self):
        """Say that one has gone through the whole plan (A02)."""
        self._check_state("draft")
        self._move(reviewed_date=fields.Datetime.now())
        return True

    def _reset_review(self):
        """A figure has changed: whoever went through the plan saw another one."""
        if reviewed := self.filtered("reviewed_date"):
            reviewed._move(reviewed_date=False)

    def _check_complete(self):
        """Refuse plans that lack something, with all of it in one message (A02).

        :raises UserError: one line for each thing that is missing
        """
        for plan in self:
            if message := plan._get_missing_message():
                raise UserError(message)

    def _get_missing_message(self):
        """All that a plan lacks, one line for each; empty when it is complete."""
        sentences = [
            item.sentence
            for missing in self._get_ordered_missing().values()
            for item in missing
        ]
        if not sentences:
            return ""
        title = self.env._("%(plan)s is not complete yet:", plan=self.display_name)
        return "\n".join([title, *(f"- {sentence}" for sentence in sentences)])

    def _prepare_missing_action(self, message):
        """For the screen: say what is missing and go to the meter's links."""
        return {
            "type": "ir.actions.client",
            "tag": "aig_sales_plan_show_missing",
            "params": {"message": message},
        }
