from odoo import api, fields, models
from odoo.exceptions import ValidationError


class AigVoucherGift(models.Model):
    """What the catalogue shows of a gift, and when it is delivered (A31)."""

    _name = "aig.voucher.gift"
    _inherit = ["aig.voucher.gift", "image.mixin"]

    position_kind_id = fields.Many2one(
        "aig.position.kind",
        help="Display time of this gift is on positions of this kind only.",
    )
    lead_days = fields.Integer(
        "Days to deliver",
        default=14,
        help="How many days after the customer's choice it is to be delivered.",
    )
    needs_proof = fields.Boolean(
        default=True,
        help="A photo or a file has to show that it was delivered.",
    )

    _lead_days_check = models.Constraint(
        "CHECK (lead_days BETWEEN 0 AND 3650)",
        "A gift is delivered in 0 to 3650 days.",
    )

    @api.constrains("gift_type", "position_kind_id")
    def _check_position_kind(self):
        for gift in self:
            if gift.position_kind_id and gift.gift_type != "time":
                raise ValidationError(
                    self.env._(
                        "“%(gift)s” is no display time: leave out the kind of "
                        "position.",
                        gift=gift.name,
                    )
                )

    @api.constrains("product_id")
    def _check_product_cost(self):
        # sudo: what a product costs may be hidden from whoever makes gifts
        for gift in self.sudo().filtered("product_id"):
            product = gift.product_id.with_company(gift.company_id)
            if product.standard_price:
                raise ValidationError(
                    self.env._(
                        "Salespeople see what “%(product)s” costs: choose a product "
                        "without a cost, and write the cost on the gift.",
                        product=product.display_name,
                    )
                )

    def _get_product(self):
        """What stands on the order: the gift's product, made when there is none."""
        self.ensure_one()
        if not self.product_id:
            # sudo: salespeople make no products; this one only bears the gift's name
            gift = self.sudo()
            gift.product_id = gift.product_id.create(gift._prepare_product())
        return self.product_id

    def _prepare_product(self):
        return {
            "name": self.name,
            "type": "service",
            "company_id": self.company_id.id,
            "list_price": self.unit_value,
            # no cost: core shows a product's to everybody, see ``product_product.py``
            "standard_price": 0,
            "purchase_ok": False,
        }
