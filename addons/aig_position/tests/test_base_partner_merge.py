from odoo.tests import tagged

from .offers import AigOfferCase
from .test_aig_position_wait import WaitCase


@tagged("post_install", "-at_install")
class TestBasePartnerMerge(WaitCase, AigOfferCase):
    """Merged customers: bookings, offers and their place in line follow."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.double = cls._new_customer("South Double", cls.territory_south)
        cls.kept = cls.customer_south

    def _merge(self, sources, target):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        self.env.flush_all()
        wizard._merge((sources | target).ids, target)
        self.env.flush_all()
        self.env.invalidate_all()

    def test_both_waited_for_the_same(self):
        """The first stays in line, whichever of the customers it was of."""
        elsewhere = self._new_wait(position=self.face_east)
        first = self._new_wait(partner_id=self.double.id, note="Rất cần")
        later = self._new_wait(wait_until="2026-12-14", note="Hỏi lại thứ Sáu")
        other = self._new_wait(partner_id=self.double.id, date_to="2026-12-16")
        anything = [
            self._new_wait(
                partner_id=customer.id, position_id=False, kind_id=self.kind.id
            )
            for customer in (self.kept, self.double)
        ]
        self._merge(self.double, self.kept)
        waits = elsewhere | first | later | other | anything[0] | anything[1]
        self.assertEqual(waits.partner_id, self.kept)
        self.assertEqual(len(waits.exists()), 6)
        self.assertEqual(
            waits.mapped("state"),
            ["waiting", "waiting", "withdrawn", "waiting", "waiting", "withdrawn"],
        )
        self.assertEqual(str(first.wait_until), "2026-12-14")
        self.assertEqual(first.note, "Rất cần\nHỏi lại thứ Sáu")
        self.assertIn("Joined with the later entry", first.message_ids[0].body)

    def test_told_once_after_it(self):
        """More slots than were free when one was told: it waits again."""
        screen = self.screen
        self._new_booking(screen, slots=2).action_hold()
        first = self._new_wait(position=screen, partner_id=self.double.id)
        later = self._new_wait(position=screen, slots=2)
        self._run()
        self.assertEqual((first | later).mapped("state"), ["told", "waiting"])
        self._merge(self.double, self.kept)
        self.assertEqual(first.slots, 2)
        self._run()
        self.assertEqual((first | later).mapped("state"), ["waiting", "withdrawn"])
        self.assertFalse(self._told(first | later))

    def test_into_a_contact_of_the_customer(self):
        """Who is found to be one of the customer's people waits as the customer."""
        contact = self.env["res.partner"].create(
            {"name": "Chi", "parent_id": self.kept.id}
        )
        first = self._new_wait()
        later = self._new_wait(partner_id=self.double.id)
        draft = self._new_booking(
            first=20, last=22, user=self.user_sales_south, partner_id=self.double.id
        )
        self._merge(self.double, contact)
        for records in first | later, draft:
            self.assertEqual(records.partner_id, self.kept)
        self.assertEqual((first | later).mapped("state"), ["waiting", "withdrawn"])

    def test_one_has_the_place_and_the_other_waited(self):
        wait = self._new_wait()
        other = self._new_wait(date_to="2026-12-25")
        self._merge(self.customer_north, self.kept)
        self.assertEqual(self.taken.partner_id, self.kept)
        self.assertEqual(self.taken.state, "reserved")
        self.assertEqual((wait | other).mapped("state"), ["done", "waiting"])

    def test_offers_and_bookings_follow(self):
        sent = self._new_offer(
            self.billboard, user=self.user_sales_south, partner=self.double
        )
        sent._decide({"state": "sent"})
        draft = self._new_offer(
            self.billboard | self.screen,
            user=self.user_sales_south,
            partner=self.double,
        )
        booking = self._new_booking(
            self.screen, user=self.user_sales_south, partner_id=self.double.id
        )
        booking.action_hold()
        amount = booking.amount
        self._merge(self.double, self.kept)
        offers = (sent | draft).with_user(self.user_sales_south)
        self.assertEqual(offers.partner_id, self.kept)
        self.assertEqual(offers.line_ids.partner_id, self.kept)
        self.assertEqual(len(offers.line_ids), 3)
        self.assertEqual(offers.mapped("state"), ["sent", "draft"])
        self.assertEqual(offers.territory_id, self.territory_south)
        mine = booking.with_user(self.user_sales_south)
        self.assertEqual(
            (mine.partner_id, mine.state, mine.amount),
            (self.kept, "reserved", amount),
        )
