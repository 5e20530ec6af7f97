from decimal import Decimal

from odoo import api, fields, models
from odoo.tools.misc import formatLang

from ..tools.packages import line_value


class AigVoucherPackageLine(models.Model):
    """A quantity of one gift; its value is kept as it was when it was put in."""

    _name = "aig.voucher.package.line"
    _description = "Voucher Package Line"
    _inherit = ["aig.guard.mixin"]
    _guarded_parents = ("package_id",)
    _order = "package_id, id"
    _rec_name = "gift_id"

    package_id = fields.Many2one(
        "aig.voucher.package", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(related="package_id.user_id", store=True, index=True)
    territory_id = fields.Many2one(
        related="package_id.territory_id", store=True, index=True
    )
    company_id = fields.Many2one(related="package_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    gift_id = fields.Many2one(
        "aig.voucher.gift", required=True, index=True, ondelete="restrict"
    )
    quantity = fields.Float(digits=(12, 2), default=1.0, required=True)
    unit_value = fields.Monetary(
        "Conversion value",
        compute="_compute_unit_value",
        store=True,
        precompute=True,
        readonly=False,
    )
    value = fields.Monetary(compute="_compute_value", store=True, precompute=True)

    _quantity_check = models.Constraint(
        "CHECK (quantity > 0)", "Type how many of the gift: more than 0."
    )
    _unit_value_check = models.Constraint(
        "CHECK (unit_value >= 0)", "A gift cannot be worth less than 0."
    )

    @api.depends("gift_id")
    def _compute_unit_value(self):
        for line in self:
            line.unit_value = line.gift_id.unit_value

    @api.depends("quantity", "unit_value")
    def _compute_value(self):
        for line in self:
            line.value = float(
                line_value(
                    Decimal(str(line.quantity)),
                    Decimal(str(line.unit_value)),
                    line.currency_id.decimal_places,
                )
            )

    @api.constrains("package_id", "quantity", "unit_value", "gift_id")
    def _check_within_amount(self):
        self.package_id._check_within_amount()

    def _prepare_copy(self):
        """What a later revision takes over, with the value the gift had."""
        return {
            "gift_id": self.gift_id.id,
            "quantity": self.quantity,
            "unit_value": self.unit_value,
        }

    def _format_quantity(self):
        """The quantity as the customer reads it: ``8``, or ``2,5`` in Vietnamese."""
        self.ensure_one()
        digits = 0 if self.quantity == int(self.quantity) else 2
        return formatLang(self.env, self.quantity, digits=digits)
