from collections import Counter
from contextlib import contextmanager
from datetime import date, timedelta
from unittest.mock import patch

from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.models import BaseModel
from odoo.tests import tagged

from ..report.aig_kpi_care import KINDS
from .figures import AigKpiCase

FIRST = date(2026, 1, 1)
#: What the counter tells apart, and one thing that it does not.
DIMENSIONS = (
    *("user_id", "territory_id", "care_type", "company_id", "team_id"),
    *("date:month", "date:quarter", "date:year"),
)
MEASURES = ("__count", "number:sum", *(f"{name}:sum" for name in KINDS))
#: A row of the log: place, kind, day of the year, hour in UTC, and what became of it.
EVENTS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(("call", "visit", "voucher", "article", "meeting", "other")),
        st.integers(0, 330),
        st.sampled_from((3, 16, 17, 23)),
        st.sampled_from(("kept", "kept", "talked", "reversed", "moved", "queued")),
    ),
    min_size=1,
    max_size=12,
)
DAYS = st.dates(FIRST - timedelta(days=40), date(2027, 1, 31))
#: Days that cut no month come as often as others.
EDGES = st.one_of(DAYS, DAYS.map(lambda day: day.replace(day=1)))
CONDITIONS = st.lists(
    st.one_of(
        st.tuples(st.just("date"), st.sampled_from(("<", "<=", ">", ">=", "=")), EDGES),
        st.tuples(
            st.just("care_type"), st.just("in"), st.just(["call", "voucher", "visit"])
        ),
    ),
    max_size=3,
)
BY = st.lists(st.sampled_from(DIMENSIONS), max_size=3, unique=True)


