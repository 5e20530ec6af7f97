from collections import Counter, defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .res_partner_assignment import RULE_FIELDS


class AigTerritoryRehearsal(models.Model):
    """A new split of customers, tried out before it counts (G06).

    Its lines say which customer would belong where, its own rules which customers
    would land where. Nothing else changes until it is activated.
    """

    _name = "aig.territory.rehearsal"
    _description = "Territory Rehearsal"
    _inherit = ["mail.thread", "mail.activity.mixin", "aig.guard.mixin"]
    _order = "id desc"

    name = fields.Char(required=True)
    user_id = fields.Many2one(
        "res.users",
        string="Made by",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        help="Managers see their own rehearsals, directors those of everybody.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(
        string="Activation date",
        tracking=True,
        help="The first day of the new split. Empty: the day you activate it.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("scheduled", "Scheduled"),
            ("activating", "Being activated"),
            ("active", "Activated"),
            ("undoing", "Being undone"),
            ("undone", "Undone"),
            ("cancelled", "Cancelled"),
        ],
        default="draft",
        required=True,
        index=True,
        tracking=True,
        copy=False,
    )
    activator_id = fields.Many2one(
        "res.users",
        string="Activated by",
        readonly=True,
        copy=False,
        help="In whose name customers are moved.",
    )
    activated_on = fields.Date(readonly=True, copy=False)
    rule_ids = fields.One2many("aig.territory.rule", "rehearsal_id", string="Rules")
    line_ids = fields.One2many(
        "aig.territory.rehearsal.line", "rehearsal_id", string="Customers"
    )
    person_ids = fields.One2many(
        "aig.territory.rehearsal.person", "rehearsal_id", string="People"
    )
    line_count = fields.Integer(
        string="Customers that move", compute="_compute_line_count"
    )
    changed_count = fields.Integer(
        string="Changed meanwhile",
        compute="_compute_line_count",
        help="Customers that somebody moved or changed after the draft.",
    )
    moved_count = fields.Integer(
        string="Moved",
        compute="_compute_line_count",
        help="Customers that are in their new territory by this rehearsal.",
    )
    source_territory_id = fields.Many2one(
        "aig.territory",
        string="Bring in customers of",
        ondelete="set null",
        copy=False,
        help="A territory whose customers you want to drag to others.",
    )

    @api.depends("line_ids.state", "line_ids.moves")
    def _compute_line_count(self):
        groups = self.env["aig.territory.rehearsal.line"]._read_group(
            [("rehearsal_id", "in", self.ids), ("moves", "=", True)],
            ["rehearsal_id", "state"],
            ["__count"],
        )
        counts = defaultdict(Counter)
        for rehearsal, state, count in groups:
            counts[rehearsal.id][state] = count
        for rehearsal in self:
            own = counts[rehearsal._origin.id]
            rehearsal.line_count = own.total()
            rehearsal.changed_count = own["changed"]
            rehearsal.moved_count = own["moved"]

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "state",
            "activator_id",
            "activated_on",
            "undoer_id",
            "failure",
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_except_history(self):
        for rehearsal in self:
            if rehearsal.state not in ("draft", "cancelled"):
                raise UserError(
                    self.env._(
                        "%(name)s is scheduled or was activated: it stays as history.",
                        name=rehearsal.name,
                    )
                )

    def action_copy_rules(self):
        """Start from the rules in force: copy them into this draft."""
        self._check_state("draft")
        rules = self.env["aig.territory.rule"]
        in_force = rules.search(rules._domain_in_force())
        for rehearsal in self:
            rehearsal.rule_ids.unlink()
            rules.create(
                [
                    {**vals, "rehearsal_id": rehearsal.id}
                    for vals in in_force.copy_data()
                ]
            )
        return True

    def action_apply_rules(self):
        """Draft a line for every customer that the rules would move.

        With the rehearsal's own rules, or those in force when it has none. Customers
        placed by hand stay where they were put.
        """
        self._check_state("draft")
        for rehearsal in self:
            rehearsal._draft_by_rules()
            rehearsal._refresh_split()
        return True

    def action_bring_in(self):
        """Add the customers of a territory, to be dragged elsewhere."""
        self._check_state("draft")
        lines = self.env["aig.territory.rehearsal.line"]
        for rehearsal in self.filtered("source_territory_id"):
            territory = rehearsal.source_territory_id
            customers = self.env["res.partner"].search(
                territory._domain_customers(territory)
            )
            customers -= rehearsal.line_ids.partner_id
            lines.create(
                [
                    {
                        "rehearsal_id": rehearsal.id,
                        "partner_id": customer.id,
                        "new_territory_id": territory.id,
                    }
                    for customer in customers
                ]
            )
        return self.action_view_lines()

    def action_refresh(self):
        """Count anew what the people have today."""
        self._check_state("draft", "scheduled")
        for rehearsal in self:
            rehearsal._refresh_split()
        return True

    def action_view_lines(self):
        """Open the board of customers by territory."""
        self.ensure_one()
        return self.env["ir.actions.act_window"]._aig_open_for(
            "aig_territory.aig_territory_rehearsal_line_action",
            self,
            create=self.state == "draft",
        )

    def action_view_people(self):
        """Open today's split beside the draft."""
        self.ensure_one()
        if self.state in ("draft", "scheduled"):
            self._refresh_split()
        return self.env["ir.actions.act_window"]._aig_open_for(
            "aig_territory.aig_territory_rehearsal_person_action", self
        )

    def _draft_by_rules(self):
        self.ensure_one()
        customers = self._customers_in_reach()
        by_hand = self.line_ids.filtered(lambda line: line.origin == "hand")
        customers -= by_hand.partner_id
        rules = self.rule_ids or None
        matches = self.env["aig.territory.rule"]._match(
            customers._aig_rule_customers(), rules
        )
        may = set(self._territories_in_reach().ids)
        wanted = {
            customer: match
            for customer, match in zip(customers, matches, strict=True)
            if match
            and match.territory_id in may
            and match.territory_id != customer.aig_territory_id.id
        }
        self._write_lines_by_rule(wanted)

    def _write_lines_by_rule(self, wanted):
        """Make the lines by rule be those wanted: customer -> the rule that decides."""
        # sudo: who applies rules does not type what the lines say of them.
        lines = self.line_ids.sudo().filtered(lambda line: line.origin == "rule")
        kept = lines.filtered(
            lambda line: (
                (match := wanted.get(line.partner_id.sudo(False)))
                and match.territory_id == line.new_territory_id.id
                and match.id == line.rule_id.id
                and line.partner_id.aig_territory_id == line.old_territory_id
            )
        )
        (lines - kept).unlink()
        known = kept.partner_id.sudo(False)
        lines.create(
            [
                {
                    "rehearsal_id": self.id,
                    "partner_id": customer.id,
                    "new_territory_id": match.territory_id,
                    "origin": "rule",
                    "rule_id": match.id,
                }
                for customer, match in wanted.items()
                if customer not in known
            ]
        )

    def _territories_in_reach(self):
        """To where this user may move customers."""
        user = self.env.user
        if user._aig_moves_freely(by_manager=True):
            return self.env["aig.territory"].search([("active", "=", True)])
        return user.aig_own_territory_ids.filtered("active")

    def _customers_in_reach(self):
        """Customers that this user may move, with what rules look at."""
        reach = self._territories_in_reach()
        partners = self.env["res.partner"]
        domain = reach._domain_customers(reach) | Domain(
            "aig_waits_for_territory", "=", True
        )
        return partners.search_fetch(
            domain, [*RULE_FIELDS, "aig_territory_id", "user_id"]
        )

    def _check_state(self, *states):
        """Refuse what cannot be done in the state a rehearsal is in."""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for rehearsal in self:
            if rehearsal.state not in states:
                raise UserError(
                    self.env._(
                        "%(name)s is “%(state)s”: this cannot be done any more.",
                        name=rehearsal.name,
                        state=labels[rehearsal.state],
                    )
                )
