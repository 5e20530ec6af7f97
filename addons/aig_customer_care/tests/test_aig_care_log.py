from datetime import datetime

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from odoo.addons.aig_territory.tests.common import AigTerritoryCase


@tagged("post_install", "-at_install")
class TestAigCareLog(AigTerritoryCase):
    """Contacts logged by hand, corrections and counters."""

    def _log(self, user=None, **values):
        env = (user or self.user_sales_north) and self.env["aig.care.log"].with_user(
            user or self.user_sales_north
        )
        return env.create(
            {"partner_id": self.customer_north.id, "care_type": "call", **values}
        )

    @freeze_time("2026-11-20 03:00:00")
    def test_call_typed_in_the_form_counts_at_once(self):
        form = Form(self.env["aig.care.log"].with_user(self.user_sales_north))
        form.partner_id = self.customer_north
        form.care_type = "visit"
        form.note = "Thích vị trí mới"
        log = form.save()
        self.assertRecordValues(
            log,
            [
                {
                    "partner_id": self.customer_north.id,
                    "user_id": self.user_sales_north.id,
                    "territory_id": self.territory_north.id,
                    "state": "sent",
                    "is_counted": True,
                    "date": datetime(2026, 11, 20, 3),
                    "sent_date": datetime(2026, 11, 20, 3),
                }
            ],
        )

    def test_branch_counts_for_its_commercial_partner(self):
        log = self._log(partner_id=self.branch_north.id)
        self.assertEqual(log.partner_id, self.customer_north)

    def test_territory_is_a_snapshot(self):
        log = self._log()
        self.customer_north.aig_territory_id = self.territory_south
        self.assertEqual(log.sudo().territory_id, self.territory_north)

    def test_reversal_stops_both_rows_from_counting(self):
        log = self._log()
        wizard = (
            self.env["aig.care.log.reverse"]
            .with_user(self.user_sales_north)
            .create({"log_id": log.id, "reason": "Nhầm khách"})
        )
        wizard.action_confirm()
        reversal = log.reversal_ids
        self.assertEqual(reversal.reversal_reason, "Nhầm khách")
        self.assertFalse(log.is_counted or reversal.is_counted)
        self.assertFalse(
            self.env["aig.care.log"]._count_sent("partner_id", log.partner_id.ids)
        )

    def test_reversed_only_once(self):
        log = self._log()
        log._reverse("Nhầm")
        with self.assertRaisesRegex(UserError, "Only a row that counts"):
            log._reverse("Nhầm")
        with self.assertRaisesRegex(UserError, "Only a row that counts"):
            log.reversal_ids.action_reverse()

    def test_reversal_needs_a_reason(self):
        with self.assertRaisesRegex(UserError, "Say in one sentence"):
            self._log()._reverse("  ")

    def test_counts_per_kind(self):
        self._log()
        self._log()
        self._log(care_type="visit")
        counts = self.env["aig.care.log"]._count_sent(
            "partner_id", self.customer_north.ids
        )
        key = self.customer_north.id
        self.assertEqual(counts, {(key, "call"): 2, (key, "visit"): 1})
        self.assertEqual(self.branch_north.aig_care_contact_count, 3)
        self.assertEqual(self.env["aig.care.log"]._count_sent("partner_id", []), {})

    def test_customers_button_opens_its_rows(self):
        self._log()
        action = self.customer_north.with_user(
            self.user_sales_north
        ).action_aig_care_log()
        logs = self.env["aig.care.log"].search(action["domain"])
        self.assertEqual(logs.mapped("care_type"), ["call"])
