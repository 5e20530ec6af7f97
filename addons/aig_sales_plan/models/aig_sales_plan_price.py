from collections import defaultdict
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.pricing import (
    Approval,
    PricedRow,
    amount_of,
    discount_of,
    effect,
    is_below_floor,
    is_covered,
    price_at,
)

# set by approving alone
APPROVAL_FIELDS = {
    "approved_by_id",
    "approved_date",
    "approved_price",
    "approved_quantity",
}


class AigSalesPlanPrice(models.Model):
    """What is to be sold to a customer, at the list price and at the planned one.

    List price and floor are those of the plan's first day, kept as they were when
    the row was typed; prices are in the company's currency, without tax (A03).
    """

    _name = "aig.sales.plan.price"
    _description = "Planned Price"
    _inherit = ["aig.guard.mixin"]
    _guarded_parents = ("line_id",)
    _order = "line_id, id"
    _rec_name = "product_id"

    line_id = fields.Many2one(
        "aig.sales.plan.line",
        string="Plan row",
        required=True,
        index=True,
        ondelete="cascade",
    )
    plan_id = fields.Many2one(related="line_id.plan_id", store=True, index=True)
    partner_id = fields.Many2one(related="line_id.partner_id", store=True, index=True)
    user_id = fields.Many2one(related="line_id.user_id", store=True, index=True)
    territory_id = fields.Many2one(
        related="line_id.territory_id", store=True, index=True
    )
    period_id = fields.Many2one(related="line_id.period_id", store=True)
    company_id = fields.Many2one(related="line_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    plan_state = fields.Selection(related="plan_id.state", string="Plan state")

    product_id = fields.Many2one(
        "product.product",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('sale_ok', '=', True)]",
    )
    categ_id = fields.Many2one(
        related="product_id.categ_id", string="Product group", store=True, index=True
    )
    description = fields.Char()
    quantity = fields.Float(digits=(12, 2), default=1.0, required=True)
    uom_id = fields.Many2one(
        "uom.uom",
        string="Unit",
        compute="_compute_uom_id",
        store=True,
        precompute=True,
        readonly=False,
    )
    list_price = fields.Monetary(
        compute="_compute_list_price",
        store=True,
        precompute=True,
        aggregator=None,
        help="By the customer's pricelist on the first day of the quarter.",
    )
    planned_price = fields.Monetary(
        compute="_compute_planned_price",
        store=True,
        precompute=True,
        readonly=False,
        aggregator=None,
    )
    has_typed_price = fields.Boolean(
        "Price typed", help="Somebody typed the price: the list does not change it."
    )
    discount = fields.Float(
        "Discount (%)",
        digits=(16, 2),
        compute="_compute_discount",
        inverse="_inverse_discount",
        help="Typing it sets the planned price, and the other way round.",
    )
    reason = fields.Char(help="Why the customer pays less than the list price.")
    subtotal = fields.Monetary(
        "Priced", compute="_compute_amounts", store=True, precompute=True
    )
    list_subtotal = fields.Monetary(
        "At list price", compute="_compute_amounts", store=True, precompute=True
    )
    effect = fields.Monetary(
        "Given away",
        compute="_compute_amounts",
        store=True,
        precompute=True,
        help="At list price - as planned.",
    )
    floor_price = fields.Monetary(
        compute="_compute_list_price",
        store=True,
        precompute=True,
        aggregator=None,
        help="By the company's floor pricelist; below it a manager has to approve.",
    )
    below_floor = fields.Boolean(
        compute="_compute_needs_approval", store=True, precompute=True
    )
    needs_approval = fields.Boolean(
        compute="_compute_needs_approval",
        store=True,
        precompute=True,
        help="Below the floor, and nobody has approved this price and quantity yet.",
    )
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_date = fields.Datetime(readonly=True, copy=False)
    approved_price = fields.Monetary(readonly=True, copy=False, aggregator=None)
    approved_quantity = fields.Float(
        digits=(12, 2), readonly=True, copy=False, aggregator=None
    )

    _quantity_check = models.Constraint(
        "CHECK (quantity > 0)", "Type how many are planned: more than 0."
    )
    _planned_price_check = models.Constraint(
        "CHECK (planned_price >= 0)", "A price cannot be negative: type 0 or more."
    )
    _reason_check = models.Constraint(
        "CHECK (planned_price >= list_price OR COALESCE(trim(reason), '') <> '')",
        "A price below the list needs its reason: say why the customer pays less.",
    )

    # Computes ---------------------------------------------------------------------

    @api.depends("product_id")
    def _compute_uom_id(self):
        for row in self:
            row.uom_id = row.product_id.uom_id

    @api.depends("product_id", "quantity", "uom_id", "line_id.partner_id")
    def _compute_list_price(self):
        """Read list price and floor; one look into a pricelist for many rows."""
        listed = self._read_prices(lambda row: row._get_pricelist())
        floors = self._read_floors()
        for row in self:
            row.list_price = listed.get(row, (0.0, False))[0]
            # a pricelist without a rule for the product sets no floor for it
            price, rule = floors.get(row, (0.0, False))
            row.floor_price = price if rule else 0.0

    def _get_pricelist(self):
        """The pricelist of the row's customer."""
        partner = self.line_id.partner_id.with_company(self.company_id)
        return partner.property_product_pricelist

    def _read_floors(self):
        with_floor = self.filtered("company_id.aig_floor_pricelist_id")
        return with_floor._read_prices(
            lambda row: row.company_id.aig_floor_pricelist_id
        )

    def _read_prices(self, get_pricelist):
        """``{row: (price in the company's currency, id of the rule)}``."""
        groups = defaultdict(self.browse)
        for row in self.filtered("product_id"):
            key = (get_pricelist(row), row._get_price_day(), row.quantity, row.uom_id)
            groups[(*key, row.company_id or self.env.company)] += row
        prices = {}
        for (pricelist, day, quantity, uom, company), rows in groups.items():
            currency = pricelist.currency_id or company.currency_id
            found = pricelist.with_company(company)._compute_price_rule(
                rows.product_id, quantity, currency=currency, uom=uom, date=day
            )
            for row in rows:
                price, rule = found[row.product_id.id]
                prices[row] = (
                    currency._convert(price, company.currency_id, company, day),
                    rule,
                )
        return prices

    def _get_price_day(self):
        company = self.company_id or self.env.company
        return self.line_id.plan_id.date_from or company._aig_today()

    @api.depends("list_price", "has_typed_price")
    def _compute_planned_price(self):
        for row in self:
            price = row.planned_price if row.has_typed_price else row.list_price
            row.planned_price = price

    @api.depends("list_price", "planned_price")
    def _compute_discount(self):
        for row in self:
            row.discount = float(
                discount_of(
                    Decimal(str(row.list_price)), Decimal(str(row.planned_price))
                )
            )

    def _inverse_discount(self):
        for row in self:
            row.planned_price = row._get_discounted_price()

    @api.depends("quantity", "list_price", "planned_price")
    def _compute_amounts(self):
        for row in self:
            digits = row.currency_id.decimal_places
            priced = row._as_priced_row()
            row.subtotal = float(
                amount_of(priced.quantity, priced.planned_price, digits)
            )
            row.list_subtotal = float(
                amount_of(priced.quantity, priced.list_price, digits)
            )
            row.effect = float(effect([priced], digits))

    @api.depends("planned_price", "floor_price", "quantity", *APPROVAL_FIELDS)
    def _compute_needs_approval(self):
        for row in self:
            price = Decimal(str(row.planned_price))
            below = is_below_floor(price, Decimal(str(row.floor_price)))
            covered = is_covered(row._get_approval(), price, Decimal(str(row.quantity)))
            row.below_floor = below
            row.needs_approval = below and not covered

    def _get_approval(self):
        """The :class:`Approval` of the row, if there is one."""
        if not self.approved_by_id:
            return None
        return Approval(
            Decimal(str(self.approved_price)), Decimal(str(self.approved_quantity))
        )

    def _as_priced_row(self):
        return PricedRow(
            Decimal(str(self.quantity)),
            Decimal(str(self.list_price)),
            Decimal(str(self.planned_price)),
        )

    def _get_discounted_price(self):
        return float(
            price_at(
                Decimal(str(self.list_price)),
                Decimal(str(self.discount)),
                self.currency_id.decimal_places,
            )
        )

    # Typing -----------------------------------------------------------------------

    @api.onchange("product_id")
    def _onchange_product_id(self):
        self.has_typed_price = False

    @api.onchange("planned_price")
    def _onchange_planned_price(self):
        # a price that follows the list agrees with it: another one is typed
        if self.planned_price != self.list_price:
            self.has_typed_price = True

    @api.onchange("discount")
    def _onchange_discount(self):
        # a discount that follows the price agrees with it: another one is typed
        follows = discount_of(
            Decimal(str(self.list_price)), Decimal(str(self.planned_price))
        )
        if round(float(follows), 2) != self.discount:
            self.planned_price = self._get_discounted_price()
            self.has_typed_price = True

    @api.constrains("planned_price", "list_price", "reason")
    def _check_reason(self):
        """Ask why for a price below the list; the database refuses what gets past."""
        for row in self:
            if row.planned_price < row.list_price and not (row.reason or "").strip():
                raise ValidationError(
                    self.env._(
                        "%(customer)s: “%(product)s” is planned at %(price)s, below "
                        "the list price of %(list)s: type the reason.",
                        customer=row.partner_id.display_name,
                        product=row.product_id.display_name,
                        price=row.currency_id.format(row.planned_price),
                        list=row.currency_id.format(row.list_price),
                    )
                )
