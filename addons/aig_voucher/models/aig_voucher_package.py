from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.packages import excess


class AigVoucherPackage(models.Model):
    """One set of gifts the customer may choose (A31-A33)."""

    _name = "aig.voucher.package"
    _description = "Voucher Package"
    _inherit = ["aig.guard.mixin"]
    _guarded_parents = ("voucher_id",)
    _order = "voucher_id, sequence, id"

    name = fields.Char(required=True, default=lambda self: self.env._("Package"))
    sequence = fields.Integer(default=10)
    voucher_id = fields.Many2one(
        "aig.voucher", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(related="voucher_id.user_id", store=True, index=True)
    territory_id = fields.Many2one(
        related="voucher_id.territory_id", store=True, index=True
    )
    company_id = fields.Many2one(related="voucher_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(
        "Voucher amount", related="voucher_id.amount", store=True, aggregator=None
    )
    line_ids = fields.One2many("aig.voucher.package.line", "package_id", string="Gifts")
    total_value = fields.Monetary(
        compute="_compute_total_value", store=True, precompute=True
    )
    remaining_value = fields.Monetary(
        "Left", compute="_compute_remaining_value", help="Voucher amount - total value"
    )
    is_chosen = fields.Boolean(compute="_compute_is_chosen")

    # The last word in a race: two transactions that add gifts to one package both
    # rewrite this row, so the second is retried and meets the sum of both.
    _within_amount_check = models.Constraint(
        "CHECK (total_value <= amount)",
        "The gifts of a package are worth more than the voucher: take some out.",
    )

    @api.depends("line_ids.value")
    def _compute_total_value(self):
        for package in self:
            package.total_value = sum(package.line_ids.mapped("value"))

    @api.depends("amount", "total_value")
    def _compute_remaining_value(self):
        for package in self:
            package.remaining_value = package.amount - package.total_value

    @api.depends("voucher_id.chosen_package_id")
    def _compute_is_chosen(self):
        for package in self:
            package.is_chosen = package.voucher_id.chosen_package_id == package

    @api.constrains("line_ids", "voucher_id")
    def _check_within_amount(self):
        for package in self:
            over = excess(
                (Decimal(str(value)) for value in package.line_ids.mapped("value")),
                Decimal(str(package.voucher_id.amount)),
            )
            if over:
                money = package.currency_id.format
                raise ValidationError(
                    self.env._(
                        "“%(package)s” is worth %(total)s, more than the voucher's "
                        "%(amount)s: take out gifts worth %(excess)s.",
                        package=package.name,
                        total=money(package.total_value),
                        amount=money(package.voucher_id.amount),
                        excess=money(float(over)),
                    )
                )

    def action_choose(self):
        """Record what the customer chose, by whom and when (A33)."""
        self.ensure_one()
        self.voucher_id._choose(self)
        return True
