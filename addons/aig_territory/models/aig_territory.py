from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain


class AigTerritory(models.Model):
    """A node of the tree by which sales staff see customers.

    People belong to a territory by dated memberships, managers through ``manager_id``;
    both see the territory and everything below it.
    """

    _name = "aig.territory"
    _description = "Territory"
    _parent_name = "parent_id"
    _parent_store = True
    _order = "name, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, index="trigram")
    code = fields.Char(
        required=True,
        copy=False,
        help="Short and unique, for example HN for Hanoi. Used in imports.",
    )
    active = fields.Boolean(default=True)
    parent_id = fields.Many2one(
        "aig.territory",
        string="Part of",
        index=True,
        ondelete="restrict",
        help="Managers of the territory above see everything in this one.",
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("aig.territory", "parent_id", string="Sub-territories")
    company_id = fields.Many2one("res.company", index=True)
    manager_id = fields.Many2one(
        "res.users",
        index="btree_not_null",
        domain="[('share', '=', False)]",
        help="Sees this territory and all below it. May manage several territories.",
    )
    membership_ids = fields.One2many(
        "aig.territory.membership", "territory_id", string="Memberships"
    )
    member_ids = fields.Many2many(
        "res.users",
        string="Members today",
        compute="_compute_member_ids",
        inverse="_inverse_member_ids",
        search="_search_member_ids",
        compute_sudo=True,
        domain="[('share', '=', False)]",
        help="Adding a person opens a membership today, removing one ends it.",
    )
    partner_count = fields.Integer(
        string="Customers",
        compute="_compute_partner_count",
        compute_sudo=False,
        help="Customers of this territory and of all below it that you may see.",
    )

    _unique_code = models.Constraint(
        "UNIQUE (code)", "Another territory has this code: choose a different one."
    )

    @api.depends(
        "membership_ids.user_id",
        "membership_ids.user_id.active",
        "membership_ids.date_from",
        "membership_ids.date_to",
    )
    def _compute_member_ids(self):
        members = self.env["aig.territory.membership"]._users_by_territory(self)
        for territory in self:
            territory.member_ids = members.get(territory._origin.id, ())

    def _inverse_member_ids(self):
        """Open and close memberships as of today; past ones stay as they were."""
        wanted = {territory: territory.member_ids for territory in self}
        memberships = self.env["aig.territory.membership"]
        current = memberships._users_by_territory(self)
        today = self.env.company._aig_today()
        # First those who leave, so that a person may move within one write.
        for territory, users in wanted.items():
            known = self.env["res.users"].browse(current.get(territory.id, ()))
            memberships._leave(territory, known - users, today)
        for territory, users in wanted.items():
            known = self.env["res.users"].browse(current.get(territory.id, ()))
            memberships.create(
                [
                    {
                        "territory_id": territory.id,
                        "user_id": user.id,
                        "date_from": today,
                    }
                    for user in users - known
                ]
            )

    @api.model
    def _search_member_ids(self, operator, value):
        if operator not in ("in", "any"):
            return NotImplemented
        memberships = self.env["aig.territory.membership"]
        active = memberships._domain_active() & Domain("user_id", operator, value)
        return Domain("membership_ids", "any", active)

    @api.depends_context("uid")
    def _compute_partner_count(self):
        """Customers in the subtree, as the user sees them (S19)."""
        below = self.search([("id", "child_of", self.ids)])
        counts = dict.fromkeys(self.ids, 0)
        groups = self.env["res.partner"]._read_group(
            self._domain_customers(below), ["aig_territory_id"], ["__count"]
        )
        for territory, count in groups:
            for ancestor_id in territory._ancestor_ids():
                if ancestor_id in counts:
                    counts[ancestor_id] += count
        for territory in self:
            territory.partner_count = counts.get(territory._origin.id, 0)

    @api.constrains("active")
    def _check_active(self):
        for territory in self.filtered(lambda t: not t.active):
            if reason := territory._reason_in_use():
                raise ValidationError(reason)

    @api.constrains("manager_id")
    def _check_manager_id(self):
        for territory in self:
            manager = territory.manager_id
            if manager and (manager.share or not manager.active):
                raise ValidationError(
                    self.env._(
                        "%(person)s is a portal user or archived and cannot manage "
                        "%(territory)s: choose a colleague.",
                        person=manager.name,
                        territory=territory.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_use(self):
        # What is archived keeps a territory from being deleted too.
        for territory in self.with_context(active_test=False):
            if reason := territory._reason_in_use():
                raise UserError(reason)
            if territory._has_documents():
                raise UserError(
                    self.env._(
                        "Leads, orders or other documents belong to %(territory)s, so "
                        "it cannot be deleted: archive it instead.",
                        territory=territory.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        territories = super().create(vals_list)
        self.env["res.users"]._aig_reset_visibility()
        return territories

    def write(self, vals):
        if vals.get("parent_id"):
            self._check_new_parent(vals["parent_id"])
        result = super().write(vals)
        if {"parent_id", "manager_id", "active"} & vals.keys():
            self.env["res.users"]._aig_reset_visibility()
        return result

    def unlink(self):
        result = super().unlink()
        self.env["res.users"]._aig_reset_visibility()
        return result

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        for territory, vals in zip(self, vals_list, strict=True):
            vals["name"] = self.env._("%(name)s (copy)", name=territory.name)
            vals.setdefault("code", self.env._("%(code)s (copy)", code=territory.code))
        return vals_list

    def action_view_partners(self):
        """Open the customers that ``partner_count`` counts."""
        self.ensure_one()
        return self.env["ir.actions.act_window"]._aig_open_for(
            "aig_territory.res_partner_action_territory", self
        )

    @api.model
    def _domain_customers(self, territories):
        """Commercial customers (no contacts, no branches) of the territories."""
        return Domain("aig_territory_id", "in", territories.ids) & (
            self._domain_commercial()
        )

    @api.model
    def _domain_commercial(self):
        """Partners that are customers themselves, not contacts or branches of one."""
        return Domain("is_company", "=", True) | Domain("parent_id", "=", False)

    def _aig_below(self, root_ids):
        """Those of these territories that are among the roots or below one."""
        roots = set(root_ids)
        return self.filtered(lambda t: roots.intersection(t._ancestor_ids()))

    def _ancestor_ids(self):
        """Ids from the root of the tree down to this territory itself."""
        self.ensure_one()
        return [int(part) for part in self.parent_path.split("/") if part]

    def _check_new_parent(self, parent_id):
        """Refuse a cycle before the ORM does so less clearly at flush."""
        parent = self.browse(parent_id).exists()
        if parent and set(parent._ancestor_ids()) & set(self.ids):
            raise ValidationError(
                self.env._(
                    "A territory cannot be part of itself or of one below it: "
                    "choose another territory above it."
                )
            )

    def _reason_in_use(self):
        """One sentence why the territory must stay, or ``False``."""
        self.ensure_one()
        # sudo: what uses a territory counts even if the director's company differs.
        territory = self.sudo()
        if territory.child_ids:
            return self.env._(
                "%(territory)s still has sub-territories: move them elsewhere first.",
                territory=self.name,
            )
        if territory.member_ids:
            return self.env._(
                "%(territory)s still has members: end their memberships first.",
                territory=self.name,
            )
        partners = self.env["res.partner"].sudo()  # sudo: see above
        if partners.search_count([("aig_territory_id", "=", self.id)], limit=1):
            return self.env._(
                "%(territory)s still has customers: move them elsewhere first.",
                territory=self.name,
            )
        rules = self.env["aig.territory.rule"].sudo()  # sudo: see above
        if rules.search_count(
            rules._domain_in_force() & Domain("territory_id", "=", self.id), limit=1
        ):
            return self.env._(
                "Rules still lead to %(territory)s: change or archive them first.",
                territory=self.name,
            )
        return False

    def _has_documents(self):
        self.ensure_one()
        return any(
            # sudo: documents of other companies keep the territory too.
            self.env[model]
            .sudo()
            .with_context(active_test=False)
            .search_count([(field, "=", self.id)], limit=1)
            for model, field in self._document_fields()
        )

    @api.model
    def _document_fields(self):
        """Fields of other models that keep a territory from being deleted.

        All but those by which somebody merely chooses a territory to work with.
        """
        spared = {"aig.territory", "aig.territory.membership", "res.partner"}
        chosen = {("aig.territory.rehearsal", "source_territory_id")}
        return [
            (model._name, field.name)
            for model in self.env.registry.values()
            if model._auto and not model._transient and model._name not in spared
            for field in model._fields.values()
            if field.comodel_name == self._name and field.type == "many2one"
            if field.store and not field.related and field.ondelete != "cascade"
            if (model._name, field.name) not in chosen
        ]
