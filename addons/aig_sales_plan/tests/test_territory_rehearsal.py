from odoo.tests import freeze_time, tagged

from .common import AigPlanCase


@tagged("post_install", "-at_install")
class TestTerritoryRehearsal(AigPlanCase):
    """What was planned and done belongs to who planned and did it (G06)."""

    @freeze_time("2026-10-05 03:00:00")
    def test_plans_and_care_logs_stay_when_their_customer_moves(self):
        log = self.env["aig.care.log"].create(
            {
                "partner_id": self.customer_north.id,
                "user_id": self.user_sales_north.id,
                "care_type": "call",
                "note": "Called",
            }
        )
        before = self._read_anew(self.plan_north, self.line_north, log)
        rehearsal = self.env["aig.territory.rehearsal"].with_user(self.user_director)
        rehearsal = rehearsal.create({"name": "New split"})
        rehearsal.line_ids.create(
            {
                "rehearsal_id": rehearsal.id,
                "partner_id": self.customer_north.id,
                "new_territory_id": self.territory_south.id,
            }
        )
        rehearsal.action_activate()
        self.assertEqual(self.customer_north.aig_territory_id, self.territory_south)
        after = self._read_anew(self.plan_north, self.line_north, log)
        self.assertEqual(before, after)
        self.assertEqual(log.territory_id, self.territory_north)

    def _read_anew(self, *records):
        """Everything of records but where they are read as well, from the database."""
        self.env.flush_all()
        self.env.invalidate_all()
        return [
            [
                {name: row[name] for name in row if name != "aig_later_territory_id"}
                for row in record.sudo().read()
            ]
            for record in records
        ]
