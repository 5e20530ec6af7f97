"""Models of Odoo that carry a territory."""

from odoo.fields import Command

from .registry import Builder


class Partner(Builder, model="res.partner"):
    """A customer; no salesperson owns it, the territory does."""

    owner_field = None
    territory_field = "aig_territory_id"

    def vals(self, case, place):
        return {
            "name": f"Customer {case.number()}",
            "is_company": True,
            "email": f"customer{case.number()}@customer.example.com",
            "aig_territory_id": place.territory.id,
        }

    def change(self, case, place):
        return {"comment": f"<p>Note {case.number()}</p>"}


class Lead(Builder, model="crm.lead"):
    """An opportunity with a customer of the place."""

    territory_field = "aig_territory_id"
    optional_owner = True

    def vals(self, case, place):
        return {
            "name": f"Deal {case.number()}",
            "type": "opportunity",
            "user_id": place.owner.id,
            "partner_id": case.customer(place.territory).id,
        }

    def change(self, case, place):
        return {"expected_revenue": case.number()}


class SaleOrder(Builder, model="sale.order"):
    """A quotation for a customer of the place."""

    territory_field = "aig_territory_id"
    optional_owner = True

    def vals(self, case, place):
        return {
            "user_id": place.owner.id,
            "partner_id": case.customer(place.territory).id,
        }

    def change(self, case, place):
        return {"client_order_ref": f"Order {case.number()}"}


class Invoice(Builder, model="account.move"):
    """A draft customer invoice."""

    owner_field = "invoice_user_id"
    territory_field = "aig_territory_id"

    def vals(self, case, place):
        return {
            "move_type": "out_invoice",
            "invoice_user_id": place.owner.id,
            "partner_id": case.customer(place.territory).id,
            "invoice_line_ids": [
                Command.create({"name": "Billboard", "price_unit": 1, "tax_ids": []})
            ],
        }

    def change(self, case, place):
        return {"ref": f"Invoice {case.number()}"}
