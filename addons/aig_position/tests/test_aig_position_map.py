import random
from datetime import date, timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import AigPositionCase

BEGIN = date(2026, 12, 1)
PLACES = {"T-1": (10.8, 106.7), "T-2": (21.03, 105.85), "T-3": (16.05, 108.2)}


@tagged("post_install", "-at_install")
class TestAigPositionMap(AigPositionCase):
    """The map and the grid of availability, as a salesperson asks for them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for position in cls.billboard | cls.screen | cls.tower:
            position.latitude, position.longitude = PLACES[position.code]
        cls.mine = cls.env["aig.position"].with_user(cls.user_sales_north)
        cls.domain = [("kind_id", "=", cls.kind.id)]

    def _states(self, first=10, last=19, **context):
        found = self.mine.with_context(**context).get_map(
            self.domain, f"2026-12-{first:02}", f"2026-12-{last:02}"
        )
        return {code: state for _id, code, _lat, _lon, state in found["points"]}

    def _grid(self, step="day", domain=None):
        return self.mine.get_availability(
            domain or self.domain, "2026-12-01", "2026-12-31", step
        )

    def test_points_and_those_without_coordinates(self):
        found = self.mine.get_map(self.domain)
        self.assertEqual(
            found["points"][0],
            [self.billboard.id, "T-1", *PLACES["T-1"], "free"],
        )
        self.assertEqual([point[1] for point in found["points"]], sorted(PLACES))
        self.assertEqual((found["first"], found["last"]), ("2026-12-01", "2026-12-01"))
        self.assertEqual(found["missing"], 2)
        action = self.mine.action_open_nowhere(self.domain)
        self.assertEqual(
            self.mine.search(action["domain"]), self.face_east | self.face_west
        )

    def test_the_days_of_find_free_positions(self):
        self._new_booking().action_book()
        asked = {"aig_free_from": "2026-12-19", "aig_free_to": "2026-12-24"}
        found = self.mine.with_context(**asked).get_map(self.domain)
        self.assertEqual((found["first"], found["last"]), tuple(asked.values()))
        self.assertEqual(found["points"][0][-1], "taken")

    def test_states(self):
        self._new_booking(self.billboard).action_hold()
        self._new_booking(self.screen, slots=2).action_book()
        self._new_booking(self.face_east, 12, 12).action_book()
        self.assertEqual(
            self._states(), {"T-1": "held", "T-2": "partly", "T-3": "taken"}
        )
        self._new_booking(self.screen, 19, 25).action_hold()
        self.assertEqual(self._states()["T-2"], "held")
        self.assertEqual(self._states(20, 25)["T-2"], "partly")
        self.assertEqual(self._states(20, 25)["T-1"], "free")
        self.assertEqual(self._states(13, 14)["T-3"], "free")

    def test_maintenance_and_licence(self):
        self._new_booking(
            booking_type="maintenance", partner_id=False, user=self.user_manager_north
        ).action_book()
        self.screen.licence_expiry = "2026-12-18"
        self.tower.licence_expiry = "2026-12-19"
        self.assertEqual(
            self._states(),
            {"T-1": "maintenance", "T-2": "licence_over", "T-3": "free"},
        )

    def test_whoever_has_it(self):
        self._new_booking(user=self.user_sales_south).action_book()
        self.assertEqual(self._states()["T-1"], "taken")
        [row] = self._grid(domain=[("id", "=", self.billboard.id)])["rows"]
        self.assertEqual(row["free"][8:11], [1, 0, 0])
        action = self.billboard.with_user(
            self.user_sales_north
        ).action_bookings_between("2026-12-10", "2026-12-10")
        bookings = self.env["aig.position.booking"]
        self.assertFalse(
            bookings.with_user(self.user_sales_north).search(action["domain"])
        )
        self.assertTrue(
            bookings.with_user(self.user_sales_south).search(action["domain"])
        )

    def test_other_companies_are_not_seen(self):
        other = self.env["res.company"].create({"name": "Other"})
        self._new_position(
            "Abroad", "X-1", company_id=other.id, latitude=10, longitude=106
        )
        self.assertNotIn("X-1", self._states())

    def test_the_end_before_the_start(self):
        with self.assertRaisesRegex(UserError, "before the first"):
            self._states(19, 10)
        for first, last in (("2026-12-02", "2026-12-01"), ("2026-01-01", "2027-01-01")):
            with self.assertRaisesRegex(UserError, "up to a quarter"):
                self.mine.get_availability([], first, last, "day")

    def test_grid_of_days_and_weeks(self):
        self._new_booking(self.screen, 10, 19, slots=2).action_book()
        self._new_booking(self.screen, 12, 14).action_hold()
        self._new_booking(self.face_west, 31, 31).action_hold()
        days = {row["code"]: row for row in self._grid()["rows"]}
        self.assertEqual(days["T-2"]["free"][8:15], [3, 1, 1, 0, 0, 0, 1])
        self.assertEqual(days["T-2"]["held"][8:15], [0, 0, 0, 1, 1, 1, 0])
        self.assertEqual(days["T-3"]["slots"], 1)
        self.assertEqual(days["T-3"]["free"], [1] * 30 + [0])
        self.assertEqual(days["T-3"]["held"], [0] * 30 + [1])
        grid = self._grid("week")
        weeks = {row["code"]: row for row in grid["rows"]}
        self.assertEqual(grid["columns"][0], ["2026-12-01", "2026-12-06"])
        self.assertEqual(weeks["T-2"]["free"], [3, 0, 0, 3, 3])
        self.assertEqual(weeks["T-2"]["held"], [0, 1, 1, 0, 0])

    def test_pages(self):
        found = self.mine.get_availability(
            self.domain, "2026-12-01", "2026-12-02", "day", limit=2, offset=2
        )
        self.assertEqual([row["code"] for row in found["rows"]], ["T-3", "T-3E"])
        self.assertEqual(found["count"], 5)

    def test_random_bookings_agree_with_find_free(self):
        """Map and grid say of each position what the search for free ones says."""
        dice = random.Random(11)
        places = self.billboard | self.screen | self.tower | self.face_east
        for _number in range(40):
            position = dice.choice(places)
            first = BEGIN + timedelta(dice.randrange(28))
            last = first + timedelta(dice.randrange(9))
            booking = self._new_booking(position, date_from=first, date_to=last)
            try:
                dice.choice((booking.action_hold, booking.action_book))()
            except UserError:
                continue
        self.face_east.latitude = self.face_west.latitude = 11
        places |= self.face_west
        grid = {row["id"]: row for row in self._grid()["rows"]}
        for number in range(31):
            free = places._get_free_slots(
                BEGIN + timedelta(number), BEGIN + timedelta(number)
            )
            states = self._states(number + 1, number + 1)
            for position in places:
                row = grid[position.id]
                self.assertEqual(row["free"][number], free[position.id])
                word = states[position.code]
                slots = row["slots"]
                self.assertEqual(word in ("free", "partly"), free[position.id] > 0)
                if word == "free":
                    self.assertEqual(free[position.id], position.slot_count)
                self.assertEqual(
                    word == "held", not free[position.id] and row["held"][number] > 0
                )
                self.assertLessEqual(row["free"][number] + row["held"][number], slots)

    def test_queries_do_not_grow(self):
        self._new_booking().action_hold()
        for number in range(30):
            self._new_position(f"Place {number}", f"M-{number}", latitude=11)
        self.env.flush_all()
        one = [("id", "=", self.billboard.id)]
        counts = []
        for domain in (one, one, self.domain):  # the first one reads the rules
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.mine.get_map(domain)
            self._grid(domain=domain)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
