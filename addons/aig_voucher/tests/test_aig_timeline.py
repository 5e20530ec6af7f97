from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .common import AMOUNT, AigVoucherCase


@tagged("post_install", "-at_install")
class TestAigTimeline(AigVoucherCase):
    """Vouchers of the customer, and what was chosen of them (S09)."""

    def _rows(self, user):
        timeline = self.env["aig.timeline"].with_user(user)
        page = timeline.get_page(
            "res.partner", self.customer_north.id, kinds=["voucher"]
        )
        return page["rows"]

    def test_the_voucher_and_the_choice(self):
        [row] = self._rows(self.user_sales_north)
        self.assertEqual((row["amount"], row["state"]), (AMOUNT, "Draft"))
        package = self.make_package(AMOUNT - 1)
        # when it was made is known to the millisecond, when it was chosen to the second
        with freeze_time(fields.Datetime.now() + timedelta(minutes=1)):
            package.action_choose()
            chosen, made = self._rows(self.user_manager_north)
        self.assertEqual(made["state"], "Chosen")
        self.assertEqual(chosen["label"], "Package Chosen")
        self.assertEqual(chosen["amount"], AMOUNT - 1)
        self.assertEqual(chosen["who"], self.user_sales_north.name)
        self.assertIn("Gói A", chosen["title"])

    def test_none_for_content_officers(self):
        self.assertFalse(self._rows(self.user_content))

    def test_the_vouchers_button(self):
        action = self.voucher.action_aig_timeline()
        self.assertEqual(action["params"], {"resId": self.customer_north.id})
