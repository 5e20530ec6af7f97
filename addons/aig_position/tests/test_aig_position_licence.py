from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import AigPositionCase


@tagged("post_install", "-at_install")
class TestAigPositionLicence(AigPositionCase):
    """A hold may outlast the licence; only a manager books such days."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.billboard.write(
            {"licence_expiry": "2026-12-18", "manager_id": cls.user_director.id}
        )

    def test_held_and_said(self):
        form = Form(self.env["aig.position.booking"].with_user(self.user_sales_north))
        form.position_id = self.billboard
        form.partner_id = self.customer_north
        form.date_from = "2026-12-10"
        form.date_to = "2026-12-18"
        self.assertFalse(form.licence_notice, "its last day is covered")
        form.date_to = "2026-12-19"
        self.assertIn("ask Lan Giám Đốc whether", form.licence_notice)
        booking = form.save()
        booking.action_hold()
        self.assertEqual(booking.state, "reserved")

    def test_a_manager_books_it(self):
        booking = self._new_booking()
        booking.action_hold()
        with self.assertRaisesRegex(UserError, "licence until 12/18/2026 only"):
            booking.action_book()
        self.assertEqual(booking.state, "reserved")
        booking.with_user(self.user_manager_north).action_book()
        self.assertEqual(booking.state, "booked")

    def test_a_draft_shows_what_is_in_the_way(self):
        action = self._new_booking().action_book_or_show()
        block = self.env["aig.position.block"].browse(action["res_id"])
        self.assertEqual(block.line_ids.mapped("reason"), ["licence"])
        self.assertIn("a manager books it", block.refusal)

    def test_an_order_is_no_way_round(self):
        booking = self._new_booking()
        booking.action_hold()
        order = self.env["sale.order"].browse(booking.action_quote()["res_id"])
        with (
            self.assertRaisesRegex(UserError, "a manager books it"),
            self.env.cr.savepoint(),
        ):
            order.with_user(self.user_sales_north).action_confirm()
        self.env.invalidate_all()
        order.with_user(self.user_manager_north).action_confirm()
        self.assertEqual(booking.state, "booked")

    def test_renewed(self):
        booking = self._new_booking()
        self.billboard.licence_expiry = "2027-12-31"
        booking.action_book()
        self.assertEqual(booking.state, "booked")
        self.assertFalse(booking.licence_notice)
