from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.ideas import MARKS, score

#: Set when somebody decides, and never typed.
DECISION_FIELDS = {"state", "decided_by_id", "decided_date"}


class AigSalesPlanIdea(models.Model):
    """What somebody would try in a quarter, judged within its plan (A10, A13)."""

    _name = "aig.sales.plan.idea"
    _description = "Sales Plan Idea"
    _inherit = ["aig.guard.mixin"]
    _order = "score desc, id"

    name = fields.Char("Idea", required=True)
    description = fields.Text(help="What is to be done, for whom, and why it works.")
    plan_id = fields.Many2one(
        "aig.sales.plan", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Author",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        help="Whoever had the idea keeps it.",
    )
    salesperson_id = fields.Many2one(
        related="plan_id.user_id", string="Salesperson", store=True, index=True
    )
    territory_id = fields.Many2one(
        related="plan_id.territory_id", store=True, index=True
    )
    period_id = fields.Many2one(related="plan_id.period_id", store=True)
    company_id = fields.Many2one(related="plan_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    impact = fields.Integer(
        required=True,
        default=3,
        aggregator=None,
        help="What it would bring: from 1, very little, to 5, very much.",
    )
    effort = fields.Integer(
        required=True,
        default=3,
        aggregator=None,
        help="What it would take: from 1, very little, to 5, very much.",
    )
    score = fields.Integer(
        compute="_compute_score",
        store=True,
        precompute=True,
        aggregator=None,
        help="Impact x (6 - effort): from 1 to 25. Much for little comes first.",
    )
    budget = fields.Monetary(help="What it would cost.")
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("accepted", "Accepted"),
            ("rejected", "Rejected"),
        ],
        required=True,
        default="proposed",
        readonly=True,
        group_expand=True,
    )
    decided_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    decided_date = fields.Datetime("Decided on", readonly=True, copy=False)
    decision_reason = fields.Text(
        "Reason",
        copy=False,
        help="Why it is accepted or rejected; the author reads it.",
    )

    _marks_check = models.Constraint(
        "CHECK (impact BETWEEN 1 AND 5 AND effort BETWEEN 1 AND 5)",
        "Impact and effort are marks from 1 to 5.",
    )
    _budget_check = models.Constraint(
        "CHECK (budget >= 0)", "A budget cannot be negative: type 0 or more."
    )

    @api.depends("impact", "effort")
    def _compute_score(self):
        for idea in self:
            marks = (idea.impact, idea.effort)
            # a mark that is refused when saved has no score until then
            valid = all(mark in MARKS for mark in marks)
            idea.score = score(*marks) if valid else 0

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | DECISION_FIELDS | {"user_id"}

    @api.model_create_multi
    def create(self, vals_list):
        ideas = super().create(vals_list)
        # whoever reads a plan may add an idea to it, and nobody else
        ideas.plan_id.check_access("read")
        ideas._check_undecided()
        return ideas

    def write(self, vals):
        if not self.env.su:
            self._check_undecided()
        result = super().write(vals)
        if "plan_id" in vals:
            self.plan_id.check_access("read")
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_proposed(self):
        self._check_undecided()

    def _check_undecided(self):
        """What was decided, or belongs to a closed plan, stays as it is."""
        for idea in self:
            if idea.state != "proposed":
                raise UserError(
                    self.env._(
                        "“%(idea)s” has been decided on and stays as it is: propose a "
                        "new idea instead.",
                        idea=idea.name,
                    )
                )
            # sudo: the state of the plan, and nothing else
            if idea.plan_id.sudo().state == "closed":
                raise UserError(
                    self.env._(
                        "%(plan)s is closed: propose the idea in the plan of a later "
                        "quarter.",
                        plan=idea.plan_id.display_name,
                    )
                )

    def action_accept(self):
        """Spend the budget on it; whoever decides on the plan says why (A10)."""
        return self._decide("accepted")

    def action_reject(self):
        """Do something else with the money; whoever decides says why (A10)."""
        return self._decide("rejected")

    def _decide(self, state):
        self._check_undecided()
        self.plan_id._check_approver()
        for idea in self:
            if not (idea.decision_reason or "").strip():
                raise UserError(
                    self.env._(
                        "Type the reason for your decision on “%(idea)s”: its author "
                        "reads it.",
                        idea=idea.name,
                    )
                )
        # sudo: nobody types a decision; who may decide was checked
        self.sudo().write(
            {
                "state": state,
                "decided_by_id": self.env.uid,
                "decided_date": fields.Datetime.now(),
            }
        )
        return True
