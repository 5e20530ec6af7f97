from freezegun import freeze_time
from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MILLION, AigPlanCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-20 08:00:00")
class TestAigSalesPlanSourceBooking(AigPlanCase):
    """Bookings that end in the quarter, behind figure (3), none counted twice (A24)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls.make_customers(1)
        cls.kind = cls.env["aig.position.kind"].create({"name": "Test billboard"})
        cls.tower = cls.make_position("Tower", "P-1")
        cls.face = cls.make_position("Face", "P-1E", parent_id=cls.tower.id)

    @classmethod
    def make_position(cls, name, code, **vals):
        position = cls.env["aig.position"].create(
            {"name": name, "code": code, "kind_id": cls.kind.id, **vals}
        )
        cls.env["aig.position.rate"].create(
            {
                "position_id": position.id,
                "date_from": "2026-01-01",
                "daily_rate": MILLION,
            }
        )
        return position

    def make_booking(self, first="2026-12-10", last="2026-12-19", book=True, **vals):
        booking = (
            self.env["aig.position.booking"]
            .with_user(self.user_sales_north)
            .create(
                {
                    "position_id": self.face.id,
                    "partner_id": self.customer.id,
                    "date_from": first,
                    "date_to": last,
                    **vals,
                }
            )
        )
        booking.action_book() if book else booking.action_hold()
        return booking

    def add_line(self, plan=None, **vals):
        plan = plan or self.plan_north
        return (
            self.env["aig.sales.plan.line"]
            .with_user(plan.user_id)
            .create({"plan_id": plan.id, "partner_id": self.customer.id, **vals})
        )

    def get_renewals(self):
        """What is proposed now for a row of the customer."""
        rows = self.env["aig.sales.plan.line"]._read_proposals(
            self.plan_north, self.customer
        )
        return [row.amount for row in rows[self.customer.id]]

    def test_a_booking_without_an_order_is_a_renewal(self):
        booking = self.make_booking()
        self.make_booking("2027-01-01", "2027-01-05", partner_id=self.customer_north.id)
        self.make_booking("2026-11-01", "2026-11-10", booking_type="gift")
        line = self.add_line()
        self.assertRecordValues(
            line.source_ids,
            [
                {
                    "figure": "renewal",
                    "booking_id": booking.id,
                    "sale_line_id": False,
                    "name": f"{booking.name}: P-1E",
                    "amount": 10 * MILLION,
                    "planned_date": booking.date_to,
                    "is_chosen": True,
                }
            ],
        )
        self.assertEqual((line.renewal_revenue, line.renewal_count), (10 * MILLION, 1))
        action = line.source_ids.action_open_source()
        self.assertEqual(
            (action["res_model"], action["res_id"]), (booking._name, booking.id)
        )

    def test_a_hold_is_no_revenue_yet(self):
        self.make_booking(book=False)
        self.assertFalse(self.get_renewals())

    def test_on_a_confirmed_order_it_is_counted_there(self):
        booking = self.make_booking()
        self.assertEqual(self.get_renewals(), [10 * MILLION])
        line = self.add_line()
        order = self.env["sale.order"].browse(booking.action_quote()["res_id"])
        self.assertEqual(str(order.order_line.aig_date_to), "2026-12-19")
        self.assertEqual(self.get_renewals(), [], "counted in the row")
        self.assertTrue(line.source_ids.booking_id)
        order.action_confirm()
        self.assertEqual(self.get_renewals(), [], "the booking still counts it")
        line._refresh_figures()
        self.assertRecordValues(
            line.source_ids,
            [{"booking_id": False, "sale_line_id": order.order_line.id}],
        )
        self.assertEqual(line.renewal_revenue, 10 * MILLION)

    def test_what_goes_on_is_renewed_already(self):
        booking = self.make_booking()
        later = self.make_booking("2026-12-20", "2026-12-31", book=False)
        self.assertEqual(self.get_renewals(), [10 * MILLION], "held only")
        later.action_book()
        self.assertEqual(self.get_renewals(), [12 * MILLION], "the last one ends, too")
        whole = self.make_booking("2027-01-01", "2027-01-31", position_id=self.tower.id)
        self.assertEqual(self.get_renewals(), [])
        whole.action_cancel()
        later.action_cancel()
        self.make_order(
            self.customer, MILLION, "2027-03-31", confirm=False
        ).order_line.write(
            {
                "product_id": self.face.product_id.id,
                "aig_date_from": "2027-01-01",
            }
        )
        self.assertEqual(self.get_renewals(), [10 * MILLION], "a quotation only")
        booking.action_quote()
        self.assertEqual(self.get_renewals(), [10 * MILLION])

    def test_a_customer_who_says_no(self):
        booking = self.make_booking()
        line = self.add_line()
        reason = self.env["crm.lost.reason"].create({"name": "Too dear"})
        booking.not_renewed_reason_id = reason
        self.assertEqual(self.get_renewals(), [])
        line._refresh_figures()
        self.assertFalse(line.source_ids)
        self.assertEqual(line.renewal_revenue, 0)

    def test_a_no_takes_the_order_out_as_well(self):
        booking = self.make_booking()
        order = self.env["sale.order"].browse(booking.action_quote()["res_id"])
        order.action_confirm()
        self.assertEqual(self.get_renewals(), [10 * MILLION])
        booking.not_renewed_reason_id = self.env["crm.lost.reason"].create(
            {"name": "Too dear"}
        )
        self.assertEqual(self.get_renewals(), [])

    def test_counted_in_one_plan_of_the_quarter(self):
        self.make_booking()
        first = self.add_line()
        second = self.add_line(self.make_plan(self.user_sales_north_2))
        self.assertEqual(
            (first.renewal_revenue, second.renewal_revenue), (10 * MILLION, 0)
        )
        booking = first.source_ids.booking_id
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            second.source_ids.create({"line_id": second.id, "booking_id": booking.id})

    def test_a_stopped_one_goes_with_the_next_refresh(self):
        booking = self.make_booking("2026-11-01", "2026-12-19")
        line = self.add_line()
        self.assertEqual(line.renewal_revenue, 49 * MILLION)
        booking.action_stop()
        line._refresh_figures()
        self.assertFalse(line.source_ids)

    def test_it_is_renewed_and_nothing_else(self):
        self.make_booking()
        line = self.add_line()
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"):
            line.source_ids.figure = "development"
            self.env.flush_all()

    def test_one_that_may_not_be_read_is_no_source(self):
        line = self.add_line()
        foreign = self.env["aig.position.booking"].create(
            {
                "position_id": self.face.id,
                "partner_id": self.customer_south.id,
                "user_id": self.user_sales_south.id,
                "date_from": "2026-12-01",
                "date_to": "2026-12-02",
            }
        )
        with self.assertRaises(AccessError):
            line.source_ids.create({"line_id": line.id, "booking_id": foreign.id})
