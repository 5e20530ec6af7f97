from odoo.fields import Command

from odoo.addons.aig_sales_plan.tests.common import MILLION, AigPlanCase

AMOUNT = 385 * MILLION


class AigVoucherCase(AigPlanCase):
    """The worked example's row and its voucher: 11 points, 385,000,000 VND."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy = cls.env.ref("aig_voucher.aig_voucher_policy_default")
        cls.voucher = (
            cls.env["aig.voucher"]
            .with_user(cls.user_sales_north)
            .create({"plan_line_id": cls.line_north.id})
        )
        cls.gift = cls.env["aig.voucher.gift"].create(
            {"name": "Thay bạt", "gift_type": "banner", "unit_value": MILLION}
        )

    @classmethod
    def make_package(cls, *values, voucher=None, user=None):
        """A package of gifts worth these values, as the salesperson makes it."""
        voucher = voucher or cls.voucher
        return (
            cls.env["aig.voucher.package"]
            .with_user(user or cls.user_sales_north)
            .create(
                {
                    "name": "Gói A",
                    "voucher_id": voucher.id,
                    "line_ids": [
                        Command.create(
                            {"gift_id": cls.gift.id, "quantity": 1, "unit_value": value}
                        )
                        for value in values
                    ],
                }
            )
        )
