from datetime import timedelta

from odoo.fields import Command

from odoo.addons.mail.tests.common import MailCase

from .common import AMOUNT, MILLION, AigVoucherCase

__all__ = ["AMOUNT", "MILLION", "PIXEL", "AigGiftCase"]

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


class AigGiftCase(AigVoucherCase, MailCase):
    """Two billboards at 4 million VND a day, and display time as a gift."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.company._aig_today()
        cls.kind = cls.env["aig.position.kind"].create({"name": "Billboard"})
        cls.billboard = cls.make_position("Ngã tư Sở", "G-1")
        cls.tower = cls.make_position("Cầu Giấy", "G-2")
        cls.gift.unit_cost = 400_000
        cls.time_gift = cls.env["aig.voucher.gift"].create(
            {"name": "Tặng thời gian", "gift_type": "time"}
        )

    @classmethod
    def make_position(cls, name, code):
        return cls.env["aig.position"].create(
            {
                "name": name,
                "code": code,
                "kind_id": cls.kind.id,
                "rate_ids": [
                    Command.create(
                        {
                            "date_from": cls.today - timedelta(365),
                            "daily_rate": 4 * MILLION,
                        }
                    )
                ],
            }
        )

    @classmethod
    def day(cls, number):
        return cls.today + timedelta(number)

    @classmethod
    def make_time(cls, first, last, position=None, name="Gói A", voucher=None):
        """A package of display time, days counted from today."""
        return (
            cls.env["aig.voucher.package"]
            .with_user(cls.user_sales_north)
            .create(
                {
                    "name": name,
                    "voucher_id": (voucher or cls.voucher).id,
                    "line_ids": [
                        Command.create(
                            {
                                "gift_id": cls.time_gift.id,
                                "position_id": (position or cls.billboard).id,
                                "date_from": cls.day(first),
                                "date_to": cls.day(last),
                            }
                        )
                    ],
                }
            )
        )

    def take(self, first, last, position=None):
        """Somebody of the south books these days, and pays for them."""
        booking = (
            self.env["aig.position.booking"]
            .with_user(self.user_sales_south)
            .create(
                {
                    "position_id": (position or self.billboard).id,
                    "partner_id": self.customer_south.id,
                    "date_from": self.day(first),
                    "date_to": self.day(last),
                }
            )
        )
        booking.action_book()
        return booking

    def send(self, voucher=None):
        """Review and mail the voucher as its salesperson does."""
        action = (voucher or self.voucher).action_review_and_send()
        composer = self.env["mail.compose.message"].with_user(self.user_sales_north)
        composer = composer.with_context(**action["context"]).create({})
        with self.mock_mail_gateway():
            composer.action_send_mail()

    def deliver(self, line, user=None, **values):
        """Say that a gift was delivered, with a photo."""
        return (
            self.env["aig.voucher.delivery"]
            .with_user(user or self.user_sales_north)
            .create({"line_id": line.id, "photo": PIXEL, **values})
        )

    def choose(self, package):
        package.action_choose()
        return package
