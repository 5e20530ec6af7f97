from odoo.tests import tagged

from .documents import AigDocumentCase


@tagged("post_install", "-at_install")
class TestPortal(AigDocumentCase):
    """Portal and public users keep what they had, and gain nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user_portal.partner_id.parent_id = cls.customer_north
        cls.env.flush_all()
        (cls.order_north | cls.order_south).state = "sent"

    def test_a_portal_user_sees_the_own_documents(self):
        self.assertEqual(
            self.user_portal.partner_id.aig_territory_id, self.territory_north
        )
        env = self.env(user=self.user_portal.id)
        for model, own, foreign in (
            ("sale.order", self.order_north, self.order_south),
            ("account.move", self.invoice_north, self.invoice_south),
            ("res.partner", self.customer_north, self.customer_south),
        ):
            # The portal shows what its customer follows or was sent.
            if model != "res.partner":
                own.message_subscribe(self.user_portal.partner_id.ids)
            with self.subTest(model):
                found = env[model].search([("id", "in", (own | foreign).ids)])
                self.assertEqual(found.sudo(), own.sudo())

    def test_the_portal_without_a_territory(self):
        self.customer_north.aig_territory_id = False
        env = self.env(user=self.user_portal.id)
        found = env["sale.order"].search([])
        self.assertEqual(found.sudo(), self.order_north.sudo())

    def test_the_public_sees_no_customer(self):
        env = self.env(user=self.env.ref("base.public_user").id)
        customers = self.customer_north | self.customer_south
        found = env["res.partner"].search([("id", "in", customers.ids)])
        self.assertFalse(found)
