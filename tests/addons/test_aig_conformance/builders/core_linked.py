"""Models of Odoo whose records hang on a customer or on a document of one."""

from odoo.fields import Command

from .registry import Builder, Linked


class Meeting(Builder, model="calendar.event"):
    """A meeting of its owner with a customer of the place."""

    territory_field = "aig_territory_id"

    def vals(self, case, place):
        people = place.owner.partner_id | case.customer(place.territory)
        return {
            "name": f"Meeting {case.number()}",
            "user_id": place.owner.id,
            "partner_ids": [Command.set(people.ids)],
            "start": "2001-01-01 03:00:00",
            "stop": "2001-01-01 04:00:00",
        }

    def change(self, case, place):
        return {"location": f"Room {case.number()}"}


class Activity(Linked, model="mail.activity"):
    """A call planned on an opportunity, by its salesperson."""

    def vals(self, case, place):
        lead = case.record("crm.lead", place)
        return {
            "res_model_id": case.env["ir.model"]._get_id("crm.lead"),
            "res_id": lead.id,
            "user_id": place.owner.id,
            "summary": f"Call {case.number()}",
        }

    def owner(self, record):
        return record.user_id

    def change(self, case, place):
        return {"summary": f"Changed {case.number()}"}


class Message(Linked, model="mail.message"):
    """A message on an opportunity, written by the system."""

    # Core reads a message's fields as superuser once search() or read() has checked;
    # its export_data() is for administrators. No other route comes from outside.
    unchecked_routes = ("attribute", "export")

    def vals(self, case, place):
        lead = case.record("crm.lead", place)
        return {
            "model": "crm.lead",
            "res_id": lead.id,
            "message_type": "comment",
            "subject": f"Message {case.number()}",
        }

    def owner(self, record):
        return record.env["crm.lead"].browse(record.res_id).user_id

    def change(self, case, place):
        return {"subject": f"Changed {case.number()}"}


class Follower(Linked, model="mail.followers"):
    """A customer of the place who follows itself."""

    owner_field = None

    def vals(self, case, place):
        customer = case.customer(place.territory)
        return {
            "res_model": "res.partner",
            "res_id": customer.id,
            "partner_id": customer.id,
        }

    def change(self, case, place):
        return {"subtype_ids": [Command.clear()]}


class Attachment(Linked, model="ir.attachment"):
    """A file of a customer of the place."""

    owner_field = None

    def vals(self, case, place):
        return {
            "name": f"File {case.number()}",
            "res_model": "res.partner",
            "res_id": case.customer(place.territory).id,
            "raw": b"content",
        }

    def change(self, case, place):
        return {"description": f"Changed {case.number()}"}


class BankAccount(Linked, model="res.partner.bank"):
    """A bank account of a customer of the place."""

    owner_field = None

    def vals(self, case, place):
        return {
            "acc_number": f"ACCESS-{case.number()}",
            "partner_id": case.customer(place.territory).id,
        }

    def change(self, case, place):
        return {"acc_holder_name": f"Changed {case.number()}"}


class InvoiceLine(Linked, model="account.move.line"):
    """A line of a draft customer invoice."""

    def vals(self, case, place):
        invoice = case.record("account.move", place)
        return {"move_id": invoice.id, "name": "More", "price_unit": 1, "tax_ids": []}

    def owner(self, record):
        return record.move_id.invoice_user_id

    def change(self, case, place):
        return {"name": f"Changed {case.number()}"}


class OrderLine(Linked, model="sale.order.line"):
    """A note in a quotation."""

    optional_owner = True

    def vals(self, case, place):
        order = case.record("sale.order", place)
        return {
            "order_id": order.id,
            "display_type": "line_note",
            "name": f"Note {case.number()}",
        }

    def owner(self, record):
        return record.salesman_id

    def change(self, case, place):
        return {"name": f"Changed {case.number()}"}


class Payment(Builder, model="account.payment"):
    """A draft payment of a customer: nobody in sales sees payments."""

    owner_field = territory_field = None

    def vals(self, case, place):
        return {
            "payment_type": "inbound",
            "partner_type": "customer",
            "partner_id": case.customer(case.territory_north).id,
            "amount": case.number(),
        }

    def change(self, case, place):
        return {"memo": f"Payment {case.number()}"}
