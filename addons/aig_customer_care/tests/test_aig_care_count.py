import random
from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.aig_territory.tests.common import AigTerritoryCase

from ..models.aig_care_log_count import KEYS


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 03:00:00")
class TestAigCareCount(AigTerritoryCase):
    """The counter says what the log says, whatever happens to the log."""

    def _log(self, customer=None, user=None, **values):
        customer = customer or self.customer_north
        user = user or self.user_sales_north
        # superuser: rows of mails, and of colleagues, are written by the system
        return self.env["aig.care.log"].create(
            {
                "partner_id": customer.id,
                "user_id": user.id,
                "care_type": "call",
                **values,
            }
        )

    def _read(self, model, measure, domain=()):
        keys = [f"{key}:month" if key == "care_month" else key for key in KEYS]
        groups = self.env[model]._read_group(list(domain), keys, [measure])
        return {tuple(key): number for *key, number in groups if number}

    def _assert_counted(self):
        counted = self._read("aig.care.count", "number:sum")
        logs = self._read("aig.care.log", "__count", [("is_counted", "=", True)])
        self.assertEqual(counted, logs)
        sums = self.env["aig.care.count"]._sum(["user_id", "care_type"])
        self.assertEqual(sum(sums.values()), sum(logs.values()))
        return sum(logs.values())

    def test_counts_and_stops_counting(self):
        before = self._assert_counted()
        log = self._log()
        self.assertEqual(self._assert_counted(), before + 1)
        log._reverse("Nhầm khách")
        self.assertEqual(self._assert_counted(), before)

    def test_month_is_the_companys(self):
        """On 31 October at 18:00 UTC it is November in Vietnam."""
        log = self._log(date="2026-10-31 18:00:00")
        self.assertEqual(log.care_month, date(2026, 11, 1))
        self._assert_counted()

    def test_any_change_by_any_route(self):
        """300 events by seed: created, reversed, moved, corrected, deleted, by SQL."""
        chance = random.Random(50)
        people = self.user_sales_north, self.user_sales_south
        customers = self.customer_north, self.customer_south, self.customer_free
        logs = [self._log() for _number in range(5)]

        def create():
            day = timedelta(days=chance.randrange(400))
            return logs.append(
                self._log(
                    chance.choice(customers),
                    chance.choice(people),
                    care_type=chance.choice(["call", "visit", "voucher"]),
                    date=log.date - day,
                )
            )

        def reverse():
            if log.is_counted and not log.reversal_ids:
                log._reverse("Nhầm")

        def delete():
            if not log.reversal_ids and not log.reversal_of_id:
                logs.remove(log)
                log.unlink()

        events = {
            create: 5,
            reverse: 2,
            delete: 1,
            lambda: log.write({"user_id": chance.choice(people).id}): 1,
            lambda: log.write({"territory_id": self.territory_south.id}): 1,
            lambda: log.write({"date": log.date - timedelta(days=40)}): 1,
            lambda: log.write({"send_key": f"test {log.id}"}): 1,
            lambda: log.write({"send_key": False}): 1,
            lambda: self.env.cr.execute(
                "UPDATE aig_care_log SET care_type = 'meeting' WHERE id = %s", [log.id]
            ): 1,
            lambda: self.env["aig.care.count"]._compact(3): 1,
        }
        for event in chance.choices(list(events), list(events.values()), k=300):
            log = chance.choice(logs)
            event()
            self.env.flush_all()
            self.env.invalidate_all()
        self.assertGreater(self._assert_counted(), 50)
        self.assertEqual(self.env["aig.care.count"]._repair([log.care_month]), 0)

    def test_compacting_leaves_one_row_of_each_key(self):
        counts = self.env["aig.care.count"]
        for _number in range(3):
            self._log()
            self.env.flush_all()
        log = self._log(care_type="visit")
        log._reverse("Nhầm")
        total = self._assert_counted()
        while counts._compact(1):
            pass
        self.assertEqual(self._assert_counted(), total)
        rows = counts.search([("user_id", "=", self.user_sales_north.id)])
        self.assertRecordValues(rows, [{"care_type": "call", "number": 3}])

    @mute_logger("odoo.addons.aig_customer_care.models.aig_care_count")
    def test_repair_mends_what_was_lost(self):
        counts = self.env["aig.care.count"]
        self._log()
        self._log(self.customer_south, self.user_sales_south)
        months = counts._get_months()
        self.env.cr.execute(
            "UPDATE aig_care_count SET number = 7 WHERE user_id = %s",
            [self.user_sales_north.id],
        )
        self.env.cr.execute(
            "DELETE FROM aig_care_count WHERE user_id = %s", [self.user_sales_south.id]
        )
        with self.assertRaises(AssertionError):
            self._assert_counted()
        self.assertEqual(counts._repair(months), 2)
        self._assert_counted()
        self.assertEqual(counts._repair(months), 0)

    def test_a_territory_that_is_deleted(self):
        territory = self._new_territory("Test West", "T-W")
        self._log(territory_id=territory.id)
        self.env.flush_all()
        # nobody can: what refers to it refuses; the database could
        self.env.cr.execute("DELETE FROM aig_territory WHERE id = %s", [territory.id])
        self.env.invalidate_all()
        self._assert_counted()


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 03:00:00")
class TestAigCareCountReport(AigTerritoryCase):
    """Who sees which figure, and the rows behind it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        logs = cls.env["aig.care.log"]
        months = ("2025-11-05", "2026-08-05", "2026-10-05", "2026-11-05")
        for user, customer in (
            (cls.user_sales_north, cls.customer_north),
            (cls.user_sales_north_2, cls.customer_north),
            (cls.user_sales_south, cls.customer_south),
        ):
            logs.create(
                [
                    {
                        "partner_id": customer.id,
                        "user_id": user.id,
                        "care_type": kind,
                        "date": month,
                    }
                    for number, month in enumerate(months, 1)
                    for kind in ("call", "visit")
                    for _time in range(number)
                ]
            )
        cls.env.flush_all()

    def _numbers(self, user, domain=()):
        reports = self.env["aig.care.count.report"].with_user(user)
        return dict(
            reports._read_group(
                [("care_type", "=", "call"), *domain], ["user_id"], ["number:sum"]
            )
        )

    def test_who_sees_whose_figures(self):
        north, north_2, south = (
            self.user_sales_north,
            self.user_sales_north_2,
            self.user_sales_south,
        )
        everybody = dict.fromkeys((north, north_2, south), 10)
        cases = {
            north: {north: 10},
            self.user_manager_north: {north: 10, north_2: 10},
            self.user_manager_south: {south: 10},
            self.user_manager_both: everybody,
            self.user_director: everybody,
            self.user_no_territory: {},
        }
        for user, expected in cases.items():
            with self.subTest(user.login):
                self.assertEqual(self._numbers(user), expected)

    def test_sums_are_those_one_may_read(self):
        counts = self.env["aig.care.count"]
        calls = [("care_type", "=", "call")]
        self.assertEqual(
            counts.with_user(self.user_manager_north)._sum(["user_id"], calls),
            {(self.user_sales_north.id,): 10, (self.user_sales_north_2.id,): 10},
        )
        with self.assertRaises(AccessError):
            counts.with_user(self.user_plain)._sum(["user_id"])

    def test_figures_stay_where_it_was_done(self):
        """Who gets the customer reads its past; the sums of territories stay."""
        self.customer_north.aig_territory_id = self.territory_south
        self.env.flush_all()
        south = self.user_sales_south
        self.assertEqual(self._numbers(self.user_manager_south), {south: 10})
        action = (
            self.env["aig.care.count.report"]
            .with_user(self.user_manager_south)
            .action_open_logs([("care_type", "=", "call")], "number")
        )
        logs = self.env["aig.care.log"].with_user(self.user_manager_south)
        self.assertEqual(logs.search(action["domain"]).user_id, south)

    def test_periods_beside_the_one_before(self):
        reports = self.env["aig.care.count.report"].with_user(self.user_sales_north)
        mine = [("care_type", "=", "call"), ("care_month", "<=", "2026-12-01")]
        measures = [
            "number:sum",
            "number_month_before:sum",
            "number_quarter_before:sum",
            "number_year_before:sum",
        ]
        for period, day, expected in (
            ("month", "2026-11-01", (4, 3, 2, 1)),
            ("quarter", "2026-10-01", (7, 3, 2, 1)),
            ("year", "2026-01-01", (9, 5, 3, 1)),
        ):
            with self.subTest(period):
                groups = reports._read_group(mine, [f"care_month:{period}"], measures)
                figures = {str(start): tuple(row) for start, *row in groups}
                self.assertEqual(figures[day], expected)

    def test_each_figure_opens_its_rows(self):
        """As the pivot asks: a cell's domain and its measure, for every role."""
        cell = [
            "&",
            ("care_month", ">=", "2026-10-01"),
            ("care_month", "<", "2027-01-01"),
        ]
        for user in (
            self.user_sales_north,
            self.user_manager_north,
            self.user_manager_both,
            self.user_director,
        ):
            reports = self.env["aig.care.count.report"].with_user(user)
            logs = self.env["aig.care.log"].with_user(user)
            for measure in ("number", "number_quarter_before", "number_year_before"):
                with self.subTest(user.login, measure=measure):
                    [[number]] = reports._read_group(cell, [], [f"{measure}:sum"])
                    rows = logs.search(
                        reports.action_open_logs(cell, measure)["domain"]
                    )
                    self.assertTrue(number)
                    self.assertEqual(len(rows), number)
            for line in reports.search([("number", ">", 0)]):
                domain = line.action_open_logs_of_row()["domain"]
                self.assertEqual(logs.search_count(domain), line.number)

    def test_a_filter_on_figures_is_refused_in_one_sentence(self):
        reports = self.env["aig.care.count.report"].with_user(self.user_manager_both)
        with self.assertRaisesRegex(UserError, "take that filter out"):
            reports.action_open_logs([("number", ">", 3)], "number")

    def test_by_customer(self):
        """The figures by customer are rows of the log, in the company's months."""
        action = self.env.ref("aig_customer_care.aig_care_log_action_customer")
        self.assertEqual(action.domain, "[('is_counted', '=', True)]")
        logs = self.env["aig.care.log"].with_user(self.user_manager_north)
        groups = logs._read_group(
            [("is_counted", "=", True), ("care_month", ">=", "2026-07-01")],
            ["user_id", "partner_id", "care_month:quarter", "care_type"],
            ["__count"],
        )
        self.assertEqual(
            {
                (user, partner, str(quarter)): number
                for user, partner, quarter, kind, number in groups
                if kind == "visit"
            },
            {
                (user, self.customer_north, quarter): number
                for user in (self.user_sales_north, self.user_sales_north_2)
                for quarter, number in (("2026-07-01", 2), ("2026-10-01", 7))
            },
        )
