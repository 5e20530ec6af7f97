from odoo import fields, models

GIFT_TYPES = [
    ("time", "Display time"),
    ("banner", "Banner change"),
    ("media", "4E media package"),
    ("print", "Printing"),
    ("led", "LED broadcast"),
    ("mockup", "Mockup set"),
    ("other", "Other"),
]


class AigVoucherGift(models.Model):
    """A gift of the catalogue: what it counts for, and what it really costs (A31)."""

    _name = "aig.voucher.gift"
    _description = "Voucher Gift"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    gift_type = fields.Selection(GIFT_TYPES, required=True, default="other")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    unit_value = fields.Monetary(
        "Conversion value", help="What one of it takes from the voucher's amount."
    )
    unit_cost = fields.Monetary(
        "Real cost",
        groups="aig_base.group_sales_manager",
        help="What one of it costs the company.",
    )
    product_id = fields.Many2one("product.product", check_company=True)
    description = fields.Text(translate=True)

    _value_check = models.Constraint(
        "CHECK (unit_value >= 0 AND unit_cost >= 0)",
        "The value and the cost of a gift cannot be negative.",
    )
