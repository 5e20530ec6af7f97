import random
from datetime import date, timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import MILLION, AigPositionCase

YEAR = date(2027, 1, 1)


@tagged("post_install", "-at_install")
class TestAigPositionAvailability(AigPositionCase):
    """What is free, by the query and by counting day for day."""

    def _free(self, first, last):
        positions = (
            self.billboard | self.screen | self.tower | self.face_east | self.face_west
        )
        free = positions._get_free_slots(first, last)
        return {position: free[position.id] for position in positions}

    def _counted(self, taken, first, last):
        """Free slots of each position, counted day by day."""
        days = [first + timedelta(n) for n in range((last - first).days + 1)]

        def least(position):
            return min(
                position.slot_count
                - sum(
                    slots
                    for site, begin, end, slots in taken
                    if site == position and begin <= day <= end
                )
                for day in days
            )

        free = {
            position: least(position)
            for position in (
                self.billboard,
                self.screen,
                self.face_east,
                self.face_west,
            )
        }
        both = min(free[self.face_east], free[self.face_west])
        return {**free, self.tower: both}

    def test_random_bookings(self):
        dice = random.Random(7)
        taken = []
        parts = {self.tower: (self.face_east, self.face_west)}
        places = [self.billboard, self.screen, self.tower, self.face_east]
        for _number in range(60):
            position = dice.choice([*places, self.screen, self.screen])
            first = YEAR + timedelta(dice.randrange(60))
            last = first + timedelta(dice.randrange(12))
            slots = dice.randint(1, 2) if position == self.screen else 1
            room = self._counted(taken, first, last)[position] >= slots
            self.assertEqual(self._free(first, last)[position] >= slots, room)
            booking = self._new_booking(
                position, date_from=first, date_to=last, slots=slots
            )
            if not room:
                with self.assertRaises(UserError):
                    booking.action_hold()
                continue
            booking.action_hold()
            taken += [
                (site, first, last, slots) for site in parts.get(position, (position,))
            ]
        self.assertGreater(len(taken), 20)
        self.assertLess(len(taken), 60)
        for _number in range(20):
            first = YEAR + timedelta(dice.randrange(70))
            last = first + timedelta(dice.randrange(20))
            self.assertEqual(self._free(first, last), self._counted(taken, first, last))

    def test_one_query_for_any_number(self):
        self._new_booking().action_hold()
        more = self.env["aig.position"].create(
            [
                {"name": f"Place {n}", "code": f"M-{n}", "kind_id": self.kind.id}
                for n in range(60)
            ]
        )
        self.env.flush_all()
        counts = []
        for positions in (self.billboard, self.billboard | more):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            positions._get_free_slots(YEAR, YEAR)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])

    def test_found_by_a_salesperson_from_another_territory(self):
        self._new_booking().action_hold()
        search = (
            self.env["aig.position.find"]
            .with_user(self.user_sales_south)
            .create(
                {
                    "date_from": "2026-12-19",
                    "date_to": "2026-12-31",
                    "kind_ids": self.kind.ids,
                    "highest_rate": MILLION,
                }
            )
        )
        action = search.action_find()
        found = self.env["aig.position"].search(action["domain"])
        self.assertEqual(
            found, self.screen | self.tower | self.face_east | self.face_west
        )
        search.slots = 2
        found = self.env["aig.position"].search(search.action_find()["domain"])
        self.assertEqual(found, self.screen)
        booking = found.with_context(**action["context"]).action_book_here()
        self.assertEqual(booking["context"]["default_date_from"], "2026-12-19")
        search.highest_rate = MILLION / 2
        self.assertEqual(search.action_find()["domain"], [("id", "in", [])])

    def test_not_offered_where_the_industry_is_forbidden(self):
        beer = self.env["res.partner.industry"].create({"name": "Beer"})
        self.customer_north.industry_id = beer
        self.billboard.restriction_ids = self.env["aig.position.restriction"].create(
            {"name": "beside a school", "industry_ids": beer.ids}
        )
        search = self.env["aig.position.find"].create({"kind_ids": self.kind.ids})
        domain = search.action_find()["domain"]
        self.assertIn(self.billboard, self.env["aig.position"].search(domain))
        search.partner_id = self.branch_north
        domain = search.action_find()["domain"]
        self.assertNotIn(self.billboard, self.env["aig.position"].search(domain))

    def test_the_end_before_the_start(self):
        with self.assertRaisesRegex(UserError, "before the first"):
            self.env["aig.position.find"].create(
                {"date_from": "2026-12-10", "date_to": "2026-12-09"}
            )
