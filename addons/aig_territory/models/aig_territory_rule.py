from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..tools import assignment


class AigTerritoryRule(models.Model):
    """Which new customers belong to which territory; the first match decides (G06).

    A rule is a proposal for customers that have no territory yet: it moves nobody by
    itself. The values of a criterion are alternatives, the criteria hold together.
    """

    _name = "aig.territory.rule"
    _description = "Territory Rule"
    _inherit = ["aig.guard.mixin"]
    _order = "sequence, id"
    _rec_name = "summary"
    _rec_names_search = ["territory_id", "city_names", "partner_names"]
    _guarded_parents = ("rehearsal_id",)

    sequence = fields.Integer(
        default=10, help="The first rule that fits decides: drag it to its place."
    )
    territory_id = fields.Many2one(
        "aig.territory", required=True, index=True, ondelete="cascade"
    )
    active = fields.Boolean(default=True)
    state_ids = fields.Many2many(
        "res.country.state",
        string="Provinces",
        help="Customers of any of these provinces. Empty: of all.",
    )
    city_names = fields.Text(
        string="Districts and cities",
        help="Wards, districts or cities, one per line; accents and capitals do not "
        "matter. Looked for in the city, in the second line of the address and after "
        "the first comma of the street. Empty: everywhere.",
    )
    industry_ids = fields.Many2many(
        "res.partner.industry",
        string="Industries",
        help="Customers of any of these industries. Empty: of all.",
    )
    partner_names = fields.Text(
        string="Customer names",
        help="Names of customers, one per line; a part of the name is enough if it is "
        "made of whole words. Empty: all names.",
    )
    rehearsal_id = fields.Many2one(
        "aig.territory.rehearsal",
        index=True,
        ondelete="cascade",
        help="A draft of this rehearsal. Empty: in force, or archived.",
    )
    source_rehearsal_id = fields.Many2one(
        "aig.territory.rehearsal",
        string="Put in force by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    replaced_rehearsal_id = fields.Many2one(
        "aig.territory.rehearsal",
        string="Replaced by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    summary = fields.Char(compute="_compute_summary", string="Which customers")

    @api.depends("state_ids", "city_names", "industry_ids", "partner_names")
    @api.depends_context("lang")
    def _compute_summary(self):
        for rule in self:
            criteria = [
                ", ".join(rule.state_ids.mapped("name")),
                ", ".join((rule.city_names or "").split("\n")),
                ", ".join(rule.industry_ids.mapped("name")),
                ", ".join((rule.partner_names or "").split("\n")),
            ]
            rule.summary = " · ".join(filter(None, criteria)) or self.env._(
                "All customers"
            )

    @api.constrains("city_names", "partner_names")
    def _check_names(self):
        """A list of signs without a word would make the rule fit everybody."""
        for rule in self:
            for text in (rule.city_names, rule.partner_names):
                if (text or "").strip() and not assignment.lines(text):
                    raise ValidationError(
                        self.env._(
                            "“%(text)s” names nothing: type one name per line.",
                            text=text.strip(),
                        )
                    )

    @api.constrains("territory_id", "active")
    def _check_territory_id(self):
        for rule in self:
            if rule.active and not rule.territory_id.active:
                raise ValidationError(
                    self.env._(
                        "%(territory)s is archived: choose a territory in use.",
                        territory=rule.territory_id.name,
                    )
                )

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        return (*key, self._is_for_reading(options))

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Offer no button that would end in a refusal."""
        arch, view = super()._get_view(view_id, view_type, **options)
        if self._is_for_reading(options):
            for right in ("create", "edit", "delete"):
                arch.set(right, "0")
        return arch, view

    @api.model
    def _is_for_reading(self, options):
        """Managers look at the rules in force; they write those of rehearsals only."""
        in_force = self.env.ref("aig_territory.aig_territory_rule_action").id
        is_director = self.env.user.has_group("aig_base.group_director")
        return options.get("action_id") == in_force and not is_director

    @api.model
    def _domain_in_force(self):
        """The rules that new customers are held against."""
        return Domain("active", "=", True) & Domain("rehearsal_id", "=", False)

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {
            "source_rehearsal_id",
            "replaced_rehearsal_id",
        }

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        rules._check_draft()
        return rules

    def write(self, vals):
        self._check_draft()
        return super().write(vals)

    def unlink(self):
        self._check_draft()
        return super().unlink()

    def _check_draft(self):
        """The rules of a rehearsal change only while it is a draft."""
        if not self.env.su:
            self.rehearsal_id._check_state("draft")

    @api.model
    def _match(self, customers, rules=None):
        """The rule that decides for each customer.

        :param list customers: ``assignment.Customer``, one per customer
        :param rules: ``aig.territory.rule``, those in force when left out
        :return: list of ``assignment.Rule`` or ``None``, one per customer
        """
        if not customers:
            return []
        if rules is None:
            # sudo: rules decide for everybody, managers alone may read them.
            rules = self.sudo().search(self._domain_in_force())
        return assignment.first_matches(rules._as_plain_rules(), customers)

    def _as_plain_rules(self):
        """The records as the pure tool reads them."""
        return [
            assignment.Rule(
                id=rule.id,
                sequence=rule.sequence,
                territory_id=rule.territory_id.id,
                provinces=frozenset(rule.state_ids.ids),
                cities=assignment.lines(rule.city_names),
                industries=frozenset(rule.industry_ids.ids),
                names=assignment.lines(rule.partner_names),
            )
            for rule in self
        ]
