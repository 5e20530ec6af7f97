from datetime import date

from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from .figures import AigKpiCase

#: Place, kind, days before today, and what became of the row of the log.
CONTACTS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(("call", "meeting", "visit", "voucher", "article", "other")),
        st.integers(0, 400),
        st.sampled_from(("kept", "kept", "reversed")),
    ),
    max_size=10,
)
CONTACT_KINDS = ("call", "meeting", "visit")


@tagged("post_install", "-at_install")
@freeze_time("2026-12-20 03:00:00")
class TestAigKpiSilence(AigKpiCase):
    """Who has been silent for longest: today, whatever the period (A51, S16)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        north = cls.territory_north
        cls.customers = (
            cls.customer_north
            | cls._new_customer("Quiet Customer", north)
            | cls._new_customer("Unknown Customer", north)
        )
        cls.customers.user_id = cls.user_sales_north

    def log(self, place, day, kind="call"):
        # superuser: rows of mails, and of colleagues, are written by the system
        return self.env["aig.care.log"].create(
            {
                "partner_id": self.customers[place].id,
                "user_id": self.user_sales_north_2.id,
                "care_type": kind,
                "date": f"{day} 03:00:00",
            }
        )

    def rows(self, user=None):
        """What the dashboard's list asks for."""
        facts = self.facts("aig.kpi.silence", user or self.user_manager_north)
        return facts.search(
            [("partner_id", "in", self.customers.ids)], order="days_since desc"
        )

    def test_never_contacted_come_first_then_the_longest(self):
        self.log(0, "2026-12-18")
        self.log(1, "2024-02-01")
        self.log(1, "2026-12-19", "article")
        rows = self.rows()
        known, quiet, unknown = self.customers
        self.assertEqual(rows.partner_id.ids, [unknown.id, quiet.id, known.id])
        self.assertEqual(rows.mapped("silence"), ["Never", "1053 days", "2 days"])
        self.assertEqual(rows[1].date, date(2024, 2, 1))
        action = rows[0].action_open_records()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("res.partner", unknown.id)
        )

    def test_a_reversed_contact_was_none(self):
        self.log(0, "2026-12-18")
        self.log(0, "2026-12-19")._reverse("Nhầm khách")
        [row] = self.rows().filtered(lambda one: one.partner_id == self.customers[0])
        self.assertEqual(row.date, date(2026, 12, 18))

    def test_a_contact_of_a_customer_is_no_customer(self):
        branches = self.facts("aig.kpi.silence", self.user_director).search(
            [("partner_id", "=", self.branch_north.id)]
        )
        self.assertFalse(branches)

    def test_of_own_territories_only(self):
        for user, sees in (
            (self.user_sales_north, True),
            (self.user_sales_north_2, False),
            (self.user_manager_north, True),
            (self.user_manager_south, False),
            (self.user_manager_both, True),
        ):
            with self.subTest(user.login):
                self.assertEqual(len(self.rows(user)), 3 if sees else 0)

    @settings(max_examples=15, deadline=None)
    @given(CONTACTS)
    def check_last_contacts(self, contacts):
        savepoint = self.env.cr.savepoint()
        try:
            today = date(2026, 12, 20)
            last = {}
            for place, kind, days, fate in contacts:
                day = date.fromordinal(today.toordinal() - days)
                log = self.log(place, day, kind)
                if fate == "reversed":
                    log._reverse("Nhầm khách")
                elif kind in CONTACT_KINDS:
                    customer = self.customers[place]
                    last[customer] = min(days, last.get(customer, days))
            rows = self.rows()
            self.assertEqual(
                {row.partner_id: row.days_since for row in rows if row.date}, last
            )
            never = len(self.customers) - len(last)
            self.assertEqual(
                [bool(row.date) for row in rows],
                [False] * never + [True] * len(last),
            )
            opened = self.records_of(
                "aig.kpi.silence",
                self.user_manager_north,
                [("partner_id", "in", self.customers.ids)],
                "never_count",
            )
            self.assertEqual(len(opened), never)
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    def test_the_last_contact_is_that_of_the_log(self):
        self.check_last_contacts()
