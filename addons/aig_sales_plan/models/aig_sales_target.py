from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import format_amount

from odoo.addons.aig_base.models.aig_period import FIRST_YEAR, LAST_YEAR

from ..tools.targets import MATCH, MISMATCH, NOT_SET, compare, quarters
from .aig_sales_distribution import YEAR_MONTHS

COMPANY, TERRITORY, SALESPERSON, CUSTOMER = (
    "company",
    "territory",
    "salesperson",
    "customer",
)
LEVELS = [
    (COMPANY, "Company"),
    (TERRITORY, "Territory"),
    (SALESPERSON, "Salesperson"),
    (CUSTOMER, "Customer"),
]
TARGET_STATES = [
    (MATCH, "Matches"),
    (MISMATCH, "Target mismatch"),
    (NOT_SET, "Target not set"),
]
YEAR_QUARTERS = ("q1", "q2", "q3", "q4")
CHILDREN_QUARTERS = tuple(f"children_{name}" for name in YEAR_QUARTERS)
GAP_QUARTERS = tuple(f"gap_{name}" for name in YEAR_QUARTERS)
#: what makes a target the one it is
NODE = ("company_id", "year", "territory_id", "user_id", "partner_id")


def decimals(record, names):
    """Amounts of a record, exactly as they are shown."""
    return [Decimal(str(record[name] or 0)) for name in names]


def month(label):
    """What is to be sold in a month."""
    return fields.Monetary(label, default=0)


def typed_sum(label):
    """A sum of months that may be typed: the months then follow."""
    return fields.Monetary(
        label, compute="_compute_sums", store=True, precompute=True, readonly=False
    )


def below(label):
    """What the targets below sum to."""
    return fields.Monetary(label, compute="_compute_children", store=True)


