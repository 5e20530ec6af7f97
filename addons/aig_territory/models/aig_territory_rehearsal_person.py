from odoo import api, fields, models
from odoo.tools.misc import formatLang

from ..tools.split import Figures, Move, changes, money, ratio


class AigTerritoryRehearsalPerson(models.Model):
    """What a person has today, and would have by a rehearsal (G06, S19).

    Today's figures are counted when people are brought in or refreshed; what changes
    hands follows the lines at once.
    """

    _name = "aig.territory.rehearsal.person"
    _description = "Territory Rehearsal Person"
    _order = "rehearsal_id desc, user_id, id"
    _rec_name = "user_id"

    rehearsal_id = fields.Many2one(
        "aig.territory.rehearsal", required=True, index=True, ondelete="cascade"
    )
    owner_id = fields.Many2one(
        related="rehearsal_id.user_id", store=True, index=True, string="Made by"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        ondelete="cascade",
        index=True,
        help="Empty: customers of territories in which nobody works.",
    )
    currency_id = fields.Many2one(related="rehearsal_id.currency_id")
    before_customers = fields.Integer(string="Customers today")
    before_active = fields.Integer(string="Active customers today")
    before_potential = fields.Monetary(string="Potential today")
    before_workload = fields.Integer(string="Workload today")
    before_prospects = fields.Integer(
        string="Prospects today", compute="_compute_changes"
    )
    before_ratio = fields.Char(
        string="Prospects : active today", compute="_compute_changes"
    )
    after_customers = fields.Integer(
        string="Customers after", compute="_compute_changes"
    )
    after_active = fields.Integer(
        string="Active customers after", compute="_compute_changes"
    )
    after_potential = fields.Monetary(
        string="Potential after", compute="_compute_changes"
    )
    after_workload = fields.Integer(string="Workload after", compute="_compute_changes")
    after_prospects = fields.Integer(
        string="Prospects after", compute="_compute_changes"
    )
    after_ratio = fields.Char(
        string="Prospects : active after", compute="_compute_changes"
    )
    gained = fields.Integer(string="Gains", compute="_compute_changes")
    lost = fields.Integer(string="Loses", compute="_compute_changes")

    _unique_person = models.UniqueIndex(
        "(rehearsal_id, user_id) NULLS NOT DISTINCT",
        "This person is in the rehearsal already.",
    )

    @api.depends("user_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for person in self:
            person.display_name = person.user_id.name or self.env._("Nobody")

    @api.depends(
        "before_customers", "before_active", "before_potential", "before_workload"
    )
    @api.depends_context("lang")
    def _compute_changes(self):
        """After = today, less what is lost, plus what is gained."""
        passed = self._changes_by_rehearsal()
        for person in self:
            gains, losses = passed.get(person.rehearsal_id, ({}, {}))
            user_id = person.user_id.id or None
            gained = gains.get(user_id, Figures())
            lost = losses.get(user_id, Figures())
            before = person._figures_before()
            after = before + gained - lost
            person.before_prospects = before.prospects
            person.before_ratio = self._written_ratio(before)
            person.after_customers = after.customers
            person.after_active = after.active
            person.after_prospects = after.prospects
            person.after_ratio = self._written_ratio(after)
            person.after_potential = after.potential
            person.after_workload = after.workload
            person.gained = gained.customers
            person.lost = lost.customers

    @api.model
    def _written_ratio(self, figures):
        value = ratio(figures)
        if value is None:
            return "—"
        return f"{formatLang(self.env, float(value), digits=1)} : 1"

    def _figures_before(self):
        self.ensure_one()
        return Figures(
            self.before_customers,
            self.before_active,
            money(self.before_potential),
            self.before_workload,
        )

    def _changes_by_rehearsal(self):
        """Gains and losses per person id, by rehearsal, in one query."""
        groups = self.env["aig.territory.rehearsal.line"]._read_group(
            [
                ("rehearsal_id", "in", self.rehearsal_id.ids),
                ("moves", "=", True),
                ("state", "!=", "changed"),
            ],
            ["rehearsal_id", "old_user_id", "new_user_id", "is_active_customer"],
            ["__count", "potential:sum", "workload:sum"],
        )
        moves = {rehearsal: [] for rehearsal in self.rehearsal_id}
        for rehearsal, old, new, active, count, potential, workload in groups:
            figures = Figures(count, count if active else 0, money(potential), workload)
            moves[rehearsal].append(Move(old.id or None, new.id or None, figures))
        return {rehearsal: changes(found) for rehearsal, found in moves.items()}

    def action_view_lines(self):
        """Open the customers that this person gains or loses."""
        self.ensure_one()
        action = self.rehearsal_id.action_view_lines()
        action["domain"] = [
            *action["domain"],
            ("moves", "=", True),
            "|",
            ("old_user_id", "=", self.user_id.id),
            ("new_user_id", "=", self.user_id.id),
        ]
        return action
