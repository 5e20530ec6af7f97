from datetime import date, datetime, timedelta

from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.aig_territory.tests.documents import AigDocumentCase

from .figures import KpiReader

MEASURES = ("booked_count", "new_count", "existing_count")
#: Place, day on which it was booked, and what became of it.
BOOKINGS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.integers(0, 80),
        st.sampled_from(("kept", "kept", "cancelled", "without customer")),
    ),
    max_size=8,
)


@tagged("post_install", "-at_install")
@freeze_time("2026-12-20 03:00:00")
class TestAigKpiMeeting(KpiReader, AigDocumentCase):
    """Meetings are counted on the day of booking, for who booked them (B07)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.places = [
            (cls.user_sales_north, cls.customer_north),
            (cls.user_sales_north_2, cls.customer_north),
            (cls.user_sales_south, cls.customer_south),
        ]

    def book(self, place=0, moment="2026-12-01 03:00:00", **values):
        """A meeting that a salesperson puts into the calendar at a moment."""
        user, customer = self.places[place]
        moment = datetime.fromisoformat(moment)
        with freeze_time(moment):
            meeting = (
                self.env["calendar.event"]
                .with_user(user)
                .create(
                    {
                        "name": "Gặp khách hàng",
                        "user_id": user.id,
                        "partner_ids": [Command.set((user.partner_id | customer).ids)],
                        "start": moment + timedelta(days=7),
                        "stop": moment + timedelta(days=7, hours=1),
                        **values,
                    }
                )
            )
        # the cursor's clock does not stand still for a test
        self.env.cr.execute(
            "UPDATE calendar_event SET create_date = %s WHERE id = %s",
            (moment, meeting.id),
        )
        return meeting

    def order(self, customer, moment):
        order = self._new_order(customer, self.user_sales_north)
        order.action_confirm()
        order.date_order = moment
        return order

    def test_booked_by_day_and_person(self):
        """On 30 November at 17:30 UTC it is 1 December in Vietnam."""
        self.book(moment="2026-11-30 17:30:00")
        self.book(moment="2026-11-30 16:30:00")
        self.book(place=2)
        by_month = self.sums(
            "aig.kpi.meeting",
            self.user_manager_both,
            ["user_id", "date:month"],
            ["booked_count:sum"],
        )
        self.assertEqual(
            by_month,
            {
                (self.user_sales_north, date(2026, 11, 1)): 1,
                (self.user_sales_north, date(2026, 12, 1)): 1,
                (self.user_sales_south, date(2026, 12, 1)): 1,
            },
        )
        [row] = self.facts("aig.kpi.meeting", self.user_sales_south).search([])
        self.assertEqual(row.held_on, date(2026, 12, 8))

    def test_new_until_the_first_order(self):
        self.book(moment="2026-12-01 03:00:00")
        self.order(self.customer_north, "2026-12-02 03:00:00")
        self.book(moment="2026-12-03 03:00:00")
        self.assertEqual(
            self.sums(
                "aig.kpi.meeting",
                self.user_manager_north,
                ["customer_kind"],
                ["booked_count:sum", "new_count:sum", "existing_count:sum"],
            ),
            {"new": (1, 1, 0), "existing": (1, 0, 1)},
        )

    def test_who_booked_it_not_whose_it_is(self):
        """A colleague puts a meeting into another one's calendar."""
        self.book(place=1, user_id=self.user_sales_north.id)
        [row] = self.facts("aig.kpi.meeting", self.user_manager_north).search([])
        self.assertEqual(row.user_id, self.user_sales_north_2)
        # what the system put there, a synchronisation, counts for the organiser
        row.event_id.sudo().flush_recordset()
        self.env.cr.execute(
            "UPDATE calendar_event SET create_uid = 1 WHERE id = %s",
            (row.event_id.id,),
        )
        [row] = self.facts("aig.kpi.meeting", self.user_manager_north).search([])
        self.assertEqual(row.user_id, self.user_sales_north)

    @settings(max_examples=15, deadline=None)
    @given(BOOKINGS)
    def check_figures_are_records(self, bookings):
        savepoint = self.env.cr.savepoint()
        try:
            for place, days, fate in bookings:
                day = datetime(2026, 10, 1, 3) + timedelta(days=days)
                values = {}
                if fate == "without customer":
                    values["partner_ids"] = [Command.clear()]
                meeting = self.book(place, day.isoformat(" "), **values)
                if fate == "cancelled":
                    meeting.active = False
            for user in (self.user_sales_north, self.user_manager_both):
                self.check_months_of(user)
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    def check_months_of(self, user):
        for month in (10, 11, 12):
            last = 30 if month == 11 else 31
            domain = [
                ("date", ">=", f"2026-{month}-01"),
                ("date", "<=", f"2026-{month}-{last}"),
            ]
            facts = self.facts("aig.kpi.meeting", user)
            [sums] = facts._read_group(
                domain, [], [f"{measure}:sum" for measure in MEASURES]
            )
            for measure, figure in zip(MEASURES, sums, strict=True):
                opened = self.records_of("aig.kpi.meeting", user, domain, measure)
                self.assertEqual(len(opened), figure or 0)
                self.assertEqual(
                    set(opened.aig_partner_id.aig_territory_id.ids)
                    - set(user.aig_territory_ids.ids),
                    set(),
                )

    def test_each_figure_opens_as_many_meetings(self):
        self.check_figures_are_records()

    def test_of_own_territories_only(self):
        for place in range(3):
            self.book(place)
        for user, count in (
            (self.user_sales_north, 1),
            (self.user_manager_north, 2),
            (self.user_manager_south, 1),
            (self.user_manager_both, 3),
        ):
            with self.subTest(user.login):
                facts = self.facts("aig.kpi.meeting", user)
                self.assertEqual(facts.search_count([]), count)
