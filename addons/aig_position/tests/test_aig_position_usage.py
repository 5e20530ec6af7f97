import random
from collections import Counter
from datetime import date, timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import AigPositionCase

BEGIN = date(2026, 12, 1)
TYPES = ("paid", "gift", "maintenance")
FIGURES = ("paid_days", "gift_days", "maintenance_days", "held_days", "free_days")


@tagged("post_install", "-at_install")
class TestAigPositionUsage(AigPositionCase):
    """How well positions are used, by the query and by counting day for day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.usage = cls.env["aig.position.usage"].with_user(cls.user_sales_north)
        cls.env.flush_all()
        # what was made in this transaction was made now, by the clock of the database
        cls.env.cr.execute(
            "UPDATE aig_position SET create_date = %s WHERE kind_id = %s",
            (f"{BEGIN} 02:00:00", cls.kind.id),
        )
        cls.domain = [("kind_id", "=", cls.kind.id)]

    def _book(self, step="action_book", booking_type="paid", **values):
        if booking_type == "maintenance":
            values["partner_id"] = False
        booking = self._new_booking(booking_type=booking_type, **values)
        getattr(booking, step)()
        return booking

    def test_random_bookings(self):
        dice = random.Random(5)
        parts = {self.tower: (self.face_east, self.face_west)}
        days = Counter()
        for _number in range(50):
            position = dice.choice((self.billboard, self.screen, self.tower))
            first = BEGIN + timedelta(dice.randrange(80))
            last = first + timedelta(dice.randrange(45))
            what = dice.choice(TYPES)
            step = dice.choice(("action_hold", "action_book"))
            try:
                self._book(
                    step,
                    what,
                    position=position,
                    date_from=first,
                    date_to=last,
                )
            except UserError:
                continue
            figure = "held_days" if step == "action_hold" else f"{what}_days"
            for site in parts.get(position, (position,)):
                for number in range((last - first).days + 1):
                    month = (first + timedelta(number)).replace(day=1)
                    days[site, month, figure] += 1
        self.assertGreater(len(days), 15)
        rows = self.usage.search(self.domain)
        self.assertNotIn(self.tower, rows.position_id)
        counted = Counter()
        for row in rows:
            for figure in FIGURES:
                counted[row.position_id, row.month, figure] = row[figure]
            length = ((row.month + timedelta(31)).replace(day=1) - row.month).days
            slots = row.position_id.slot_count
            self.assertEqual(row.possible_days, length * slots)
            self.assertEqual(sum(row[name] for name in FIGURES), row.possible_days)
        for key, number in days.items():
            self.assertEqual(counted[key], number, key)
        taken = [key for key, number in counted.items() if number]
        self.assertEqual({key for key in taken if key[2] != "free_days"}, set(days))

    def test_a_share_of_sums(self):
        self._book(position=self.billboard, first=1, last=31)
        december = [*self.domain, ("month", "=", BEGIN)]
        [[share]] = self.usage._read_group(december, [], ["utilisation:avg"])
        # one billboard, of a billboard, two faces and a screen of three
        self.assertAlmostEqual(share, 1 / 6)
        [one] = self.usage.search([*december, ("position_id", "=", self.billboard.id)])
        self.assertEqual(one.utilisation, 1)

    def test_months_ahead_and_since_it_was_added(self):
        months = self.usage.search(self.domain).mapped("month")
        self.assertEqual((min(months), max(months)), (BEGIN, date(2027, 3, 1)))
        self.env.cr.execute(
            "UPDATE aig_position SET create_date = %s WHERE id = %s",
            ("2026-12-10 18:00:00", self.screen.id),  # the 11th in Vietnam
        )
        self.env.invalidate_all()
        screen = [("position_id", "=", self.screen.id)]
        self.assertEqual(
            self.usage.search(screen, order="month", limit=1).possible_days, 3 * 21
        )
        # booked before it was typed in: there it was already
        self._book(position=self.screen, date_from="2026-11-20", date_to="2026-12-05")
        self.env.invalidate_all()
        november, december = self.usage.search(screen, order="month", limit=2)
        self.assertEqual((november.possible_days, november.paid_days), (33, 11))
        self.assertEqual((december.possible_days, december.paid_days), (93, 5))

    def test_this_month_comes_first_and_those_that_are_over_last(self):
        for month in ("10", "11"):
            self._book(
                position=self.screen,
                date_from=f"2026-{month}-05",
                date_to=f"2026-{month}-08",
            )
        self.env.flush_all()
        months = self.usage.search([("position_id", "=", self.screen.id)])
        self.assertEqual([row.month.month for row in months], [12, 1, 2, 3, 11, 10])

    def test_its_bookings(self):
        whole = self._book(position=self.tower, first=30, last=31)
        self._book(
            position=self.face_west, date_from="2027-01-01", date_to="2027-01-02"
        )
        [row] = self.usage.search(
            [("position_id", "=", self.face_west.id), ("month", "=", BEGIN)]
        )
        self.assertEqual(row.paid_days, 2)
        action = row.action_bookings()
        bookings = self.env["aig.position.booking"]
        self.assertEqual(
            bookings.with_user(self.user_sales_north).search(action["domain"]), whole
        )
        self.assertFalse(
            bookings.with_user(self.user_sales_south).search(action["domain"])
        )

    def test_an_archived_place_until_it_was_last_taken(self):
        self._book(position=self.billboard, first=2, last=9)
        self.billboard.active = False
        self.env.flush_all()
        found = self.usage.search([("position_id", "=", self.billboard.id)])
        self.assertEqual(found.mapped("possible_days"), [9])

    def test_queries_do_not_grow(self):
        one = [("position_id", "=", self.billboard.id)]
        counts = []
        for domain in (one, one, self.domain):  # the first one reads the rules
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.usage.search(domain).read(FIGURES)
            self.usage.formatted_read_group(
                domain, ["position_id"], ["utilisation:avg", "paid_days:sum"]
            )
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