class AigSalesTarget(models.Model):
    """What is to be sold in a year: by the company, a territory, a person, a customer.

    A row is one place of the tree company, territories, salespeople, customers (A05).
    Rows of different levels are compared, and never summed.
    """

    _name = "aig.sales.target"
    _description = "Sales Target"
    _inherit = ["aig.guard.mixin", "aig.grid.mixin", "aig.visible.partner.mixin"]
    _order = "year desc, depth, territory_id, user_id, id"
    _rec_names_search = ("territory_id", "user_id", "partner_id")
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    year = fields.Integer(
        required=True,
        aggregator=None,
        default=lambda self: self.env.company._aig_today().year,
    )
    territory_id = fields.Many2one(
        "aig.territory",
        compute="_compute_territory_id",
        store=True,
        precompute=True,
        readonly=False,
        index=True,
        ondelete="restrict",
        help="Of a salesperson, the territory when the target was set: it stays when "
        "the person moves.",
    )
    user_id = fields.Many2one(
        "res.users", string="Salesperson", index=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        index="btree_not_null",
        ondelete="restrict",
        help="The company that is invoiced: branches and contacts count with it.",
    )
    level = fields.Selection(
        LEVELS, compute="_compute_level", store=True, precompute=True, index=True
    )
    depth = fields.Integer(
        compute="_compute_level", store=True, precompute=True, aggregator=None
    )
    parent_id = fields.Many2one(
        "aig.sales.target",
        string="Part of",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    child_ids = fields.One2many("aig.sales.target", "parent_id", string="Targets below")
    distribution_id = fields.Many2one(
        "aig.sales.distribution",
        ondelete="restrict",
        default=lambda self: self.env.company.aig_sales_distribution_id,
        help="How a typed year or quarter spreads over its months. Changing it does "
        "not move what was spread before.",
    )
    month_01 = month("January")
    month_02 = month("February")
    month_03 = month("March")
    month_04 = month("April")
    month_05 = month("May")
    month_06 = month("June")
    month_07 = month("July")
    month_08 = month("August")
    month_09 = month("September")
    month_10 = month("October")
    month_11 = month("November")
    month_12 = month("December")
    q1 = typed_sum("1st quarter")
    q2 = typed_sum("2nd quarter")
    q3 = typed_sum("3rd quarter")
    q4 = typed_sum("4th quarter")
    amount = typed_sum("Whole year")
    children_count = fields.Integer(
        "Number below", compute="_compute_children", store=True
    )
    children_q1 = below("1st quarter below")
    children_q2 = below("2nd quarter below")
    children_q3 = below("3rd quarter below")
    children_q4 = below("4th quarter below")
    children_amount = below("Sum below")
    gap_q1 = fields.Monetary("1st quarter not below", compute="_compute_gaps")
    gap_q2 = fields.Monetary("2nd quarter not below", compute="_compute_gaps")
    gap_q3 = fields.Monetary("3rd quarter not below", compute="_compute_gaps")
    gap_q4 = fields.Monetary("4th quarter not below", compute="_compute_gaps")
    gap = fields.Monetary(
        "Difference",
        compute="_compute_gaps",
        help="This target less the sum of those below: 0 when they agree.",
    )
    state = fields.Selection(TARGET_STATES, compute="_compute_state", store=True)
    gap_sentence = fields.Char(compute="_compute_gap_sentence")

    _place_uniq = models.UniqueIndex(
        "(company_id, year, territory_id, user_id, partner_id) NULLS NOT DISTINCT",
        "This target exists for the year already: change that one instead.",
    )
    _customer_check = models.Constraint(
        "CHECK (partner_id IS NULL OR user_id IS NOT NULL)",
        "The target of a customer belongs to a salesperson: choose one.",
    )
    _months_check = models.Constraint(
        f"CHECK (LEAST({', '.join(YEAR_MONTHS)}) >= 0)",
        "Months of a target cannot be negative: type 0 where there is nothing.",
    )
    _year_check = models.Constraint(
        f"CHECK (year BETWEEN {FIRST_YEAR} AND {LAST_YEAR})",
        "Choose a year between 2000 and 2100.",
    )

    # Computes ---------------------------------------------------------------------

    @api.depends("user_id")
    def _compute_territory_id(self):
        homes = self.user_id._aig_home_territories()
        for target in self:
            # what was set once stays: the sum of a territory never moves
            if target.user_id and not target.territory_id:
                target.territory_id = homes[target.user_id.id]

    @api.depends("territory_id", "user_id", "partner_id")
    def _compute_level(self):
        for target in self:
            target.depth = (
                (target.partner_id and 3)
                or (target.user_id and 2)
                or (target.territory_id and 1)
                or 0
            )
            target.level = LEVELS[target.depth][0]

    @api.depends(*YEAR_MONTHS)
    def _compute_sums(self):
        for target in self:
            target.update(self._prepare_sums(decimals(target, YEAR_MONTHS)))

    @api.model
    def _prepare_sums(self, months):
        """The quarters and the year of twelve amounts, as values."""
        sums = map(float, (*quarters(months), sum(months)))
        return dict(zip((*YEAR_QUARTERS, "amount"), sums, strict=True))

    @api.depends("child_ids", *(f"child_ids.{name}" for name in YEAR_QUARTERS))
    def _compute_children(self):
        """Count and sum the level below, in one query."""
        sums = {
            parent.id: totals
            for parent, *totals in self._read_group(
                [("parent_id", "in", self.ids)],
                ["parent_id"],
                ["__count", *(f"{name}:sum" for name in (*YEAR_QUARTERS, "amount"))],
            )
        }
        names = ("children_count", *CHILDREN_QUARTERS, "children_amount")
        for target in self:
            totals = sums.get(target._origin.id, (0,) * len(names))
            target.update(dict(zip(names, totals, strict=True)))

    @api.depends("amount", "children_amount", *YEAR_QUARTERS, *CHILDREN_QUARTERS)
    def _compute_gaps(self):
        for target in self:
            target.gap = target.amount - target.children_amount
            for index, name in enumerate(GAP_QUARTERS):
                own = target[YEAR_QUARTERS[index]]
                target[name] = own - target[CHILDREN_QUARTERS[index]]

    @api.depends("level", "children_count", *YEAR_QUARTERS, *CHILDREN_QUARTERS)
    def _compute_state(self):
        for target in self:
            target.state = compare(
                decimals(target, YEAR_QUARTERS),
                decimals(target, CHILDREN_QUARTERS) if target.children_count else None,
                target.level != CUSTOMER,
            )

    @api.depends("state", "gap", "children_amount", "amount")
    @api.depends_context("lang")
    def _compute_gap_sentence(self):
        for target in self:
            target.gap_sentence = target._describe_gap()

    def _describe_gap(self):
        """What the state means in money, in one sentence; empty where all agrees."""

        def money(amount):
            return format_amount(self.env, amount, self.currency_id)

        if self.state == MISMATCH and not self.gap:
            return self.env._("The year agrees with the targets below, a quarter not.")
        if self.state == MISMATCH:
            return self.env._(
                "The targets below sum to %(sum)s, this one is %(own)s: the difference "
                "is %(gap)s.",
                sum=money(self.children_amount),
                own=money(self.amount),
                gap=money(self.gap),
            )
        if self.state == NOT_SET and self.children_amount:
            return self.env._(
                "The targets below sum to %(sum)s, but this one is not set.",
                sum=money(self.children_amount),
            )
        if self.state == NOT_SET and self.amount:
            return self.env._("This target is set, but none of those below is.")
        return False

    @api.depends("level", "year", "territory_id", "user_id", "partner_id", "company_id")
    def _compute_display_name(self):
        for target in self:
            name = (
                target.partner_id.display_name
                or target.user_id.name
                or target.territory_id.name
                or target.company_id.name
            )
            target.display_name = f"{target.year} - {name or ''}"