@tagged("post_install", "-at_install")
@freeze_time("2026-12-20 03:00:00")
class TestAigKpiCare(AigKpiCase):
    """The figures of care are those of the log, from wherever they are read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.places = [
            (cls.user_sales_north, cls.customer_north),
            (cls.user_sales_north_2, cls.customer_north),
            (cls.user_sales_south, cls.customer_south),
            (cls.user_no_territory, cls.customer_free),
        ]

    @contextmanager
    def undone(self):
        """What happens here is taken back at the end."""
        savepoint = self.env.cr.savepoint()
        try:
            yield
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    @contextmanager
    def counter(self):
        """How often the counter was read."""
        fact = type(self.env["aig.kpi.care"])
        original = fact._sql_counter
        with patch.object(fact, "_sql_counter", autospec=True) as spy:
            spy.side_effect = original
            yield spy

    def log(self, place=0, **values):
        user, customer = self.places[place]
        # superuser: rows of mails, and of colleagues, are written by the system
        return self.env["aig.care.log"].create(
            {
                "partner_id": customer.id,
                "user_id": user.id,
                "care_type": "call",
                **values,
            }
        )

    def play(self, events):
        """Let happen to the log what an example says."""
        for place, kind, days, hour, fate in events:
            day = FIRST + timedelta(days=days)
            log = self.log(place, care_type=kind, date=f"{day} {hour:02}:30:00")
            if fate == "talked":
                log.evidence = "talked"
            elif fate == "reversed":
                log._reverse("Nhầm khách")
            elif fate == "moved":
                log.territory_id = self.territory_south
            elif fate == "queued":
                # as a mail that has not left yet
                log.send_key = f"test {log.id}"

    def figures(self, user, by, domain=()):
        groups = self.facts("aig.kpi.care", user)._read_group(domain, by, MEASURES)
        width = len(by)
        return {row[:width]: row[width:] for row in groups if row[width]}

    @settings(max_examples=15, deadline=None)
    @given(EVENTS, BY, CONDITIONS)
    def check_both_sources(self, events, by, domain):
        """Any figure is the same with a condition that only the log understands."""
        with self.undone():
            self.play(events)
            always = ("partner_id", "!=", False)
            for user in (self.user_sales_north, self.user_manager_both):
                self.assertEqual(
                    self.figures(user, by, domain),
                    self.figures(user, by, [*domain, always]),
                )

    def test_counter_and_log_say_the_same(self):
        self.check_both_sources()

    @settings(max_examples=15, deadline=None)
    @given(EVENTS)
    def check_the_log(self, events):
        with self.undone():
            self.play(events)
            logs = self.env["aig.care.log"].search(
                [("user_id", "in", [user.id for user, _customer in self.places])]
            )
            expected = {}
            for log in logs.filtered("is_counted"):
                day = log.company_id._aig_local(log.date).date()
                quarter = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
                for by, key in (
                    ("date:month", day.replace(day=1)),
                    ("date:quarter", quarter),
                    ("date:year", day.replace(month=1, day=1)),
                    ("date:day", day),
                    ("user_id", log.user_id),
                    ("partner_id", log.partner_id),
                ):
                    count = expected.setdefault(by, {}).setdefault(key, Counter())
                    count["__count"] += 1
                    for name, kind in KINDS.items():
                        count[name] += log.care_type == kind
            mine = [("user_id", "in", [user.id for user, _customer in self.places])]
            names = ("__count", *KINDS)
            for by, counts in expected.items():
                self.assertEqual(
                    {
                        key[0]: dict(zip(names, row[:1] + row[2:], strict=True))
                        for key, row in self.figures(
                            self.user_director, [by], mine
                        ).items()
                    },
                    {
                        key: {n: count[n] for n in names}
                        for key, count in counts.items()
                    },
                )

    def test_figures_are_rows_of_the_log(self):
        """By month, quarter, year, day, person and customer (A50, A51)."""
        self.check_the_log()

    def test_what_the_counter_answers(self):
        self.log()
        facts = self.facts("aig.kpi.care", self.user_manager_both)
        quarter = [("date", ">=", "2026-10-01"), ("date", "<", "2027-01-01")]
        for by, domain, measures, answers in (
            ("user_id", quarter, ["voucher_count:sum"], True),
            ("date:month", quarter, ["__count"], True),
            ("territory_id", [("date", "<=", "2026-12-31")], ["number:sum"], True),
            ("user_id", [("date", "<=", "2026-12-30")], ["number:sum"], True),
            ("user_id", [("date", "=", "2026-12-01")], ["number:sum"], True),
            ("user_id", [("date", "!=", "2026-12-01")], ["number:sum"], False),
            ("user_id", [("date", "in", ["2026-12-01"])], ["number:sum"], False),
            ("date:week", quarter, ["number:sum"], False),
            ("date:day", quarter, ["number:sum"], False),
            ("partner_id", quarter, ["number:sum"], False),
            ("user_id", quarter, ["talked_count:sum"], False),
            ("user_id", quarter, ["last_date:max"], False),
            ("user_id", [("evidence", "=", "talked")], ["number:sum"], False),
        ):
            with self.subTest(by=by, measures=measures), self.counter() as read:
                facts._read_group(domain, [by], measures)
                self.assertEqual(bool(read.call_count), answers)
                read.reset_mock()
                facts.formatted_read_grouping_sets(domain, [[], [by]], measures)
                self.assertEqual(bool(read.call_count), answers)

    def test_of_a_month_that_is_cut_the_log_is_asked(self):
        """The quarter up to a day: the counter knows all months but the last."""
        for day in ("2026-10-05", "2026-12-19", "2026-12-20", "2026-12-21"):
            self.log(date=f"{day} 03:00:00")
        # what the counter alone says shows where it was read
        for month, number in (("2026-10-01", 10), ("2026-12-01", 100)):
            self.env["aig.care.count"].search(
                [("care_month", "=", month), ("user_id", "=", self.user_sales_north.id)]
            )[:1].copy({"number": number})
        facts = self.facts("aig.kpi.care", self.user_sales_north)
        for first, last, expected in (
            ("2026-10-01", "2026-12-31", 4 + 10 + 100),
            ("2026-10-01", "2026-12-20", 3 + 10),
            ("2026-10-02", "2026-12-31", 4 + 100),
            ("2026-12-20", "2026-12-20", 1),
            ("2026-12-01", "2026-12-31", 3 + 100),
        ):
            with self.subTest(first=first, last=last):
                days = [("date", ">=", first), ("date", "<=", last)]
                [[number]] = facts._read_group(days, [], ["number:sum"])
                self.assertEqual(number, expected)

    def test_groups_stand_in_the_order_of_their_records(self):
        """Names are looked up after grouping; core joins and groups them."""
        for place in range(len(self.places)):
            self.log(place)
            self.log(place, care_type="visit", date="2026-10-05 03:00:00")
        facts = self.facts("aig.kpi.care", self.user_director)
        sets = [[], ["user_id"], ["user_id", "date:month"], ["date:month"]]
        orders = (None, "user_id,date:month", "date:month desc, user_id DESC")

        def read():
            found = [
                facts._read_group([], [by], ["number:sum"], order=by + way)
                for by in ("user_id", "territory_id", "partner_id", "team_id")
                for way in ("", " desc", " ASC", " desc nulls last")
            ]
            found += [
                facts.formatted_read_grouping_sets([], sets, ["__count"], order=order)
                for order in orders
            ]
            return found

        mine = read()
        self.assertGreater(len(mine[0]), 3)
        core = BaseModel._read_group_orderby
        with patch.object(type(facts), "_read_group_orderby", core):
            self.assertEqual(mine, read())

    def test_days_are_vietnamese(self):
        """On 31 October at 17:30 UTC it is 1 November, at 16:30 it is not yet."""
        early, late = (
            self.log(date="2026-10-31 16:30:00"),
            self.log(date="2026-10-31 17:30:00"),
        )
        facts = self.facts("aig.kpi.care", self.user_sales_north)
        rows = facts.search([("log_id", "in", (early | late).ids)], order="date")
        self.assertEqual(rows.mapped("date"), [date(2026, 10, 31), date(2026, 11, 1)])
        by_month = self.sums("aig.kpi.care", self.user_sales_north, ["date:month"])
        self.assertEqual(by_month, {date(2026, 10, 1): 1, date(2026, 11, 1): 1})
        november = [("date", ">=", "2026-11-01"), ("date", "<", "2026-12-01")]
        opened = self.records_of(
            "aig.kpi.care", self.user_sales_north, november, "call_count"
        )
        self.assertEqual(opened.ids, late.ids)

    def test_no_day_beside_a_period_is_in_it(self):
        """Whole months are asked by the month, other days by their own."""
        for day in ("2026-09-30", "2026-10-01", "2026-12-31", "2027-01-01"):
            self.log(date=f"{day} 03:00:00")
        facts = self.facts("aig.kpi.care", self.user_sales_north)
        for domain, expected in (
            ([("date", ">=", "2026-10-01"), ("date", "<", "2027-01-01")], 2),
            ([("date", ">", "2026-09-30"), ("date", "<=", "2026-12-31")], 2),
            ([("date", ">=", "2026-10-02"), ("date", "<", "2026-12-31")], 0),
            ([("date", ">", "2026-12-31")], 1),
            ([("date", "<=", "2026-09-30")], 1),
            ([("date", "=", "2026-10-01")], 1),
        ):
            with self.subTest(domain):
                found = facts._read_group(domain, ["partner_id"], ["number:sum"])
                self.assertEqual(sum(number for _partner, number in found), expected)

    def test_talks_and_last_contact_of_customers(self):
        self.log(date="2026-11-02 03:00:00", outcome="interested")
        self.log(date="2026-11-05 03:00:00", outcome="no_answer")
        self.log(2, care_type="visit", date="2026-12-01 03:00:00")
        figures = self.sums(
            "aig.kpi.care",
            self.user_manager_both,
            ["partner_id"],
            ["call_count:sum", "talked_count:sum", "visit_count:sum", "last_date:max"],
        )
        self.assertEqual(
            figures,
            {
                self.customer_north: (2, 1, 0, date(2026, 11, 5)),
                self.customer_south: (0, 0, 1, date(2026, 12, 1)),
            },
        )

    def test_a_cell_opens_its_rows_and_a_row_its_log(self):
        call, visit = self.log(), self.log(care_type="visit")
        user = self.user_manager_north
        month = [("date", ">=", "2026-12-01"), ("date", "<", "2027-01-01")]
        for measure, logs in (
            ("call_count", call),
            ("visit_count", visit),
            ("number", call | visit),
            ("__count", call | visit),
            ("voucher_count", self.env["aig.care.log"]),
        ):
            with self.subTest(measure):
                opened = self.records_of("aig.kpi.care", user, month, measure)
                self.assertEqual(set(opened.ids), set(logs.ids))
        row = self.facts("aig.kpi.care", user).search([("log_id", "=", call.id)])
        action = row.action_open_records()
        self.assertEqual((action["res_model"], action["res_id"]), (call._name, call.id))
