from odoo.exceptions import AccessError
from odoo.tests import tagged

from .documents import AigDocumentCase

ASKED = {"email_from": {}, "phone": {}, "street": {}, "partner_invoice_id": {}}


@tagged("post_install", "-at_install")
class TestForeignPartner(AigDocumentCase):
    """Documents copy data of their partner: a foreign one is not even named."""

    def setUp(self):
        super().setUp()
        self.as_north = self.env(user=self.user_sales_north.id)

    def test_by_a_form(self):
        foreign = self.customer_south.id
        for model, name in (
            ("crm.lead", "partner_id"),
            ("sale.order", "partner_id"),
            ("sale.order", "partner_invoice_id"),
            ("res.partner", "parent_id"),
        ):
            records = self.as_north[model]
            asked = {key: {} for key in ASKED if key in records._fields}
            with self.subTest(model=model, field=name):
                for value in (foreign, {"id": foreign, "display_name": "x"}):
                    with self.assertRaises(AccessError):
                        records.onchange({name: value}, [name], asked)
                defaults = records.with_context(**{f"default_{name}": foreign})
                with self.assertRaises(AccessError):
                    defaults.onchange({}, [], asked)

    def test_by_create_and_write(self):
        """Not even with an own territory given at the same time."""
        own = {"aig_territory_id": self.territory_north.id}
        foreign = self.customer_south.id
        for record, name in (
            (self.lead_north, "partner_id"),
            (self.order_north, "partner_id"),
            (self.order_north, "partner_shipping_id"),
            (self.customer_north, "parent_id"),
        ):
            record = record.with_env(self.as_north)
            with self.subTest(model=record._name, field=name):
                with self.assertRaises(AccessError):
                    record.write({name: foreign, **own})
                with self.assertRaises(AccessError):
                    record.create({"name": "Mine", name: foreign, **own})

    def test_own_customers_are_named(self):
        lead = self.as_north["crm.lead"].create(
            {"name": "Mine", "partner_id": self.branch_north.id}
        )
        self.assertEqual(lead.email_from, self.branch_north.email)
        values = self.as_north["crm.lead"].onchange(
            {"partner_id": self.customer_north.id}, ["partner_id"], {"email_from": {}}
        )["value"]
        self.assertEqual(values["email_from"], self.customer_north.email)
