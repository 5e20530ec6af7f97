from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from .test_aig_kpi_money import MoneyCase

QUARTER = [("date", ">=", "2026-10-01"), ("date", "<=", "2026-12-31")]
#: In UTC: the last moment of the quarter before in Vietnam, the first and last of this
#: one, and the first of the next.
MOMENTS = (
    ("2026-09-30 16:59:59", False),
    ("2026-09-30 17:00:00", True),
    ("2026-12-31 16:59:59", True),
    ("2026-12-31 17:00:00", False),
)


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 03:00:00")
class TestAigKpiNear(MoneyCase):
    """A period reads its records by an index, and misses none at its edges."""

    def plan_of(self, model, domain):
        """How the database reads figures; which index of a small table, varies."""
        facts = self.env[model].with_user(self.user_director)
        query = facts._search(domain).select()
        self.env.cr.execute(f"EXPLAIN {query.code}", query.params)
        return "\n".join(line for (line,) in self.env.cr.fetchall())

    def assert_indexed(self, table, expression):
        """Whether an index begins with an expression."""
        self.env.cr.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = %s", [table]
        )
        starts = [
            row.partition(" USING btree (")[2] for (row,) in self.env.cr.fetchall()
        ]
        self.assertTrue(any(start.startswith(expression) for start in starts), starts)

    def assert_edges(self, model, table, columns, record, field):
        """Whether a record of each moment is one of the quarter."""
        facts = self.env[model].with_user(self.user_director)
        for moment, is_within in MOMENTS:
            sets = ", ".join(f"{column} = %(moment)s" for column in columns)
            self.env.cr.execute(
                f"UPDATE {table} SET {sets} WHERE id = %(id)s",
                {"moment": moment, "id": record.id},
            )
            self.env.invalidate_all()
            found = facts.search([*QUARTER, (field, "=", record.id)])
            self.assertEqual(bool(found), is_within, moment)

    def test_edges_of_deals(self):
        deal = self._new_lead(self.customer_north, self.user_sales_north)
        self.env.flush_all()
        columns = ("create_date", "date_conversion")
        self.assert_edges("aig.kpi.deal", "crm_lead", columns, deal, "lead_id")

    def test_edges_of_orders(self):
        order = self._new_order(self.customer_north, self.user_sales_north)
        order.action_confirm()
        self.env.flush_all()
        columns = ("create_date", "date_order")
        self.assert_edges("aig.kpi.order", "sale_order", columns, order, "order_id")

    def test_edges_of_meetings(self):
        meeting = self.env["calendar.event"].create(
            {
                "name": "Gặp khách hàng",
                "user_id": self.user_sales_north.id,
                "partner_ids": [Command.set(self.customer_north.ids)],
                "start": "2026-12-01 03:00:00",
                "stop": "2026-12-01 04:00:00",
            }
        )
        self.env.flush_all()
        columns = ("create_date",)
        self.assert_edges(
            "aig.kpi.meeting", "calendar_event", columns, meeting, "event_id"
        )

    def test_meetings_are_found_by_their_moments(self):
        self.assertIn("create_date >=", self.plan_of("aig.kpi.meeting", QUARTER))
        self.assert_indexed("calendar_event", "create_date")

    def test_deals_are_found_by_their_moments(self):
        plan = self.plan_of("aig.kpi.deal", QUARTER)
        for moment in (
            "COALESCE(date_conversion, create_date)",
            "COALESCE(date_closed, write_date)",
        ):
            self.assertIn(f"{moment} >=", plan)
            self.assert_indexed("crm_lead", moment)

    def test_orders_are_found_by_their_moments(self):
        plan = self.plan_of("aig.kpi.order", QUARTER)
        for moment in ("create_date", "date_order"):
            self.assertIn(f"{moment} >=", plan)
            self.assert_indexed("sale_order", moment)

    def test_money_is_found_by_its_day(self):
        plan = self.plan_of("aig.kpi.cash", QUARTER)
        # in each branch: money that came, that went back, that pays nothing yet
        self.assertGreaterEqual(plan.count("date >="), 3)

    def test_what_is_no_day_stays(self):
        facts = self.env["aig.kpi.deal"].with_user(self.user_director)
        self.assertFalse(facts.search([("date", "=", False)]))
        self.assertEqual(
            facts.search_count([("date", "!=", "2026-11-20")])
            + facts.search_count([("date", "=", "2026-11-20")]),
            facts.search_count([]),
        )
