from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..tools import split


class AigTerritoryRehearsalLine(models.Model):
    """One customer of a rehearsal: where it is, and where it would go."""

    _name = "aig.territory.rehearsal.line"
    _description = "Territory Rehearsal Customer"
    _inherit = ["aig.guard.mixin", "aig.visible.partner.mixin"]
    _order = "rehearsal_id desc, id"
    _rec_name = "partner_id"
    _guarded_parents = ("rehearsal_id",)

    rehearsal_id = fields.Many2one(
        "aig.territory.rehearsal", required=True, index=True, ondelete="cascade"
    )
    owner_id = fields.Many2one(
        related="rehearsal_id.user_id", store=True, index=True, string="Made by"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        domain="['|', ('is_company', '=', True), ('parent_id', '=', False)]",
    )
    old_territory_id = fields.Many2one(
        "aig.territory",
        string="Territory today",
        compute="_compute_old_territory_id",
        store=True,
        precompute=True,
        ondelete="restrict",
        help="Where the customer was when the line was drafted.",
    )
    new_territory_id = fields.Many2one(
        "aig.territory",
        string="New territory",
        required=True,
        index=True,
        ondelete="restrict",
        group_expand="_read_group_new_territory_id",
    )
    moves = fields.Boolean(compute="_compute_moves", store=True)
    old_user_id = fields.Many2one(
        "res.users",
        string="Salesperson today",
        compute="_compute_people",
        store=True,
        index=True,
        help="The customer's salesperson if a member of its territory, else the "
        "longest-serving member.",
    )
    new_user_id = fields.Many2one(
        "res.users",
        string="New salesperson",
        compute="_compute_people",
        store=True,
        index=True,
        help="Today's salesperson if a member of the new territory on the day of "
        "activation, else its longest-serving member.",
    )
    origin = fields.Selection(
        [("hand", "By hand"), ("rule", "By rule")], default="hand", required=True
    )
    rule_id = fields.Many2one("aig.territory.rule", ondelete="set null")
    state = fields.Selection(
        [
            ("pending", "Drafted"),
            ("moved", "Moved"),
            ("changed", "Changed meanwhile"),
            ("undone", "Moved back"),
        ],
        default="pending",
        required=True,
    )
    is_active_customer = fields.Boolean(string="Active customer", readonly=True)
    potential = fields.Monetary(
        readonly=True,
        help="Open opportunities and the invoices of the past 12 months.",
    )
    workload = fields.Integer(
        readonly=True, help="Open opportunities and pending activities."
    )
    currency_id = fields.Many2one(related="rehearsal_id.currency_id")
    handed = fields.Json(
        help="Who had what before the activation: model -> record -> person."
    )

    _unique_partner = models.UniqueIndex(
        "(rehearsal_id, partner_id)",
        "This customer is in the rehearsal already: change its line instead.",
    )

    @api.depends("partner_id")
    def _compute_old_territory_id(self):
        """As of the draft: what happens to the customer later shows in the end."""
        for line in self:
            line.old_territory_id = line.partner_id.aig_territory_id

    @api.depends("old_territory_id", "new_territory_id")
    def _compute_moves(self):
        for line in self:
            line.moves = line.old_territory_id != line.new_territory_id

    @api.depends("old_territory_id", "new_territory_id", "rehearsal_id.date")
    def _compute_people(self):
        for line, (old_id, new_id) in self._find_people().items():
            line.old_user_id = old_id
            line.new_user_id = new_id

    def _find_people(self):
        """Ids of today's and of the new person of each line, by line."""
        memberships = self.env["aig.territory.membership"]
        today = self.env.company._aig_today()
        old = memberships._oldest_first(self.old_territory_id, today)
        new = {
            rehearsal: memberships._oldest_first(
                lines.new_territory_id, max(rehearsal.date or today, today)
            )
            for rehearsal, lines in self.grouped("rehearsal_id").items()
        }
        return {
            line: (
                split.person_in_charge(
                    line.partner_id.user_id.id, old.get(line.old_territory_id.id, [])
                ),
                split.person_in_charge(
                    line.partner_id.user_id.id,
                    new[line.rehearsal_id].get(line.new_territory_id.id, []),
                ),
            )
            for line in self
        }

    def _refresh_people(self):
        """Find the people anew: memberships and salespeople change meanwhile."""
        changed = defaultdict(list)
        for line, (old_id, new_id) in self._find_people().items():
            if (line.old_user_id.id or None, line.new_user_id.id or None) != (
                old_id,
                new_id,
            ):
                changed[old_id, new_id].append(line.id)
        for (old_id, new_id), ids in changed.items():
            self.browse(ids).write({"old_user_id": old_id, "new_user_id": new_id})

    @api.model
    def _read_group_new_territory_id(self, territories, domain):
        """A column for every territory that the rehearsal of the board shows."""
        ids = set()
        for condition in Domain(domain).optimize(self).iter_conditions():
            if (condition.field_expr, condition.operator) == ("rehearsal_id", "in"):
                ids.update(condition.value)
        return self.env["aig.territory.rehearsal"].browse(ids)._columns()

    @api.constrains("partner_id")
    def _check_partner_id(self):
        own = self.partner_id._aig_filter_own_companies()
        for line in self:
            partner = line.partner_id
            if partner._aig_is_contact():
                raise ValidationError(
                    self.env._(
                        "%(contact)s follows the customer %(customer)s: draft that "
                        "one.",
                        contact=partner.name,
                        customer=partner.commercial_partner_id.name,
                    )
                )
            if partner in own or not partner.partner_share:
                raise ValidationError(
                    self.env._(
                        "%(name)s is one of your own users or companies, not a "
                        "customer: leave it out.",
                        name=partner.name,
                    )
                )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "origin",
            "rule_id",
            "state",
            "is_active_customer",
            "potential",
            "workload",
            "handed",
        }

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        if not self.env.su:
            lines._check_draft()
            lines.rehearsal_id._cover(lines, new=True)
        return lines

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        self._check_draft()
        result = super().write(vals)
        self._check_draft()
        if "new_territory_id" in vals:
            # sudo: what one drags is placed by hand, nobody types that.
            self.sudo().write({"origin": "hand", "rule_id": False})
            self.rehearsal_id._cover(self)
        return result

    def unlink(self):
        if not self.env.su:
            self.rehearsal_id._check_state("draft", "cancelled")
        return super().unlink()

    def _check_draft(self):
        """Only drafts change, and only within what the person may move."""
        self.rehearsal_id._check_state("draft")
        self._check_may_move()

    def _check_may_move(self):
        for line in self:
            self.env.user._aig_check_move(
                line.old_territory_id,
                line.new_territory_id,
                # sudo: the customer may have left the user's sight since.
                line.partner_id.sudo().name,
            )

    def _people(self):
        """Today's person and the new one; either may be nobody."""
        return (self.old_user_id, self.new_user_id)
