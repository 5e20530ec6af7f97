from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

#: Parameter that counts the changes of who sees what.
VERSION = "aig_territory.visibility_version"
#: Roles outside sales that see the documents of all territories.
ALL_TERRITORIES_GROUPS = (
    "aig_base.group_director",
    "base.group_system",
    "account.group_account_invoice",
    "account.group_account_readonly",
)
#: Roles that see the customers of all territories, but not their documents.
ALL_CUSTOMERS_GROUPS = ("aig_base.group_content_user",)


class ResUsers(models.Model):
    _inherit = "res.users"

    aig_membership_ids = fields.One2many(
        "aig.territory.membership", "user_id", string="Territory memberships"
    )
    aig_managed_territory_ids = fields.One2many(
        "aig.territory", "manager_id", string="Managed territories"
    )
    aig_territory_ids = fields.Many2many(
        "aig.territory",
        string="Visible territories",
        compute="_compute_aig_territory_ids",
        compute_sudo=True,
        context={"active_test": False},
        help="Territories of which the person is a member today or the manager, "
        "with all territories below them, and those a colleague handed over.",
    )
    aig_own_territory_ids = fields.Many2many(
        "aig.territory",
        string="Own territories",
        compute="_compute_aig_territory_ids",
        compute_sudo=True,
        context={"active_test": False},
        help="The same without those in which the person only stands in for somebody.",
    )
    aig_sees_all_territories = fields.Boolean(
        string="Sees all territories",
        compute="_compute_aig_sees_all",
        compute_sudo=True,
    )
    aig_sees_all_customers = fields.Boolean(
        string="Sees all customers",
        compute="_compute_aig_sees_all",
        compute_sudo=True,
    )

    def _compute_aig_territory_ids(self):
        """G06-G08: own territories and what is below, not sideways, not upwards.

        A whole territory that a colleague handed over counts as far as it is the
        colleague's own.
        """
        entrusted = self.aig_delegation_ids.filtered("territory_id")
        roots = (self | entrusted.user_id)._aig_root_territories()
        all_ids = list(set().union(*roots.values()))
        below = (
            self.env["aig.territory"]
            .with_context(active_test=False)
            .search_fetch([("id", "child_of", all_ids)], ["parent_path"])
        )
        own = {user_id: below._aig_below(ids) for user_id, ids in roots.items()}
        for user in self:
            territories = own[user._origin.id]
            user.aig_own_territory_ids = territories
            for delegation in user.aig_delegation_ids & entrusted:
                theirs = own[delegation.user_id.id]
                territories |= theirs._aig_below(delegation.territory_id.ids)
            user.aig_territory_ids = territories

    @api.depends("all_group_ids")
    def _compute_aig_sees_all(self):
        for user in self:
            sees_all = user._is_superuser() or any(
                user.has_group(group) for group in ALL_TERRITORIES_GROUPS
            )
            user.aig_sees_all_territories = sees_all
            user.aig_sees_all_customers = sees_all or any(
                user.has_group(group) for group in ALL_CUSTOMERS_GROUPS
            )

    def _aig_territory_domain(
        self, territory, owner, customer=None, later=None, common=()
    ):
        """What a global territory rule lets this user see of a model (G07, G08).

        The ids are baked: the rule is evaluated once and cached. Portal users are
        left to the portal's own rules. A record without a territory is seen by its
        own salesperson. Of a customer handed over by a colleague the user sees what
        the colleague sees; who stands in for nobody pays nothing for that.

        :param str territory: path to the record's territory
        :param str owner: path to the record's salesperson
        :param str customer: path to the record's commercial customer, if it has one
        :param str later: path to the territory the customer of a closed document has
            moved to since; for rules of reading only
        :param common: one term of a domain, which records without a territory are
            nobody's secret; not beside the rule, where no index would find the others
        :return: a domain in prefix notation, one complete term
        """
        self.ensure_one()
        if self.share or self.aig_sees_all_territories:
            return [(1, "=", 1)]
        paths = territory, owner, later, common
        domain = self._aig_placed_domain(self.aig_territory_ids, *paths)
        for giver, customer_ids in self._aig_entrusted_customers() if customer else ():
            theirs = giver._aig_placed_domain(giver.aig_own_territory_ids, *paths)
            domain = ["|", *domain, "&", (customer, "in", customer_ids), *theirs]
        return domain

    def _aig_placed_domain(self, territories, territory, owner, later, common):
        return [
            *(["|", (later, "in", territories.ids)] if later else ()),
            "|",
            (territory, "in", territories.ids),
            "&",
            (territory, "=", False),
            *(["|", *common] if common else ()),
            (owner, "=", self.id),
        ]

    def _aig_meeting_domain(self, prefix=""):
        """What a global rule lets this user see of meetings (G07).

        Own ones are those the user organises or is invited to. Meetings without a
        territory, among colleagues or with a vendor, stay under core's rules.

        :param str prefix: path to the meeting, with its dot
        :return: a domain in prefix notation, one complete term
        """
        territory = f"{prefix}aig_territory_id"
        domain = self._aig_territory_domain(
            territory, f"{prefix}user_id", f"{prefix}aig_partner_id"
        )
        if domain == [(1, "=", 1)]:
            return domain
        return [
            *("|", (territory, "=", False)),
            *("|", (f"{prefix}user_id", "=", self.id)),
            *("|", (f"{prefix}partner_ids", "in", self.partner_id.ids)),
            *domain,
        ]

    def _aig_customer_domain(self, territory, customer, later=None):
        """What a global rule lets this user see of what names a partner (G07, G08).

        Partners without a territory are left to core's rules.

        :param str territory: path to the partner's territory
        :param str customer: path to the commercial partner
        :param str later: path to another territory from which it is seen too
        :return: a domain in prefix notation, one complete term
        """
        self.ensure_one()
        if self.share or self.aig_sees_all_customers:
            return [(1, "=", 1)]

        def among(ids, *others):
            domain = [(territory, "in", [*ids, *others])]
            return ["|", (later, "in", ids), *domain] if later else domain

        domain = among(self.aig_territory_ids.ids, False)
        for giver, customer_ids in self._aig_entrusted_customers():
            theirs = among(giver.aig_own_territory_ids.ids)
            domain = ["|", *domain, "&", (customer, "in", customer_ids), *theirs]
        return domain

    def _aig_root_territories(self):
        """Ids of the territories each user is a member of today or manages."""
        roots = {user._origin.id: set() for user in self}
        memberships = self.env["aig.territory.membership"]
        for user, ids in memberships._read_group(
            memberships._domain_active() & Domain("user_id", "in", list(roots)),
            ["user_id"],
            ["territory_id:array_agg"],
        ):
            roots[user.id].update(ids)
        managed = self.env["aig.territory"].with_context(active_test=False)
        for user, ids in managed._read_group(
            [("manager_id", "in", list(roots))], ["manager_id"], ["id:array_agg"]
        ):
            roots[user.id].update(ids)
        return roots

    def _aig_home_territories(self, date=None):
        """Territory of each user by membership on a day, in one query.

        Of several memberships on that day the oldest counts: what a person takes on
        besides does not move the documents made from then on.

        :param date: a day of the company, today when empty
        :return: dict of user id to ``aig.territory`` (empty when none)
        """
        homes = dict.fromkeys(self.ids, self.env["aig.territory"])
        # sudo: whoever makes a document needs the territory of its salesperson,
        # memberships themselves are read by sales staff only.
        memberships = self.env["aig.territory.membership"].sudo()
        for membership in memberships.search_fetch(
            memberships._domain_active(date) & Domain("user_id", "in", self.ids),
            ["user_id", "territory_id"],
            order="date_from desc, id desc",  # the oldest is last, and stays
        ):
            homes[membership.user_id.id] = membership.territory_id.sudo(self.env.su)
        return homes

    def _aig_home_territory(self, date=None):
        """The territory in which the user works on a day (for snapshots).

        :param date: a day of the company, today when empty
        :return: ``aig.territory``, empty when the user has none that day
        """
        self.ensure_one()
        return self._aig_home_territories(date)[self.id]

    def _aig_check_move(self, old, new, name, by_manager=True):
        """May this user take a record from one territory to another?

        Directors may always, others within the territories they see; customers are
        moved by managers only. Callers leave it out for the superuser: the user
        record of an environment is always a superuser's.

        :param old: territory before, may be empty
        :param new: territory after, may be empty
        :param str name: the record's name, for the message
        :raise AccessError: one sentence naming both territories
        """
        self.ensure_one()
        if old == new or self._aig_moves_freely(by_manager):
            return
        if new and self._aig_may_move_to(old | new, by_manager):
            return
        raise AccessError(
            self.env._(
                "%(name)s cannot be moved from “%(old)s” to “%(new)s” by you: ask a "
                "sales manager of both territories or a director.",
                name=name,
                old=old.name or self.env._("no territory"),
                new=new.name or self.env._("no territory"),
            )
        )

    def _aig_may_move_to(self, territories, by_manager=True):
        """Whether this user may take records from or to each of these territories."""
        self.ensure_one()
        if self._aig_moves_freely(by_manager):
            return True
        allowed = not by_manager or self.has_group("aig_base.group_sales_manager")
        return allowed and territories <= self.aig_own_territory_ids

    def _aig_moves_freely(self, by_manager):
        if by_manager:
            return self.has_group("aig_base.group_director") or self._is_system()
        return self.aig_sees_all_territories

    @api.model
    def _aig_visibility_version(self):
        """How often it changed who sees what, as this transaction sees it."""
        cache = self.env.cr.cache
        if VERSION not in cache:
            self.env.cr.execute(
                "SELECT value FROM ir_config_parameter WHERE key = %s", (VERSION,)
            )
            cache[VERSION] = self.env.cr.fetchone()
        return cache[VERSION]

    @api.model
    def _aig_reset_visibility(self):
        """Forget who sees what; in this transaction and in every worker.

        All is needed: the rule cache outlives transactions, the computed fields live
        in this one, and others fill the cache before this one is committed.
        """
        self.env.cr.execute(
            "INSERT INTO ir_config_parameter (key, value) VALUES (%s, '1')"
            " ON CONFLICT (key) DO UPDATE"
            " SET value = (ir_config_parameter.value::bigint + 1)::text",
            (VERSION,),
        )
        # what this transaction caches is nobody else's: it may be rolled back
        self.env.cr.cache[VERSION] = object()
        self.invalidate_model(
            [
                "aig_territory_ids",
                "aig_own_territory_ids",
                "aig_delegation_ids",
                "aig_sees_all_territories",
                "aig_sees_all_customers",
            ]
        )
        self.env.registry.clear_cache()
