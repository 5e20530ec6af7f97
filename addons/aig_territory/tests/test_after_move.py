from odoo.tests import Form, tagged

from .documents import AigDocumentCase


@tagged("post_install", "-at_install")
class TestAfterMove(AigDocumentCase):
    """A closed document stays with its old territory and still opens there.

    Its customer has moved out of sight: the name is shown, nothing else, and no
    computed field of the form stumbles over it.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order_north.action_confirm()
        cls.lead_north.action_set_won()
        cls.order_north.message_post(
            body="From the customer", author_id=cls.customer_north.id
        )
        cls.customer_north.aig_territory_id = cls.territory_south
        cls.env.flush_all()
        cls.env.invalidate_all()

    def _read_form(self, record, user):
        """Read what the web client reads to show the form."""
        record = record.with_user(user)
        with_form = Form(record)
        specification = {
            name: {"fields": {"display_name": {}}}
            if record._fields[name].type == "many2one"
            else {}
            for name in with_form._view["fields"]
            if name in record._fields and record._fields[name].type != "one2many"
        }
        return record.web_read(specification)[0]

    def test_closed_documents_open(self):
        for record, user in (
            (self.lead_north, self.user_sales_north),
            (self.order_north, self.user_sales_north),
            (self.order_north, self.user_manager_north),
        ):
            with self.subTest(record=record._name, user=user.login):
                self._next_request()
                values = self._read_form(record, user)
                self.assertEqual(
                    values["partner_id"]["display_name"],
                    self.customer_north.display_name,
                )

    def test_a_posted_invoice_is_read(self):
        """Core's own form of it needs rights on payments, whatever the territory."""
        invoice = self.invoice_north.with_user(self.user_sales_north)
        self._next_request()
        [values] = invoice.web_read(
            {"name": {}, "amount_total": {}, "partner_id": {"fields": {}}}
        )
        self.assertEqual(values["amount_total"], 1000.0)

    def test_an_old_document_is_still_edited(self):
        order = self.order_north.with_user(self.user_sales_north)
        with Form(order) as form:
            form.client_order_ref = "PO-1"
        self.assertEqual(self.order_north.client_order_ref, "PO-1")
        order.write({"partner_id": self.customer_north.id})

    def test_the_chatter_opens(self):
        order = self.order_north.with_user(self.user_sales_north)
        self._next_request()
        messages = order.message_ids
        self.assertIn("From the customer", "".join(messages.mapped("body")))
        from odoo.addons.mail.tools.discuss import Store

        store = Store().add(messages).get_result()
        self.assertTrue(store["mail.message"])

    def test_the_customer_itself_is_out_of_sight(self):
        partners = self.env["res.partner"].with_user(self.user_sales_north)
        self.assertFalse(partners.search([("id", "=", self.customer_north.id)]))
