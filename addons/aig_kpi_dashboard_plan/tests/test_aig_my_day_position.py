from odoo.tests import tagged

from odoo.addons.aig_kpi_dashboard.tests.common import MyDayReader
from odoo.addons.aig_position.tests.common import AigPositionCase


@tagged("post_install", "-at_install")
class TestAigMyDayPosition(MyDayReader, AigPositionCase):
    """Holds and bookings that end, places for who waits, offers to send."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.aig_hold_approval = False
        cls.customer_north.user_id = cls.user_sales_north

    def test_a_hold_is_booked_or_prolonged(self):
        hold = self._new_booking()
        hold.action_hold()
        hold._decide({"hold_until": "2026-12-02 03:00:00"})
        [row] = self.get_rows("expire")
        self.assertEqual(row["reasons"], ["T-1 is held until 10:00 02/12"])
        self.assertEqual(self.get_rows("expire", self.user_sales_south), [])
        self.assertEqual(self.get_rows("expire", self.user_sales_north_2), [])
        methods = [button["method"] for button in row["buttons"]]
        self.assertEqual(methods, ["action_book", "action_prolong"])
        self.press(row)
        self.assertEqual(hold.state, "booked")
        self.assertFalse(
            [one for one in self.get_rows("expire") if "is held" in one["reasons"][0]]
        )

    def test_a_hold_that_lasts_is_no_business_of_today(self):
        hold = self._new_booking()
        hold.action_hold()
        hold._decide({"hold_until": "2026-12-20 03:00:00"})
        self.assertEqual(self.get_rows("expire"), [])

    def test_a_manager_approves_a_hold(self):
        self.company.aig_hold_approval = True
        hold = self._new_booking()
        hold.action_hold()
        self.assertEqual(self.get_rows("approve"), [])
        self.assertEqual(self.get_rows("approve", self.user_manager_south), [])
        [row] = self.get_rows("approve", self.user_manager_north)
        self.press(row, user=self.user_manager_north)
        self.assertEqual(hold.state, "reserved")
        self.assertEqual(self.get_rows("approve", self.user_manager_north), [])

    def test_a_booking_that_ends_is_renewed(self):
        booking = self._new_booking(first=2, last=10)
        booking.action_book()
        [row] = self.get_rows("expire")
        self.assertEqual(row["reasons"], ["The booking of T-1 ends"])
        self.assertEqual(row["when"], "10/12")
        self.press(row)
        shown = [one["reasons"] for one in self.get_rows("expire")]
        self.assertNotIn(["The booking of T-1 ends"], shown)

    def test_a_place_that_somebody_waits_for(self):
        wait = (
            self.env["aig.position.wait"]
            .with_user(self.user_sales_north)
            .create(
                {
                    "partner_id": self.customer_north.id,
                    "position_id": self.billboard.id,
                    "date_from": "2026-12-10",
                    "date_to": "2026-12-19",
                }
            )
        )
        shown = [row["model"] for row in self.get_rows("contact")]
        self.assertNotIn(wait._name, shown)
        wait.sudo().write({"state": "told", "told_at": "2026-12-01 01:00:00"})
        [row] = self.get_rows("contact")
        self.assertEqual(row["model"], wait._name)
        self.assertIn("they wait for it", row["reasons"][0])
        self.press(row)
        shown = [one["model"] for one in self.get_rows("contact")]
        self.assertNotIn(wait._name, shown)

    def test_an_offer_waits_until_it_is_sent(self):
        offer = (
            self.env["aig.position.offer"]
            .with_user(self.user_sales_north)
            ._get_quick(self.customer_north, self.billboard, "2026-12-10", "2026-12-19")
        )
        [row] = self.get_rows("draft")
        self.assertEqual(row["reasons"], ["Positions to offer: 1"])
        self.assertEqual(self.get_rows("draft", self.user_sales_north_2), [])
        self.billboard.with_user(self.user_manager_north).action_review()
        action = self.press(row)
        self.assertEqual(action["context"]["default_res_ids"], offer.ids)
        offer._decide({"state": "sent"})
        self.assertEqual(self.get_rows("draft"), [])

    def test_queries_do_not_grow(self):
        def count():
            for _warm_up in range(2):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                self.get_day()
            return self.env.cr.sql_log_count - before

        def fill(number):
            for index in range(number):
                for name in ("hold", "ending", "offer"):
                    position = self._new_position(name, f"Q-{number}-{index}-{name}")
                    if name == "offer":
                        offers = self.env["aig.position.offer"]
                        offers.with_user(self.user_sales_north)._get_quick(
                            self.customer_north, position, "2026-12-10", "2026-12-19"
                        )
                    elif name == "hold":
                        hold = self._new_booking(position)
                        hold.action_hold()
                        hold._decide({"hold_until": "2026-12-02 03:00:00"})
                    else:
                        self._new_booking(position, 2, 10).action_book()

        fill(2)
        few = count()
        fill(8)
        self.assertLessEqual(count(), few)
