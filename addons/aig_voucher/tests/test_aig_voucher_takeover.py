from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .test_aig_voucher_ledger import AigVestCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 08:00:00")
class TestAigVoucherTakeover(AigVestCase):
    """One cause feeds one voucher; what earned nothing may go over to the next."""

    def make_next(self):
        """The next quarter's voucher, for the same deal."""
        plan = self.make_plan(self.user_sales_north, year=2027, quarter="1")
        line = self.line.create({"plan_id": plan.id, "partner_id": self.customer.id})
        self.assertEqual(line.source_ids.lead_id, self.deal)
        return self.voucher.create({"plan_line_id": line.id})

    def test_one_cause_feeds_one_voucher(self):
        second = self.make_next()
        with self.assertRaisesRegex(UserError, "press Take Over"):
            second._care_check_ready()
        with self.assertRaisesRegex(UserError, "press Take Over"):
            second._promise()
        with freeze_time("2027-01-01 08:00:00"):
            self.voucher._vest()  # it lapses without having earned
            second._promise()
        self.assertIn(self.deal, second.sudo().cause_ids.lead_id)

    def test_a_deal_goes_over_to_the_next_voucher(self):
        second = self.make_next()
        self.assertIn(self.deal.name, second.taken_causes)
        second.action_take_over()
        second._care_check_ready()
        self.assert_points(promised=5.5, open=5.5)
        second._promise()
        [former, now] = self.deal_causes()
        self.assertEqual((former.is_live, former.moved_to_id), (False, second))
        self.assertEqual((now.is_live, now.voucher_id), (True, second))
        self.assert_points(promised=5, open=5)
        self.assertIn(second.name, str(self.voucher.message_ids[0].body))
        # what happens to the deal counts there alone, also when both are looked at
        self.invoice_deal()
        (self.voucher + second)._promise()
        (self.voucher + second)._vest()
        self.assertEqual(former._get_open(), 0)
        self.assert_points(promised=5, open=5)

    def test_a_deal_that_has_earned_stays(self):
        second = self.make_next()
        self.invoice_deal()
        self.voucher._vest()
        self.assertFalse(second.taken_causes)
        with self.assertRaisesRegex(UserError, "No other voucher"):
            second.action_take_over()
        with self.assertRaisesRegex(UserError, "take it out of the plan's row"):
            second._care_check_ready()

    def deal_causes(self):
        causes = self.env["aig.voucher.cause"].sudo()
        return causes.search([("lead_id", "=", self.deal.id)], order="id")
