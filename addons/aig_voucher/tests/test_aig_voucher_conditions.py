from odoo.exceptions import AccessError
from odoo.tests import tagged

from .pages import AigVoucherPageCase


@tagged("post_install", "-at_install")
class TestAigVoucherConditions(AigVoucherPageCase):
    """What customers are told is reviewed, and stays as it was sent (A34)."""

    def _conditions(self, lang="en_US"):
        return self.voucher.with_context(lang=lang)._get_conditions()

    def test_a_change_undoes_the_review_in_any_language(self):
        policy = self.policy.with_user(self.user_director)
        changes = (
            lambda: policy.write({"conditions": "Until March"}),
            lambda: policy.with_context(lang="vi_VN").write(
                {"conditions": "Đến tháng 3"}
            ),
            lambda: policy.update_field_translations(
                "conditions", {"vi_VN": "Đến hết tháng 3"}
            ),
        )
        for change in changes:
            self.voucher.action_review()
            self.assertTrue(self.voucher.care_reviewed_date)
            change()
            self.assertFalse(self.voucher.care_reviewed_date)
            self.assertEqual(self.voucher.state, "draft")
        self.assertEqual(self._conditions("vi_VN"), ["Đến hết tháng 3"])
        self.voucher.action_review()
        policy.warn_gift_share = 0.4  # customers do not read it
        self.assertTrue(self.voucher.care_reviewed_date)

    def test_what_was_sent_stays(self):
        self.policy.with_context(lang="en_US").conditions = "Until December"
        self.policy.with_context(lang="vi_VN").conditions = "Đến hết tháng 12"
        self.send()
        self.policy.with_context(lang="en_US").conditions = "Until March"
        self.policy.with_context(lang="vi_VN").conditions = "Đến hết tháng 3"
        self.assertEqual(self._conditions(), ["Until December"])
        self.assertEqual(self._conditions("vi_VN"), ["Đến hết tháng 12"])
        self.assertEqual(self.voucher.state, "sent")
        self.assertTrue(self.voucher.care_reviewed_date)
        with self.assertRaises(AccessError):
            self.voucher.write({"conditions": {"en_US": "Mine"}})

    def test_points_say_what_they_are_for(self):
        names = ("receivable_points", "renewal_points", "development_points")
        self.assertRecordValues(
            self.voucher, [dict(zip(names, (2, 2, 1), strict=True))]
        )
        # the same points for another reason, as long as nothing was sent
        self.voucher.action_review()
        million = 1_000_000
        self.line_north.write(
            {
                "renewal_revenue": 250 * million,
                "development_revenue": 50 * million,
                "override_reason": "Đã thống nhất",
            }
        )
        self.line_north._get_voucher()
        self.assertRecordValues(
            self.voucher, [dict(zip(names, (2, 2.5, 0.5), strict=True))]
        )
        self.assertFalse(self.voucher.care_reviewed_date)
