from odoo import api, models
from odoo.exceptions import ValidationError


class ProductProduct(models.Model):
    """What a gift costs stands on the gift alone.

    Core shows the cost of a product to every internal user, in lists, searches, sums
    and exports; the gift's own field is the managers'.
    """

    _inherit = "product.product"

    @api.constrains("standard_price")
    def _check_gift_has_no_cost(self):
        # sudo: gifts of all companies count, whoever writes
        costly = self.sudo().filtered("standard_price")
        gift = self.env["aig.voucher.gift"].sudo()
        gift = gift.search([("product_id", "in", costly.ids)], limit=1)
        if gift:
            raise ValidationError(
                self.env._(
                    "“%(gift)s” is a gift: write its cost on the gift, where "
                    "salespeople do not see it.",
                    gift=gift.name,
                )
            )
